"""How the documents of a year stand, and what is in the way of closing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from juminzei.apps.assessment.models import (
    ClosingAct,
    DocumentClosing,
    DocumentKind,
    DocumentState,
    MatchState,
    ReturnFigures,
    TaxDocument,
)
from juminzei.apps.assessment.selectors.quarantine import unresolved_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

UNDECIDED = (MatchState.WAITING, MatchState.QUEUE)


def counts_by_kind(tax_year: int) -> dict[str, dict[str, int]]:
    """Return how many documents that count stand in which match state, by kind."""
    active = TaxDocument.objects.filter(tax_year=tax_year, state=DocumentState.ACTIVE)
    rows = active.values_list("kind", "match_state").annotate(n=Count("pk")).order_by()
    counts: dict[str, dict[str, int]] = {}
    for kind, state, count in rows:
        counts.setdefault(kind, {})[state] = count
    return counts


def in_the_way(tax_year: int) -> list[str]:
    """Return what has to be done before the documents can be closed, in words."""
    found = []
    for kind, states in sorted(counts_by_kind(tax_year).items()):
        undecided = [
            f"{state.label} {states[state]:,} 件" for state in UNDECIDED if states.get(state)
        ]
        if undecided:
            found.append(f"{DocumentKind(kind).label}: {'、'.join(undecided)}")
    unreasoned = _held_without_reason(tax_year)
    if unreasoned:
        found.append(f"理由のない保留 {unreasoned:,} 件")
    unready = _unready(tax_year)
    if unready:
        found.append(f"読取りや画像からの入力が済んでいない申告書 {unready:,} 件")
    rows = unresolved_rows(tax_year).count()
    if rows:
        found.append(f"取込保留の行 {rows:,} 行")
    return found


def closings(tax_year: int) -> QuerySet[DocumentClosing]:
    """Return what was done about the year's documents as a whole, newest first."""
    return DocumentClosing.objects.filter(tax_year=tax_year).order_by("-pk")


def standing(tax_year: int) -> ClosingAct | None:
    """Return whether the year's documents are closed or reopened, none if neither yet."""
    newest = closings(tax_year).first()
    return None if newest is None else ClosingAct(newest.act)


def _unready(tax_year: int) -> int:
    """Return how many returns rule nobody yet, for something of them is not entered."""
    return ReturnFigures.objects.filter(
        document__tax_year=tax_year, document__state=DocumentState.ACTIVE, stated__entry_pending=1
    ).count()


def _held_without_reason(tax_year: int) -> int:
    held = TaxDocument.objects.filter(
        tax_year=tax_year, state=DocumentState.ACTIVE, match_state=MatchState.HELD
    ).prefetch_related("decisions")
    return sum(not _has_reason(document) for document in held)


def _has_reason(document: TaxDocument) -> bool:
    return any(
        one.outcome == MatchState.HELD and str(one.reason.get("note", "")).strip()
        for one in document.decisions.all()
    )
