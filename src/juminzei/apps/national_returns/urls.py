"""Addresses of the pages of national returns."""

from django.urls import path

from juminzei.apps.national_returns.views import (
    agency,
    disposal,
    entering,
    exporting,
    forwarding,
    lists,
    returns,
    statistics,
)

urlpatterns = [
    path("", lists.national_returns, name="national_returns"),
    path("search/", lists.national_search, name="national_search"),
    path("search/number/", lists.national_number_search, name="national_number_search"),
    path("statistics/", statistics.national_statistics, name="national_statistics"),
    path("statistics/file/", statistics.national_statistics_file, name="national_statistics_file"),
    path("disposal/", disposal.national_disposal, name="national_disposal"),
    path("disposal/ask/", disposal.national_disposal_ask, name="national_disposal_ask"),
    path(
        "disposal/<int:disposal_id>/decide/",
        disposal.national_disposal_decide,
        name="national_disposal_decide",
    ),
    path(
        "disposal/<int:disposal_id>/go/",
        disposal.national_disposal_go,
        name="national_disposal_go",
    ),
    path("agency/", agency.national_agency, name="national_agency"),
    path("agency/report/", agency.national_agency_report, name="national_agency_report"),
    path("<int:national_id>/agency/", agency.national_agency_return, name="national_agency_return"),
    path(
        "<int:national_id>/agency/answer/",
        agency.national_agency_answer,
        name="national_agency_answer",
    ),
    path(
        "<int:national_id>/agency/propose/",
        agency.national_agency_propose,
        name="national_agency_propose",
    ),
    path(
        "<int:national_id>/agency/decide/",
        agency.national_agency_decide,
        name="national_agency_decide",
    ),
    path("deliveries/", lists.national_deliveries, name="national_deliveries"),
    path("calendar/", lists.national_calendar, name="national_calendar"),
    path("<int:national_id>/", returns.national_return, name="national_return"),
    path("<int:national_id>/print/", returns.national_print, name="national_print"),
    path("<int:national_id>/enter/", entering.national_enter, name="national_enter"),
    path("<int:national_id>/supplement/", entering.national_supplement, name="national_supplement"),
    path("<int:national_id>/finish/", entering.national_finish, name="national_finish"),
    path("<int:national_id>/forward/", returns.national_forward, name="national_forward"),
    path("forwarding/", forwarding.national_forwarding, name="national_forwarding"),
    path("forwarding/send/", forwarding.national_forwarding_send, name="national_forwarding_send"),
    path("export/", exporting.national_export, name="national_export"),
    path("export/file/", exporting.national_export_file, name="national_export_file"),
    path("export/requests/", exporting.national_export_requests, name="national_export_requests"),
    path(
        "export/<int:export_id>/", exporting.national_export_granted, name="national_export_granted"
    ),
    path(
        "export/<int:export_id>/decide/",
        exporting.national_export_decide,
        name="national_export_decide",
    ),
]
