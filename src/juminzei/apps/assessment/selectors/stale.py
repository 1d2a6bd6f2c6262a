"""Whose result is not right any more, as it was last found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

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
    from datetime import datetime

    from django.db.models import QuerySet

    from juminzei.apps.assessment.models import DocumentClosing

STALE = "stale"
"""Beside what is undecided about documents: people whose result is old."""
CHECKABLE = (RunState.CALCULATED, RunState.REVIEWED)
COMPARABLE = (*CHECKABLE, RunState.FIXED)
"""Before fixing an old result is calculated again, afterwards the person is reassessed."""
WORDS = {
    "missing": "台帳に結果がない",
    "exempt": "非課税の区分",
    "reasons": "徴収方法の理由",
    "special_document": "給与特別徴収をする支払者",
    "source_documents": "計算の基礎とした資料",
    "findings": "合算の確認事項",
}


def newest_check(run: AssessmentRun) -> ResultCheck | None:
    """Return the newest comparison of everybody with the documents, none before the first."""
    return run.checks.filter(whole=True).select_related("checked_by").order_by("-pk").first()


def stale_people(run: AssessmentRun, *, until: datetime | None = None) -> QuerySet[StaleResult]:
    """Return whose result is known to be old, by addressee number, with what differs.

    That is whom the newest comparison of everybody named, and whom acts since did, without
    those whose result is right again or was decided on anew.

    Args:
        run: A run that is calculated, or fixed.
        until: As it was known then; as it is known now if nothing is given.
    """
    checks = ResultCheck.objects.filter(run=run)
    if until is not None:
        checks = checks.filter(checked_at__lte=until)
    whole = checks.filter(whole=True).order_by("-pk").values_list("pk", flat=True).first()
    rows = StaleResult.objects.filter(check_made__in=checks, check_made__gte=whole or 0)
    later = rows.filter(addressee=OuterRef("addressee"), pk__gt=OuterRef("pk"))
    anew = run.versions.filter(
        addressee=OuterRef("addressee"), recorded_at__gte=OuterRef("check_made__checked_at")
    ).exclude(version=1)
    newest = rows.exclude(changed=[]).exclude(Exists(later)).exclude(Exists(anew))
    return newest.select_related("addressee").order_by("addressee_id")


def unfinished(tax_year: int) -> dict[str, int]:
    """Return what is undecided about the year's documents, and how many results are old."""
    run = AssessmentRun.objects.filter(tax_year=tax_year, state__in=CHECKABLE).first()
    stale = stale_people(run).count() if run is not None else 0
    return undecided(tax_year) | ({STALE: stale} if stale else {})


def let_through_stale(run: AssessmentRun, act: DocumentClosing | None) -> set[int]:
    """Return whose old results two people let through: those known when it was asked for."""
    if act is None or not act.undecided.get(STALE):
        return set()
    known = stale_people(run, until=act.decided_at)
    return set(known.values_list("addressee_id", flat=True))


def in_words(changed: Sequence[str]) -> str:
    """Return what differs of a person for a clerk, each thing once."""
    kinds = column_kinds()
    fields = {field.name: str(field.verbose_name) for field in AssessmentVersion._meta.fields}
    words = [
        kinds[name].label if name in kinds else WORDS.get(name) or fields.get(name, "期割")
        for name in changed
    ]
    return "、".join(dict.fromkeys(words))
