"""Fixing a year although its documents are not all decided: one asks, another decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import ClosingAct, DocumentClosing
from juminzei.apps.assessment.selectors.closing import asked, covers
from juminzei.apps.assessment.selectors.stale import unfinished
from juminzei.apps.assessment.services.close_documents import ClosingRefusedError, append
from juminzei.apps.assessment.services.document_numbers import hold_numbers
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def ask_unclosed(
    tax_year: int, *, reason: str, actor: StaffMember, at: datetime
) -> DocumentClosing:
    """Ask that a year may be fixed although documents wait, or results are old (締めずに確定).

    Raises:
        ClosingRefusedError: Nothing is in the way of closing, somebody asked already, or
            there is no reason.
        NotPermittedError: The actor may not.
    """
    require(actor, "assess.review", on=at.date())
    hold_numbers()
    if not reason.strip():
        raise ClosingRefusedError("締めずに確定する理由を入力してください。")
    if asked(tax_year) is not None:
        raise ClosingRefusedError("同じ年度の申請が、決定を待っています。")
    if not unfinished(tax_year):
        raise ClosingRefusedError("未了の資料はありません。資料を締めてください。")
    return append(tax_year, ClosingAct.ASKED, reason, actor, at, waiting=unfinished(tax_year))


@transaction.atomic
def decide_unclosed(
    tax_year: int, *, granted: bool, actor: StaffMember, at: datetime
) -> DocumentClosing:
    """Decide whether a year may be fixed unclosed; it holds for what was undecided then.

    Raises:
        ClosingRefusedError: Nobody asked, the actor did, or more waits than was asked for.
        NotPermittedError: The actor may not.
    """
    require(actor, "assess.fix", on=at.date())
    hold_numbers()
    request = asked(tax_year)
    if request is None:
        raise ClosingRefusedError("決定を待つ申請がありません。画面を読み直してください。")
    if same_person(actor, request.decided_by):
        raise ClosingRefusedError("申請した人は決定できません。ほかの人に依頼してください。")
    if granted and not covers(request.undecided, unfinished(tax_year)):
        raise ClosingRefusedError(
            "申請のあとに未了の資料が増えました。却下し、いまの件数で申請し直してください。"
        )
    act = ClosingAct.GRANTED if granted else ClosingAct.REFUSED
    return append(tax_year, act, request.reason, actor, at, waiting=unfinished(tax_year))
