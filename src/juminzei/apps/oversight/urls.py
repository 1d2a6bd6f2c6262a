"""Addresses of the pages of oversight."""

from django.urls import path

from juminzei.apps.oversight.views import findings, number_views, records, verification, watches

urlpatterns = [
    path("oversight/verification/", verification.verification, name="verification"),
    path("oversight/verification/verify/", verification.verify_now, name="verify_now"),
    path("oversight/number-views/", number_views.number_views, name="number_views"),
    path("oversight/watched/", watches.watch_list, name="watch_list"),
    path("oversight/watched/enter/", watches.watch_enter, name="watch_enter"),
    path("oversight/records/", records.audit_search, name="audit_search"),
    path("oversight/records/<int:sequence>/", records.audit_record, name="audit_record"),
    path("oversight/findings/", findings.finding_list, name="finding_list"),
    path("oversight/findings/inspect/", findings.inspect, name="inspect_days"),
    path("oversight/findings/<int:finding_id>/", findings.finding, name="finding"),
    path(
        "oversight/findings/<int:finding_id>/decide/",
        findings.finding_decide,
        name="finding_decide",
    ),
]
