"""Addresses of the pages about letters."""

from django.urls import path

from juminzei.apps.correspondence.views import arrange, public_notices, recipients, returned

OF_PERSON = "persons/<int:number>/"
ONE = "public-notices/<int:notice_id>/"

urlpatterns = [
    path(f"{OF_PERSON}recipients/", recipients.recipients_page, name="recipients"),
    path(
        f"{OF_PERSON}recipients/address/", recipients.recipients_address, name="recipients_address"
    ),
    path(
        f"{OF_PERSON}recipients/add/address/",
        arrange.sending_address_add,
        name="sending_address_add",
    ),
    path(
        f"{OF_PERSON}recipients/add/representative/",
        arrange.representative_add,
        name="representative_add",
    ),
    path(f"{OF_PERSON}recipients/add/stop/", arrange.sending_stop_add, name="sending_stop_add"),
    path("recipients/<int:arrangement_id>/end/", arrange.arrangement_end, name="arrangement_end"),
    path("returned/", returned.returned_list, name="returned_list"),
    path("returned/find/", returned.returned_find, name="returned_find"),
    path(f"{OF_PERSON}returned/add/", returned.returned_add, name="returned_add"),
    path("returned/<int:letter_id>/", returned.returned, name="returned"),
    path("returned/<int:letter_id>/step/", returned.returned_step, name="returned_step"),
    path(
        "returned/<int:letter_id>/public-notice/",
        public_notices.public_notice_propose,
        name="public_notice_propose",
    ),
    path("public-notices/", public_notices.public_notice_list, name="public_notice_list"),
    path(ONE, public_notices.public_notice, name="public_notice"),
    path(f"{ONE}decide/", public_notices.public_notice_decide, name="public_notice_decide"),
    path(f"{ONE}post/", public_notices.public_notice_post, name="public_notice_post"),
    path(f"{ONE}print/", public_notices.public_notice_print, name="public_notice_print"),
]
