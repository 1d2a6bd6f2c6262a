"""What the pages of a person and of a local addressee show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.unified.models import (
    LinkEvent,
    LinkProposal,
    LocalAddressee,
    NumberingCase,
    UnifiedPerson,
)
from juminzei.apps.unified.systems import TAX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def ties_of(person: UnifiedPerson) -> QuerySet[LocalAddressee]:
    """Return the addressees that are tied to a person now."""
    return LocalAddressee.objects.filter(person=person).order_by("system", "local_number")


def history_of(person: UnifiedPerson) -> QuerySet[LinkEvent]:
    """Return who was tied to a person and taken off, the newest first."""
    return LinkEvent.objects.filter(person=person).select_related("local").order_by("-pk")


def open_cases() -> QuerySet[NumberingCase]:
    """Return what waits for two people."""
    return NumberingCase.objects.filter(closed_at=None).select_related("local")


def open_case_of(local: LocalAddressee) -> NumberingCase | None:
    """Return what waits of one addressee."""
    return open_cases().filter(local=local).first()


def waiting_proposals() -> QuerySet[LinkProposal]:
    """Return what was asked for and not decided, the oldest first."""
    waiting = LinkProposal.objects.filter(decision=None)
    return waiting.select_related("local", "person").order_by("pk")


def candidates_of(case: NumberingCase | None) -> list[UnifiedPerson]:
    """Return whom a case is to be compared with."""
    wanted = case.candidates if case else []
    return list(UnifiedPerson.objects.filter(pk__in=wanted).order_by("pk"))


def addressees_of(persons: Iterable[int | None]) -> list[int]:
    """Return the tax's addressee numbers of these people."""
    tied = LocalAddressee.objects.filter(system=TAX, person_id__in=[one for one in persons if one])
    return [int(text) for text in tied.values_list("local_number", flat=True)]


def addressees_about(local_id: int) -> list[int]:
    """Return the tax's addressees of whom a local addressee's page tells."""
    local = LocalAddressee.objects.filter(pk=local_id).first()
    if local is None:
        return []
    case = open_case_of(local)
    own = [int(local.local_number)] if local.system == TAX else []
    return own + addressees_of([local.person_id, *(case.candidates if case else [])])


def local_of_proposal(proposal_id: int) -> int:
    """Return the key of the addressee of whom a proposal is; 0 if there is none such."""
    found = LinkProposal.objects.filter(pk=proposal_id)
    return found.values_list("local_id", flat=True).first() or 0
