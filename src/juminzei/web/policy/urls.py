"""Addresses of the pages about permission."""

from django.urls import path

from juminzei.web.policy import catalogue, controls, denials, matrix

urlpatterns = [
    path("", matrix.policy, name="policy"),
    path("matrix.csv", matrix.policy_csv, name="policy_csv"),
    path("matrix.md", matrix.policy_document, name="policy_document"),
    path("controls/", controls.control_list, name="controls"),
    path("denials/", denials.denials, name="denials"),
    path("files/", catalogue.data_files, name="data_files"),
    path("files/catalogue.csv", catalogue.data_files_csv, name="data_files_csv"),
    path("files/<str:model>/", catalogue.data_table, name="data_table"),
]
