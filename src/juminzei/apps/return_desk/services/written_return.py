"""The e-Tax XML of a finished return, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import identity
from juminzei.apps.return_desk.models import ReturnKind, ReturnState
from juminzei.apps.return_desk.selectors.national_xml import is_written, national_xml
from juminzei.apps.return_desk.selectors.papers import Papers
from juminzei.apps.return_desk.selectors.return_outcome import return_outcome
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import newest_entries

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.return_desk.models import DeskReturn

UNREADABLE = "この記入では計算できません。点検の誤りを直して保存してから、作成してください。"
OLD_FORM = (
    "この年分の e-Tax 様式の版は登録されていないため、XML は作れません。"
    "申告書を印刷して税務署へ引き渡してください。"
)


def papers_of(one: DeskReturn, on: date) -> Papers | None:
    """Return what the newest version's sheets are made of; none where nothing comes of it.

    Args:
        one: The return.
        on: Today, for who is protected.
    """
    who = identity(one.addressee_id, on=on)
    entries = newest_entries(one)
    outcome = return_outcome(one, entries, birth_on=who.birth_on if who else None)
    if who is None or outcome.taxes is None or outcome.told is None:
        return None
    return Papers(one, who, entries, outcome.told, outcome.taxes, outcome)


def is_written_return(one: DeskReturn) -> bool:
    """Return whether a return is one of those that have XML: national, and finished."""
    return one.kind == ReturnKind.NATIONAL and one.state == ReturnState.DONE


def written_return(one: DeskReturn, *, on: date, made_on: date | None = None) -> bytes:
    """Return the XML of a finished national return; without Individual Numbers.

    Args:
        one: The return.
        on: Today.
        made_on: The day in the envelope, where that is not today.

    Raises:
        DeskRefusedError: Nothing can be calculated, the year's forms are not known, or
            something grave is missing.
    """
    if not is_written(one.tax_year - 1):
        raise DeskRefusedError(OLD_FORM)
    papers = papers_of(one, on)
    if papers is None:
        raise DeskRefusedError(UNREADABLE)
    xml, problems = national_xml(papers, made_on=made_on or on)
    if grave := [str(problem) for problem in problems if problem.grave]:
        raise DeskRefusedError("".join(grave))
    return xml
