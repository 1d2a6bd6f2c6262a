"""Lots for the tax office as lists and the home page count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.models import LotState, TaxOfficeLot

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from juminzei.platform.staff.models import StaffMember

OPEN = (LotState.GRANTED, LotState.MADE, LotState.SENT)
"""Granted, and the tax office has not said that it has it."""


def lots(state: str = "") -> QuerySet[TaxOfficeLot]:
    """Return lots, of one state if one is named."""
    rows = TaxOfficeLot.objects.select_related("asked_by", "venue")
    return rows.filter(state=state) if state else rows


def late_lots(on: date) -> QuerySet[TaxOfficeLot]:
    """Return the lots that the tax office should have confirmed by now."""
    return lots().filter(state__in=OPEN, due_on__lt=on)


def lots_to_decide(member: StaffMember) -> QuerySet[TaxOfficeLot]:
    """Return the lots that wait for somebody else than who asked."""
    return lots(LotState.ASKED).exclude(asked_by=member)


def last_tax_office() -> str:
    """Return to whom the newest lot went; empty where there is none."""
    names = TaxOfficeLot.objects.order_by("-pk").values_list("tax_office", flat=True)
    return names.first() or ""
