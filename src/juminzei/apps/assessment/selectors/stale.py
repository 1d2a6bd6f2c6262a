"""Whose result is not right any more, as it was last found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    ResultCheck,
    RunState,
    StaleResult,
)
from juminzei.apps.assessment.selectors.closing import undecided
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from juminzei.apps.assessment.models import DocumentClosing

STALE = "stale"
"""Beside what is undecided about documents: people whose result is old."""
CHECKABLE = (RunState.CALCULATED, RunState.REVIEWED)
WORDS = {
    "missing": "台帳に結果がない",
    "exempt": "非課税の区分",
    "reasons": "徴収方法の理由",
    "special_document": "給与特別徴収をする支払者",
    "source_documents": "計算の基礎とした資料",
    "findings": "合算の確認事項",
}


def newest_check(run: AssessmentRun) -> ResultCheck | None:
    """Return the newest comparison of a run with its documents, none before the first."""
    return run.checks.select_related("checked_by").order_by("-pk").first()


def stale_people(check: ResultCheck | None) -> QuerySet[StaleResult]:
    """Return whom a comparison named, by addressee number; nobody of none."""
    rows = StaleResult.objects.filter(check_made=check) if check else StaleResult.objects.none()
    return rows.select_related("addressee").order_by("addressee_id")


def unfinished(tax_year: int) -> dict[str, int]:
    """Return what is undecided about the year's documents, and how many results are old."""
    run = AssessmentRun.objects.filter(tax_year=tax_year, state__in=CHECKABLE).first()
    check = newest_check(run) if run is not None else None
    stale = {STALE: check.people} if check is not None and check.people else {}
    return undecided(tax_year) | stale


def let_through_stale(run: AssessmentRun, act: DocumentClosing | None) -> set[int]:
    """Return whose old results two people let through: those known when it was asked for."""
    if act is None or not act.undecided.get(STALE):
        return set()
    known = run.checks.filter(checked_at__lte=act.decided_at).order_by("-pk").first()
    return set(stale_people(known).values_list("addressee_id", flat=True))


def in_words(changed: Sequence[str]) -> str:
    """Return what differs of a person for a clerk, each thing once."""
    kinds = column_kinds()
    fields = {field.name: str(field.verbose_name) for field in AssessmentVersion._meta.fields}
    words = [
        kinds[name].label if name in kinds else WORDS.get(name) or fields.get(name, "期割")
        for name in changed
    ]
    return "、".join(dict.fromkeys(words))
