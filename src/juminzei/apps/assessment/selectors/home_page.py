"""The state of a year's work, stage by stage, for the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Sum

from juminzei.apps.assessment.models import (
    AssessmentRun,
    DocumentKind,
    DocumentState,
    MatchState,
    NoticeFile,
    RunState,
    TaxableList,
    TaxDocument,
)
from juminzei.apps.assessment.selectors.quarantine import unresolved_rows

if TYPE_CHECKING:
    from datetime import date

FOUND = (MatchState.NUMBER, MatchState.EXACT, MatchState.SCORED, MatchState.CLERK)

REPORTS = (DocumentKind.WAGE, DocumentKind.PENSION)
"""Told of even if there are none."""


@dataclass(frozen=True, slots=True)
class DocumentsState:
    """Documents that count, in pieces, by kind and by how far matching has come."""

    by_kind: list[tuple[str, int]]
    by_match: list[tuple[str, int]]
    total: int
    found: int
    waiting: int
    queue: int
    held: int
    quarantined: int
    forwarded: int


@dataclass(frozen=True, slots=True)
class NoticesState:
    """What has been printed for the newest run."""

    files: int
    notices: int
    pages: int


def newest_tax_year(on: date) -> int:
    """Return the tax year being worked on: the newest with a list or documents, or this year's.

    Every page of every application that is about one year begins with this one.

    Args:
        on: Today.
    """
    years = [
        TaxableList.objects.aggregate(year=Max("tax_year"))["year"],
        TaxDocument.objects.aggregate(year=Max("tax_year"))["year"],
    ]
    return max((year for year in years if year), default=on.year)


def tax_years() -> list[int]:
    """Return the years that anything is known of, newest first."""
    lists = TaxableList.objects.values_list("tax_year", flat=True)
    runs = AssessmentRun.objects.values_list("tax_year", flat=True)
    return sorted({*lists, *runs}, reverse=True)


def taxable_list(tax_year: int) -> TaxableList | None:
    """Return the frozen list of the year, none before it is frozen."""
    return TaxableList.objects.select_related("frozen_by").filter(tax_year=tax_year).first()


def documents_state(tax_year: int) -> DocumentsState:
    """Return how far the year's documents have come."""
    active = TaxDocument.objects.filter(tax_year=tax_year, state=DocumentState.ACTIVE)
    pairs = active.values_list("kind", "match_state").annotate(n=Count("pk")).order_by()
    kinds: dict[str, int] = {}
    states: dict[str, int] = {}
    for kind, state, count in pairs:
        kinds[kind] = kinds.get(kind, 0) + count
        states[state] = states.get(state, 0) + count
    return DocumentsState(
        by_kind=[(k.label, kinds.get(k, 0)) for k in DocumentKind if k in REPORTS or k in kinds],
        by_match=[(state.label, states[state]) for state in MatchState if state in states],
        total=sum(kinds.values()),
        found=sum(states.get(state, 0) for state in FOUND),
        waiting=states.get(MatchState.WAITING, 0),
        queue=states.get(MatchState.QUEUE, 0),
        held=states.get(MatchState.HELD, 0),
        quarantined=unresolved_rows(tax_year).count(),
        forwarded=TaxDocument.objects.filter(
            tax_year=tax_year, state=DocumentState.FORWARDED
        ).count(),
    )


def newest_run(tax_year: int) -> AssessmentRun | None:
    """Return the newest run of the year that was not abandoned."""
    runs = AssessmentRun.objects.filter(tax_year=tax_year).exclude(state=RunState.ABANDONED)
    return runs.select_related("job").order_by("-pk").first()


def notices_state(run: AssessmentRun | None) -> NoticesState:
    """Return what has been printed for ``run``."""
    sums = NoticeFile.objects.filter(run=run).aggregate(
        files=Count("pk"), notices=Sum("notices"), pages=Sum("pages")
    )
    return NoticesState(**{name: value or 0 for name, value in sums.items()})
