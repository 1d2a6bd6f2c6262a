"""Whose address the cases hide on a day, and whom they must not be told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from juminzei.apps.protection.models import CaseMember, ProtectionCase
from juminzei.apps.protection.rules import rules

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def hidden_by_cases(on: date) -> QuerySet[Any]:
    """Return the addressee numbers, in a column, of whom a case hides on the day.

    A period that is over still hides, unless the installation's rule says otherwise: in
    doubt an address stays hidden until two people end the protection.
    """
    return CaseMember.objects.filter(_hiding("case__", on)).values_list("addressee_id")


def is_other_party(number: int, *, on: date) -> bool:
    """Return whether a case that hides somebody on the day is to be kept from this person."""
    hiding = _hiding("", on)
    return ProtectionCase.objects.filter(hiding, other_party_id=number).exists()


def _hiding(path: str, on: date) -> Q:
    standing = f"{path}standing__"
    begun = Q(**{f"{standing}hidden_from__lte": on})
    going_on = Q(**{f"{standing}last_day": None}) | Q(**{f"{standing}last_day__gte": on})
    if rules().protection_stays_hidden:
        return begun & going_on
    return begun & going_on & Q(**{f"{standing}valid_until__gte": on})
