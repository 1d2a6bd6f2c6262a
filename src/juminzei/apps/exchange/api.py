"""What pages may ask of exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.exchange.models import ConsignedDocument, OutgoingNotice

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["consignment_people"]


def consignment_people(consignment_id: int) -> Iterable[int | None]:
    """Return the addressee numbers of whom a consignment is."""
    notices = OutgoingNotice.objects.filter(pk=consignment_id)
    documents = ConsignedDocument.objects.filter(consignment=consignment_id)
    return [
        *notices.values_list("addressee_id", flat=True),
        *documents.values_list("document__addressee_id", flat=True),
    ]
