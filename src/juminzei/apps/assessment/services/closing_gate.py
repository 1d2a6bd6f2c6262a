"""What the documents' closing keeps out of the calculation.

A closed year is not calculated while what came since waits for its check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import ClosingAct
from juminzei.apps.assessment.selectors.closing import (
    covers,
    granted,
    in_words,
    standing,
    undecided,
)

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import DocumentClosing


class DocumentsOpenError(Exception):
    """The year's documents are not closed, or more came; nothing was changed."""


def refuse_to_promote(tax_year: int) -> None:
    """Refuse to calculate a closed year while what came since waits for its check.

    Raises:
        DocumentsOpenError: Documents that came after the closing are undecided.
    """
    waiting = undecided(tax_year)
    if standing(tax_year) == ClosingAct.CLOSED and waiting and not let_through(tax_year, waiting):
        raise DocumentsOpenError(
            f"{tax_year} 年度の資料を締めたあとに届いたものの確認が終わっていません"
            f"（{'；'.join(in_words(waiting))}）。確認を終えるか、資料を開き直してください。"
        )


def let_through(tax_year: int, waiting: dict[str, int]) -> DocumentClosing | None:
    """Return the act by which two people let pass what waits, none if it does not hold."""
    act = granted(tax_year)
    return act if act is not None and covers(act.undecided, waiting) else None
