"""When a calculated year may be fixed.

Its documents are closed, or two people said that it may be fixed unclosed; and the
calculation is what the documents come to now, but for those whom two people let through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import ClosingAct
from juminzei.apps.assessment.selectors.closing import closings, in_words, standing, undecided
from juminzei.apps.assessment.selectors.stale import let_through_stale
from juminzei.apps.assessment.services.closing_gate import DocumentsOpenError, let_through
from juminzei.apps.assessment.services.stale_results import stale_results

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentRun, DocumentClosing
    from juminzei.apps.assessment.services.stale_results import Stale


class StaleResultsError(DocumentsOpenError):
    """What the calculation says of some people is not right any more; nothing was changed."""

    def __init__(self, tax_year: int, stale: Stale) -> None:
        super().__init__(
            f"計算のあとに資料などが変わり、{len(stale):,} 人の計算結果が古くなっています。"
            f"juminzei assess --tax-year {tax_year} で計算し直すか、"
            "このまま確定する承認を受けてください（当初賦課の「計算し直しが要る人」）。"
        )
        self.stale = stale


def refuse_to_fix(run: AssessmentRun) -> DocumentClosing:
    """Return the act by which the run may be fixed.

    Raises:
        DocumentsOpenError: The documents are not closed and nobody let that through, or some
            that came since are undecided.
        StaleResultsError: Somebody's documents come to something else by now, and nobody let
            that person through.
    """
    waiting, state, year = undecided(run.tax_year), standing(run.tax_year), run.tax_year
    act = let_through(year, waiting)
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
    stale = stale_results(run)
    if stale.keys() - let_through_stale(run, act):
        raise StaleResultsError(year, stale)
    return act or closings(year).filter(act=ClosingAct.CLOSED)[0]
