"""Addresses of the pages about closeness."""

from django.urls import path

from juminzei.apps.conflicts.views import cosigns, staff_addressees

urlpatterns = [
    path("conflicts/staff/", staff_addressees.staff_addressees, name="staff_addressees"),
    path(
        "conflicts/staff/enter/",
        staff_addressees.staff_addressee_enter,
        name="staff_addressee_enter",
    ),
    path(
        "conflicts/staff/<int:entry_id>/", staff_addressees.staff_addressee, name="staff_addressee"
    ),
    path(
        "conflicts/staff/<int:entry_id>/decide/",
        staff_addressees.staff_addressee_decide,
        name="staff_addressee_decide",
    ),
    path("conflicts/persons/<int:number>/", cosigns.cosign_ask, name="cosign_ask"),
    path("conflicts/", cosigns.cosign_list, name="cosign_list"),
    path("conflicts/<int:request_id>/", cosigns.cosign, name="cosign"),
    path("conflicts/<int:request_id>/decide/", cosigns.cosign_decide, name="cosign_decide"),
]
