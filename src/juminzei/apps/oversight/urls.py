"""Addresses of the pages of oversight."""

from django.urls import path

from juminzei.apps.oversight.views import findings, records

urlpatterns = [
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
