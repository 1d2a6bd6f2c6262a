"""The queue of letters that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, OuterRef, Q, Subquery

from juminzei.apps.correspondence.models import ReturnedLetter, ReturnStep, StepKind

if TYPE_CHECKING:
    from datetime import date
    from typing import TypedDict

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    class SoFar(TypedDict):
        """What was done about a letter."""

        settled: str | None
        done: int
        last_step_on: date | None

    LetterSoFar = WithAnnotations[ReturnedLetter, SoFar]

SETTLING = (StepKind.RESENT, StepKind.HANDED_OVER, StepKind.PUBLIC_NOTICE, StepKind.CLOSED)
"""Steps after which nothing more is to be done about a letter."""


def returned_letters() -> QuerySet[LetterSoFar]:
    """Return all letters with ``settled`` (kind of the last settling step) and ``done``."""
    settling = ReturnStep.objects.filter(letter=OuterRef("pk"), kind__in=SETTLING).order_by("-pk")
    return ReturnedLetter.objects.select_related("addressee").annotate(
        settled=Subquery(settling.values("kind")[:1]),
        done=Count("steps"),
        last_step_on=Max("steps__done_on"),
    )


def in_state(state: str) -> Q:
    """Return which letters are ``new``, ``investigated``, ``open`` (both) or ``settled``."""
    conditions = {
        "new": Q(done=0),
        "investigated": Q(done__gt=0, settled=None),
        "open": Q(settled=None),
        "settled": Q(settled__isnull=False),
    }
    return conditions.get(state, Q())


def open_letters() -> int:
    """Return how many letters are not settled."""
    return returned_letters().filter(in_state("open")).count()
