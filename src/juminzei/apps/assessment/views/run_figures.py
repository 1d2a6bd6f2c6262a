"""The control totals of a run in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from juminzei.apps.assessment.models import CollectionMethod
from juminzei.apps.assessment.selectors.holds import left_out
from juminzei.apps.assessment.services.run_totals import EXCEPTIONS
from juminzei.kernel.exemption import Exemption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.assessment.models import AssessmentRun

AMOUNTS = {
    "municipal": "市民税",
    "prefectural": "県民税",
    "forest": "森林環境税",
    "total": "税額の合計",
    "special_amount": "うち給与特別徴収",
    "pension_amount": "うち公的年金特別徴収",
    "ordinary_amount": "うち普通徴収",
}
COUNTS = {"assessed": "計算した人", "taxed": "税額のある人", "instalments": "期割の件数"}


@dataclass(frozen=True, slots=True)
class Exceptional:
    """How many need a look for one reason, and the page that names them."""

    label: str
    count: int
    url: str
    function: str
    """Who may open that page."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Words and figures: yen, then persons or pieces."""

    amounts: list[tuple[str, int]]
    counts: list[tuple[str, int]]
    by_method: list[tuple[str, int]]
    by_exempt: list[tuple[str, int]]
    exceptions: list[Exceptional]
    held: dict[str, int]
    """Who is held, or was when the run was fixed: people, and their tax in yen."""
    compared: list[tuple[str, int, int, int]]
    """This year's figure, last year's and the difference; empty before the review."""


def figures(run: AssessmentRun) -> Figures | None:
    """Return the totals of a run in words, none before it has any."""
    totals = run.totals
    if "total" not in totals:
        return None
    exempt = {one.contract_name or "none": one.label for one in Exemption}
    methods = {value: str(label) for value, label in CollectionMethod.choices}
    review = totals.get("review", {})
    return Figures(
        amounts=_worded(totals, AMOUNTS),
        counts=_worded(totals, COUNTS),
        by_method=_worded(totals.get("by_method", {}), methods),
        by_exempt=_worded(totals.get("by_exempt", {}), exempt),
        exceptions=_exceptions(run.pk, review.get("exceptions") or totals.get("exceptions", {})),
        held=totals.get("held") or left_out(run),
        compared=[
            (word, years["this"], years["last"], years["difference"])
            for name, word in {"people": "対象者", **COUNTS, **AMOUNTS}.items()
            if (years := review.get("last_year", {}).get(name))
        ],
    )


def _exceptions(run_id: int, counts: Mapping[str, int]) -> list[Exceptional]:
    elsewhere = {
        "documents_unmatched": (reverse("match_queue"), "match.decide"),
        "rows_quarantined": (f"{reverse('quarantine')}?resolved=false", "documents.view"),
    }
    return [
        Exceptional(
            label,
            counts[name],
            *elsewhere.get(name, (reverse("run_exceptions", args=[run_id, name]), "person.view")),
        )
        for name, label in EXCEPTIONS.items()
        if name in counts
    ]


def _worded(values: Mapping[str, int], words: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(word, values[name]) for name, word in words.items() if name in values]
