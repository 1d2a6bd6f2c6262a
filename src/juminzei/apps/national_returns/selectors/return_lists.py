"""Returns by what somebody looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from juminzei.apps.addressees.api import withheld
from juminzei.apps.national_returns.models import StagedReturn, StagedState
from juminzei.base.japanese_text import kana_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

WORKLISTS = {
    "entry": (StagedState.ENTRY,),
    "check": (StagedState.CHECK,),
    "outside": (StagedState.OUTSIDE,),
}


def returns(told: Mapping[str, Any]) -> QuerySet[StagedReturn]:
    """Return returns by year, state, delivery, days of receipt and whether there are remarks."""
    rows = StagedReturn.objects.select_related("document", "delivery")
    if told.get("tax_year"):
        rows = rows.filter(tax_year=told["tax_year"])
    if told.get("state"):
        rows = rows.filter(state=told["state"])
    if told.get("kind"):
        rows = rows.filter(kind=told["kind"])
    if told.get("received_from"):
        rows = rows.filter(received_on__gte=told["received_from"])
    if told.get("received_until"):
        rows = rows.filter(received_on__lte=told["received_until"])
    if told.get("remarked"):
        rows = rows.exclude(remarks=[])
    return rows


def found_returns(told: Mapping[str, Any], *, on: date) -> QuerySet[StagedReturn]:
    """Return returns of somebody who is looked for by what the paper says.

    By address nobody is found whose address is withheld, and nobody who is not known yet.
    """
    rows = StagedReturn.objects.select_related("document", "delivery")
    if told.get("name"):
        rows = rows.filter(name__contains=told["name"])
    if told.get("kana"):
        rows = rows.filter(kana_key__startswith=kana_key(told["kana"]))
    if told.get("birth_on"):
        rows = rows.filter(birth_on=told["birth_on"])
    if told.get("reference"):
        rows = rows.filter(reference=told["reference"])
    if told.get("address"):
        hidden = withheld(on).numbers
        here = Q(address__contains=told["address"])
        rows = rows.filter(here | Q(address_january__contains=told["address"]))
        rows = rows.filter(document__addressee__isnull=False)
        rows = rows.exclude(document__addressee__in=sorted(hidden))
    return rows


def counts_by_state(tax_year: int) -> dict[str, int]:
    """Return how many returns of a year stand where, by the state's name."""
    rows = StagedReturn.objects.filter(tax_year=tax_year)
    return {state.label: rows.filter(state=state).count() for state in StagedState}


def others_of_person(staged: StagedReturn) -> QuerySet[StagedReturn]:
    """Return the other returns of the same person and year, the newest first."""
    same = Q(person_key=staged.person_key)
    addressee = staged.document.addressee_id if staged.document else None
    if addressee:
        same |= Q(document__addressee=addressee, tax_year=staged.tax_year)
    rows = StagedReturn.objects.filter(same).exclude(pk=staged.pk)
    return rows.order_by("-received_on", "-pk")
