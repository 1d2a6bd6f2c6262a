"""Where something goes may tell where a protected person lives (支援措置)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import HIDDEN_ADDRESS
from juminzei.apps.assessment.api import about_any
from juminzei.apps.exchange.models import ConsignedDocument, OutgoingNotice
from juminzei.base.numbers.municipalities import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.apps.addressees.api import Withheld
    from juminzei.apps.exchange.models import Consignment

SEE_PROTECTED = "address.protected.view"
"""Whoever may carry this out sees where a protected person's documents go."""


def telling(consignments: Iterable[Consignment], withheld: Withheld) -> set[int]:
    """Return the keys of the consignments whose destination must not be told."""
    asked = list(consignments)
    keys = [one.pk for one in asked]
    years = {one.tax_year for one in asked}
    documents = set().union(*(about_any(withheld.numbers, year) for year in years))
    held = ConsignedDocument.objects.filter(consignment__in=keys, document__in=documents)
    notices = OutgoingNotice.objects.filter(consignment__in=keys, addressee__in=withheld.numbers)
    return {
        *(one.pk for one in asked if one.protected),
        *held.values_list("consignment", flat=True),
        *notices.values_list("consignment", flat=True),
    }


def shown_municipality(municipality: str, *, hidden: bool) -> str:
    """Return the destination, or that it is not shown."""
    return HIDDEN_ADDRESS if hidden else named(municipality)
