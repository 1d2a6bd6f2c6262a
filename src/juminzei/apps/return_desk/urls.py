"""Addresses of the pages of the return desk."""

from django.urls import path

from juminzei.apps.return_desk.views import (
    acts,
    amounts,
    closing,
    lots,
    papers,
    persons,
    queue,
    recipients,
    referrals,
    returns,
    settings,
    taking_over,
    visitor_entries,
    visitors,
)

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
    path("days/<int:venue_day_id>/close/", closing.desk_close, name="desk_close"),
    path("tax-office/", closing.desk_tax_office, name="desk_tax_office"),
    path("tax-office/lots/", lots.desk_lots, name="desk_lots"),
    path("tax-office/lots/ask/", lots.desk_lot_ask, name="desk_lot_ask"),
    path("tax-office/lots/<int:lot_id>/", lots.desk_lot, name="desk_lot"),
    path("tax-office/lots/<int:lot_id>/decide/", lots.desk_lot_decide, name="desk_lot_decide"),
    path("tax-office/lots/<int:lot_id>/take/", lots.desk_lot_take, name="desk_lot_take"),
    path("tax-office/lots/<int:lot_id>/step/", lots.desk_lot_step, name="desk_lot_step"),
    path("recipients/", recipients.desk_recipients, name="desk_recipients"),
    path("recipients/file/", recipients.desk_recipients_file, name="desk_recipients_file"),
    path("returns/", persons.desk_returns, name="desk_returns"),
    path("returns/find/", persons.desk_find, name="desk_find"),
    path("persons/<int:number>/", persons.desk_person, name="desk_person"),
    path("returns/<int:return_id>/", returns.desk_return, name="desk_return"),
    path(
        "returns/<int:return_id>/compute/", returns.desk_return_compute, name="desk_return_compute"
    ),
    path("returns/<int:return_id>/confirm/", acts.desk_return_confirm, name="desk_return_confirm"),
    path("returns/<int:return_id>/step/", acts.desk_return_step, name="desk_return_step"),
    path("returns/<int:return_id>/answer/", acts.desk_return_answer, name="desk_return_answer"),
    path("returns/<int:return_id>/attach/", acts.desk_return_attach, name="desk_return_attach"),
    path("returns/<int:return_id>/finish/", acts.desk_return_finish, name="desk_return_finish"),
    path(
        "returns/<int:return_id>/last-year/",
        taking_over.desk_return_last_year,
        name="desk_return_last_year",
    ),
    path(
        "returns/<int:return_id>/notice/", taking_over.desk_return_notice, name="desk_return_notice"
    ),
    path(
        "returns/<int:return_id>/visitor-pass/",
        visitor_entries.desk_return_visitor_pass,
        name="desk_return_visitor_pass",
    ),
    path(
        "returns/<int:return_id>/visitor/",
        visitor_entries.desk_return_visitor,
        name="desk_return_visitor",
    ),
    path("visitor/", visitors.desk_visitor, name="desk_visitor"),
    path("visitor/form/", visitors.desk_visitor_form, name="desk_visitor_form"),
    path("returns/<int:return_id>/print/", papers.desk_return_print, name="desk_return_print"),
    path("returns/<int:return_id>/xml/", papers.desk_return_xml, name="desk_return_xml"),
    path(
        "returns/<int:return_id>/national/<str:name>/",
        amounts.desk_national_amount,
        name="desk_national_amount",
    ),
    path(
        "returns/<int:return_id>/inhabitant/<str:name>/",
        amounts.desk_inhabitant_amount,
        name="desk_inhabitant_amount",
    ),
]
