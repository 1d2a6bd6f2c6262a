"""Addresses of the pages of protection."""

from django.urls import path

from juminzei.apps.protection.views import application, cases, changes

urlpatterns = [
    path("protection/", cases.case_list, name="protection_list"),
    path(
        "protection/apply/<int:number>/",
        application.protection_apply,
        name="protection_apply",
    ),
    path("protection/<int:case_id>/", cases.case, name="protection_case"),
    path("protection/<int:case_id>/extend/", changes.extend, name="protection_extend"),
    path("protection/<int:case_id>/end/", changes.end, name="protection_end"),
    path("protection/<int:case_id>/decide/", changes.decide, name="protection_decide"),
]
