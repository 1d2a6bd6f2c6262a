"""Entering what came back to a letter about a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localtime

from juminzei.apps.crosschecks.models import AnswerOutcome, CaseLetter, LetterAnswer
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

ANSWER = "crosschecks.work"


@transaction.atomic
def enter_answer(
    *,
    letter_id: int,
    outcome: str,
    answered_on: date,
    income: int | None,
    note: str,
    actor: StaffMember,
    at: datetime,
) -> LetterAnswer:
    """Enter what was answered to a letter, or that nothing was.

    Args:
        letter_id: The letter.
        outcome: A value of ``AnswerOutcome``.
        answered_on: When it came; of silence, a day after the letter's limit.
        income: 合計所得金額 that was answered, yen.
        note: In words; needed where the answer is another than the document.
        actor: Who enters it; needs ``crosschecks.work``.
        at: When.

    Raises:
        CrosschecksRefusedError: There is no such letter, or the answer cannot be so.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ANSWER, on=at.date())
    letter = CaseLetter.objects.select_related("case").filter(pk=letter_id).first()
    if letter is None:
        raise CrosschecksRefusedError("この文書はありません。該当を開き直してください。")
    if not localtime(letter.made_at).date() <= answered_on <= at.date():
        raise CrosschecksRefusedError("回答日は、文書を作った日から今日までの日です。")
    if outcome == AnswerOutcome.SILENT and answered_on <= letter.reply_by:
        raise CrosschecksRefusedError("回答期限が過ぎるまで、回答なしとはできません。")
    if outcome == AnswerOutcome.OTHERWISE and not note.strip():
        raise CrosschecksRefusedError("資料と違うところを、回答の内容に書いてください。")
    answer = LetterAnswer.objects.create(
        letter=letter,
        outcome=outcome,
        income=income,
        note=blank_numbers_in_words(note.strip()),
        answered_on=answered_on,
        entered_by=actor,
        entered_at=at,
    )
    audit.record(
        action="crosschecks.answer.entered",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{letter.person_id or 0:010d}",
        details={"case": letter.case_id, "letter": letter.pk, "outcome": outcome},
    )
    return answer
