"""Returns as lists show them, and one return with everything kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from juminzei.apps.addressees.api import birthdays
from juminzei.apps.return_desk.models import DeskReturn, ReturnKind, ReturnState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from juminzei.platform.staff.models import StaffMember

OPEN = (ReturnState.TAKING, ReturnState.HELD)


def returns() -> QuerySet[DeskReturn]:
    """Return every return with who took it and where."""
    people = ("addressee", "venue_day__venue", "ticket", "started_by")
    return DeskReturn.objects.select_related(*people)


def narrowed(terms: Mapping[str, Any]) -> QuerySet[DeskReturn]:
    """Return the returns that a list's form asks for."""
    found = returns()
    state = terms.get("state")
    if state == "open":
        found = found.filter(state__in=OPEN)
    elif state:
        found = found.filter(state=state)
    if terms.get("kind"):
        found = found.filter(kind=terms["kind"])
    if terms.get("tax_year"):
        found = found.filter(tax_year=terms["tax_year"])
    number = str(terms.get("number") or "")
    if number.isascii() and number.isdigit():
        found = found.filter(Q(pk=int(number)) | Q(addressee=int(number)))
    return found


def birth_of(one: DeskReturn) -> date | None:
    """Return the person's day of birth."""
    return birthdays([one.addressee_id]).get(one.addressee_id)


def answered_of(one: DeskReturn) -> set[str]:
    """Return the keys of the warnings that a clerk has answered."""
    return set(one.answers.values_list("finding", flat=True))


def for_tax_office(first: date, last: date) -> QuerySet[DeskReturn]:
    """Return the national returns finished in a period, to be passed to the tax office."""
    done = returns().filter(kind=ReturnKind.NATIONAL, state=ReturnState.DONE)
    return done.filter(finished_on__range=(first, last))


def own_held(member: StaffMember, at: datetime) -> int:
    """Return how many returns of ``member`` are put aside or were left open on earlier days."""
    mine = DeskReturn.objects.filter(started_by=member)
    left = mine.filter(state=ReturnState.TAKING, venue_day__day__lt=at.date())
    return mine.filter(state=ReturnState.HELD).count() + left.count()
