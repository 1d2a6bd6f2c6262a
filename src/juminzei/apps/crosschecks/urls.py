"""Addresses of the pages of checks."""

from django.urls import path

from juminzei.apps.crosschecks.views import case, cases, check_list, relatives

urlpatterns = [
    path("crosschecks/", check_list.crosscheck_list, name="crosscheck_list"),
    path("crosschecks/run/", check_list.crosscheck_run, name="crosscheck_run"),
    path("crosschecks/report/", check_list.crosscheck_report, name="crosscheck_report"),
    path("crosschecks/cases/", cases.crosscheck_cases, name="crosscheck_cases"),
    path("crosschecks/cases/find/", cases.crosscheck_find, name="crosscheck_find"),
    path("crosschecks/cases/enter/", cases.crosscheck_bulk, name="crosscheck_bulk"),
    path("crosschecks/persons/<int:number>/", cases.crosscheck_person, name="crosscheck_person"),
    path("crosschecks/cases/<int:check_case_id>/", case.crosscheck_case, name="crosscheck_case"),
    path(
        "crosschecks/cases/<int:check_case_id>/enter/",
        case.crosscheck_case_enter,
        name="crosscheck_case_enter",
    ),
    path(
        "crosschecks/cases/<int:check_case_id>/letter/",
        case.crosscheck_letter,
        name="crosscheck_letter",
    ),
    path(
        "crosschecks/cases/<int:check_case_id>/answer/",
        case.crosscheck_answer,
        name="crosscheck_answer",
    ),
    path("dependants/", relatives.crosscheck_relatives, name="crosscheck_relatives"),
    path(
        "dependants/<int:relative_id>/", relatives.crosscheck_relative, name="crosscheck_relative"
    ),
    path(
        "dependants/<int:relative_id>/decide/",
        relatives.crosscheck_relative_decide,
        name="crosscheck_relative_decide",
    ),
]
