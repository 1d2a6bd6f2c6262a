"""What the documents' closing keeps out: of the calculation, and of the fixed year.

A year is fixed when its documents are closed, or when two people said that it may be
fixed unclosed, and when the calculation knows all that was decided about documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.assessment.models import (
    ClosingAct,
    DocumentClosing,
    MatchDecision,
    Submission,
    TaxDocument,
)
from juminzei.apps.assessment.selectors.closing import (
    closings,
    covers,
    granted,
    in_words,
    standing,
    undecided,
)
from juminzei.apps.assessment.selectors.official_corrections import corrected_since
from juminzei.apps.assessment.services.consolidation_documents import MATCHED

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentRun


class DocumentsOpenError(Exception):
    """The year's documents are not closed, or more came; nothing was changed."""


def refuse_to_promote(tax_year: int) -> None:
    """Refuse to calculate a closed year while what came since waits for its check.

    Raises:
        DocumentsOpenError: Documents that came after the closing are undecided.
    """
    waiting = undecided(tax_year)
    if standing(tax_year) == ClosingAct.CLOSED and waiting and not _let_through(tax_year, waiting):
        raise DocumentsOpenError(
            f"{tax_year} 年度の資料を締めたあとに届いたものの確認が終わっていません"
            f"（{'；'.join(in_words(waiting))}）。確認を終えるか、資料を開き直してください。"
        )


def refuse_to_fix(run: AssessmentRun) -> DocumentClosing:
    """Return the act by which the run may be fixed.

    Raises:
        DocumentsOpenError: The documents are not closed and nobody let that through, some
            that came since are undecided, or the calculation is older than a decision.
    """
    waiting, state, year = undecided(run.tax_year), standing(run.tax_year), run.tax_year
    act = _let_through(year, waiting)
    if act is None and state != ClosingAct.CLOSED:
        open_still = "開き直されている" if state == ClosingAct.REOPENED else "締められていない"
        raise DocumentsOpenError(
            f"{year} 年度の資料は{open_still}ため、確定できません。"
            "資料を締めるか、締めずに確定する承認を受けてください（資料の締め）。"
        )
    if act is None and waiting:
        raise DocumentsOpenError(
            f"{year} 年度の資料を締めたあとに届いたものの確認が終わっていません"
            f"（{'；'.join(in_words(waiting))}）。確認し、計算し直してから確定してください。"
        )
    newer = _decided_since(run)
    if newer:
        raise DocumentsOpenError(
            f"計算のあとに決まった資料が {newer:,} 件あり、計算に入っていません。"
            f"juminzei assess --tax-year {year} で計算し直してから確定してください。"
        )
    return act or closings(year).filter(act=ClosingAct.CLOSED)[0]


def _let_through(tax_year: int, waiting: dict[str, int]) -> DocumentClosing | None:
    act = granted(tax_year)
    return act if act is not None and covers(act.undecided, waiting) else None


def _decided_since(run: AssessmentRun) -> int:
    """Return how many documents the calculation knows otherwise than they stand now."""
    decisions = MatchDecision.objects.filter(
        Q(outcome__in=MATCHED) | Q(document__decisions__outcome__in=MATCHED),
        document__tax_year=run.tax_year,
        decided_at__gt=run.started_at,
    )
    cancellations = TaxDocument.objects.filter(
        tax_year=run.tax_year,
        submission=Submission.CANCELLED,
        received_file__received_at__gt=run.started_at,
    )
    corrected = corrected_since(run.tax_year, run.started_at)
    return decisions.values("document").distinct().count() + cancellations.count() + corrected
