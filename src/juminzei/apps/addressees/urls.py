"""Addresses of the pages of addressees."""

from django.urls import path

from juminzei.apps.addressees.views import search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/<str:token>/", search.search_result, name="search_result"),
]
