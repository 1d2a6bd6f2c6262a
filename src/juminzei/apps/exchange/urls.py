"""Addresses of the pages of exchange."""

from django.urls import path

from juminzei.apps.exchange.views import (
    consignments,
    forwarding,
    log,
    media,
    notices,
    void_gifts,
    waiting_list,
)

urlpatterns = [
    path("", forwarding.exchange_work, name="exchange_work"),
    path("waiting/", waiting_list.forwarding, name="forwarding"),
    path("prepare/", forwarding.exchange_prepare, name="exchange_prepare"),
    path("moved/", forwarding.moved_away_list, name="moved_away_list"),
    path("moved/<int:document_id>/", forwarding.forward_moved, name="forward_moved"),
    path("consignments/", consignments.consignment_list, name="consignment_list"),
    path("consignments/<int:consignment_id>/", consignments.consignment, name="consignment"),
    path(
        "consignments/<int:consignment_id>/step/",
        consignments.consignment_step,
        name="consignment_step",
    ),
    path(
        "consignments/<int:consignment_id>/papers/",
        consignments.consignment_papers,
        name="consignment_papers",
    ),
    path("media/", media.medium_list, name="medium_list"),
    path("media/<int:medium_id>/", media.medium, name="medium"),
    path("media/<int:medium_id>/decide/", media.medium_decide, name="medium_decide"),
    path("log/", log.exchange_log, name="exchange_log"),
    path("void-gifts/", void_gifts.void_gift_list, name="void_gift_list"),
    path("notices/new/", notices.notice_new, name="notice_new"),
    path("city-notices/new/", notices.city_notice_new, name="city_notice_new"),
]
