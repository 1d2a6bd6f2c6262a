"""Addresses of the pages of the return desk."""

from django.urls import path

from juminzei.apps.return_desk.views import queue, referrals, settings

urlpatterns = [
    path("", queue.desk_queue, name="desk_queue"),
    path("tickets/add/", queue.desk_ticket_add, name="desk_ticket_add"),
    path("tickets/next/", queue.desk_next, name="desk_next"),
    path("tickets/<int:ticket_id>/", queue.desk_ticket, name="desk_ticket"),
    path("tickets/<int:ticket_id>/step/", queue.desk_ticket_step, name="desk_ticket_step"),
    path("settings/", settings.desk_settings, name="desk_settings"),
    path("settings/venues/", settings.desk_venue_add, name="desk_venue_add"),
    path("settings/permits/", settings.desk_permit_set, name="desk_permit_set"),
    path("referrals/", referrals.desk_referrals, name="desk_referrals"),
    path("figures/", referrals.desk_figures, name="desk_figures"),
]
