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
from juminzei.apps.assessment.selectors import official_corrections as corrections
from juminzei.apps.assessment.selectors.quarantine import unresolved_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

UNDECIDED = (MatchState.WAITING, MatchState.QUEUE)
OTHERS = {
    "unreasoned": "理由のない保留 {:,} 件",
    "unready": "読取りや画像からの入力が済んでいない申告書 {:,} 件",
    "rows": "取込保留の行 {:,} 行",
    "corrections": "決裁を待つ職権訂正 {:,} 件",
    "stale": "計算のあとに変わり、計算し直しが要る人 {:,} 人",
}
OF_THE_YEAR = (ClosingAct.CLOSED, ClosingAct.REOPENED)


def counts_by_kind(tax_year: int) -> dict[str, dict[str, int]]:
    """Return how many documents that count stand in which match state, by kind."""
    active = TaxDocument.objects.filter(tax_year=tax_year, state=DocumentState.ACTIVE)
    rows = active.values_list("kind", "match_state").annotate(n=Count("pk")).order_by()
    counts: dict[str, dict[str, int]] = {}
    for kind, state, count in rows:
        counts.setdefault(kind, {})[state] = count
    return counts


def undecided(tax_year: int) -> dict[str, int]:
    """Return how much is in the way of closing the documents, by what it is.

    The keys are ``<kind>.<match state>``, ``unreasoned``, ``unready``, ``rows`` and
    ``corrections``; what
    there is none of has no key.
    """
    found = {
        f"{kind}.{state}": states[state]
        for kind, states in sorted(counts_by_kind(tax_year).items())
        for state in UNDECIDED
        if states.get(state)
    }
    others = {
        "unreasoned": _held_without_reason(tax_year),
        "unready": _unready(tax_year),
        "rows": unresolved_rows(tax_year).count(),
        "corrections": corrections.undecided(tax_year).count(),
    }
    return found | {name: number for name, number in others.items() if number}


def in_words(undecided: Mapping[str, int]) -> list[str]:
    """Return what :func:`undecided` counts as lines for a clerk."""
    by_kind: dict[str, list[str]] = {}
    for key, number in undecided.items():
        kind, _, state = key.partition(".")
        if state:
            by_kind.setdefault(kind, []).append(f"{MatchState(state).label} {number:,} 件")
    found = [f"{DocumentKind(kind).label}: {'、'.join(each)}" for kind, each in by_kind.items()]
    return found + [
        words.format(undecided[name]) for name, words in OTHERS.items() if name in undecided
    ]


def in_the_way(tax_year: int) -> list[str]:
    """Return what has to be done before the documents can be closed, in words."""
    return in_words(undecided(tax_year))


def closings(tax_year: int) -> QuerySet[DocumentClosing]:
    """Return what was done about the year's documents as a whole, newest first."""
    return DocumentClosing.objects.filter(tax_year=tax_year).order_by("-pk")


def standing(tax_year: int) -> ClosingAct | None:
    """Return whether the year's documents are closed or reopened, none if neither yet."""
    newest = closings(tax_year).filter(act__in=OF_THE_YEAR).first()
    return None if newest is None else ClosingAct(newest.act)


def asked(tax_year: int) -> DocumentClosing | None:
    """Return the request to fix the year unclosed, while nobody has decided about it."""
    newest = closings(tax_year).select_related("decided_by").first()
    return newest if newest is not None and newest.act == ClosingAct.ASKED else None


def granted(tax_year: int) -> DocumentClosing | None:
    """Return the newest act about the documents if it lets the year be fixed unclosed."""
    newest = closings(tax_year).first()
    return newest if newest is not None and newest.act == ClosingAct.GRANTED else None


def covers(former: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Return whether there is nothing undecided now that was not so then."""
    return all(number <= former.get(name, 0) for name, number in now.items())


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
