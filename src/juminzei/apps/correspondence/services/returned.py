"""Registering letters that came back, and what is done about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.addressees.api import postal
from juminzei.apps.correspondence.models import (
    Document,
    ReturnedLetter,
    ReturnReason,
    ReturnStep,
    StepKind,
)
from juminzei.apps.correspondence.precedence import ALL, taxes
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.base.numbers import addressee_number as numbers
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

EDIT = "correspondence.edit"
BY_HAND = frozenset(StepKind) - {StepKind.PUBLIC_NOTICE}
"""Steps that clerks enter; that of a public notice is entered by its posting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """One letter that came back."""

    document: Document
    tax: str
    tax_year: int
    reason: ReturnReason
    returned_on: date
    notice_number: str = ""
    """Empty takes the addressee number, which is that of a person's notice."""
    note: str = ""


def register_returned(
    addressee_number: int, came_back: CameBack, *, actor: StaffMember, at: datetime
) -> ReturnedLetter:
    """Register a letter that came back.

    Raises:
        CorrespondenceRefusedError: There is no such person, the letter is registered, or
            a day lies ahead; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    if addressee_number not in postal([addressee_number]):
        raise CorrespondenceRefusedError("この宛名番号の人はいません。")
    if came_back.tax not in taxes() or came_back.tax == ALL:
        raise CorrespondenceRefusedError("税目を一覧から選んでください。", field="tax")
    if came_back.returned_on > at.date():
        raise CorrespondenceRefusedError("返戻日が今日より後です。", field="returned_on")
    with transaction.atomic():
        letter = _created(addressee_number, came_back, actor, at)
        _record("correspondence.returned.entered", letter, actor, at, reason=letter.reason)
    return letter


def enter_step(
    letter_id: int,
    *,
    kind: StepKind,
    done_on: date,
    result: str,
    actor: StaffMember,
    at: datetime,
) -> ReturnStep:
    """Enter what was done about a letter, with its result.

    Raises:
        CorrespondenceRefusedError: There is no such letter, the result is missing, or the day
            will not do; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    letter = ReturnedLetter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise CorrespondenceRefusedError("この返戻はありません。一覧を読み直してください。")
    if kind not in BY_HAND:
        raise CorrespondenceRefusedError(
            "公示送達は、起案と承認を経て掲示したときに記録されます。", field="kind"
        )
    if not result.strip():
        raise CorrespondenceRefusedError("結果を入れてください。", field="result")
    if not letter.returned_on <= done_on <= at.date():
        raise CorrespondenceRefusedError(
            "実施日は、返戻日から今日までの日にしてください。", field="done_on"
        )
    with transaction.atomic():
        step = ReturnStep.objects.create(
            letter=letter,
            kind=kind,
            done_on=done_on,
            result=result.strip(),
            recorded_at=at,
            recorded_by=actor,
        )
        _record("correspondence.returned.step_entered", letter, actor, at, step=kind)
    return step


def _created(number: int, came_back: CameBack, actor: StaffMember, at: datetime) -> ReturnedLetter:
    try:
        with transaction.atomic():
            return ReturnedLetter.objects.create(
                addressee_id=number,
                document=came_back.document,
                notice_number=came_back.notice_number or numbers.text(number),
                tax=came_back.tax,
                tax_year=came_back.tax_year,
                reason=came_back.reason,
                returned_on=came_back.returned_on,
                note=came_back.note.strip(),
                recorded_at=at,
                recorded_by=actor,
            )
    except IntegrityError as error:
        raise CorrespondenceRefusedError(
            "同じ書類の同じ日の返戻が、すでに登録されています。返戻の一覧を確かめてください。",
            conflict=True,
        ) from error


def _record(
    action: str, letter: ReturnedLetter, actor: StaffMember, at: datetime, **details: object
) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(letter.addressee_id),
        details={"letter": letter.pk, **details},
    )
