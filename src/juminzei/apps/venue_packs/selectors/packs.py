"""Packs as lists and the home page count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.venue_packs.models import BroughtReturn, Outcome, Pack, PackState

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from juminzei.platform.staff.models import StaffMember


def packs(state: str = "") -> QuerySet[Pack]:
    """Return packs, of one state if one is named, without what is sealed in them."""
    rows = Pack.objects.select_related("asked_by").defer("brought", "secret_key")
    return rows.filter(state=state) if state else rows


def overdue(on: date) -> QuerySet[Pack]:
    """Return the packs that should be back by now."""
    return packs(PackState.OUT).filter(due_on__lt=on)


def to_decide(member: StaffMember) -> QuerySet[Pack]:
    """Return the packs that wait for somebody else's approval."""
    return packs(PackState.ASKED).exclude(asked_by=member)


def to_merge(member: StaffMember) -> QuerySet[Pack]:
    """Return what came back and waits for somebody else than who brought it."""
    return packs(PackState.BACK).exclude(brought_by=member)


def conflicts() -> QuerySet[BroughtReturn]:
    """Return the returns that wait for a clerk."""
    return BroughtReturn.objects.filter(outcome=Outcome.CONFLICT)
