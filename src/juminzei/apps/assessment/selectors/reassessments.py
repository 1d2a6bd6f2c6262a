"""Changes of fixed taxes: what waits, and what a person's tax went through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import AssessmentRun, Reassessment, RunState
from juminzei.apps.assessment.selectors.stale import stale_people

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from juminzei.apps.assessment.models import StaleResult


def reassessments() -> QuerySet[Reassessment]:
    """Return every change that was proposed, with what pages show of it."""
    related = ("addressee", "asked_by", "former", "decision", "decision__decided_by")
    return Reassessment.objects.select_related(*related, "decision__version")


def waiting_for_decision() -> QuerySet[Reassessment]:
    """Return what waits for a second person, of every year."""
    return reassessments().filter(decision=None)


def to_reassess(run: AssessmentRun) -> QuerySet[StaleResult]:
    """Return whose fixed tax is old, without those about whom something waits already."""
    waiting = Reassessment.objects.filter(run=run, decision=None).values("addressee")
    return stale_people(run).exclude(addressee__in=waiting)


def due() -> list[tuple[AssessmentRun, int]]:
    """Return the fixed years with people to be reassessed, and how many; newest first."""
    runs = AssessmentRun.objects.filter(state=RunState.FIXED).order_by("-tax_year")
    counts = [(run, to_reassess(run).count()) for run in runs]
    return [(run, people) for run, people in counts if people]


def of_person(numbers: Collection[int], tax_year: int) -> QuerySet[Reassessment]:
    """Return what was proposed about a person's tax of a year, newest first."""
    return reassessments().filter(addressee__in=numbers, tax_year=tax_year).order_by("-pk")
