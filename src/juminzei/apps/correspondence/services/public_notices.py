"""Delivery by public notice: proposed by one, decided by another, posted, effective by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.correspondence.delivery import effective_day
from juminzei.apps.correspondence.models import (
    NoticeGround,
    PublicNotice,
    PublicNoticeAct,
    PublicNoticeStep,
    ReturnedLetter,
    ReturnStep,
    StepKind,
)
from juminzei.apps.correspondence.selectors.public_notices import public_notices
from juminzei.apps.correspondence.selectors.returned import SETTLING
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.base.wareki import wareki_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.correspondence.selectors.public_notices import NoticeSoFar
    from juminzei.platform.staff.models import StaffMember

EDIT, APPROVE = "correspondence.edit", "public_notice.approve"
BEFORE_YOU = "別の職員が先に処理しました。画面を読み直してください。"


def propose(
    letter_id: int, *, ground: NoticeGround, investigation: str, actor: StaffMember, at: datetime
) -> PublicNotice:
    """Propose to deliver a letter that came back by public notice.

    Args:
        letter_id: The letter.
        ground: Which of the law's grounds.
        investigation: What was looked into, and that the whereabouts are unknown.
        actor: The clerk; needs ``correspondence.edit``.
        at: When.

    Raises:
        CorrespondenceRefusedError: The letter is settled or proposed already, or nothing was
            investigated; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    letter = ReturnedLetter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise CorrespondenceRefusedError("この返戻はありません。一覧を読み直してください。")
    if not investigation.strip():
        raise CorrespondenceRefusedError("調査の経過を入れてください。", field="investigation")
    kinds = set(letter.steps.values_list("kind", flat=True))
    if kinds & set(SETTLING):
        raise CorrespondenceRefusedError("この返戻は、すでに処理が終わっています。")
    if not kinds:
        raise CorrespondenceRefusedError(
            "調査が一つも記録されていません。先に調査の結果を登録してください。"
        )
    before = list(public_notices().filter(letter=letter))
    if any(one.act != PublicNoticeAct.TURNED_DOWN for one in before):
        raise CorrespondenceRefusedError(
            "この返戻の公示送達は、すでに起案されています。", conflict=True
        )
    try:
        with transaction.atomic():
            made = PublicNotice.objects.create(
                letter=letter,
                attempt=len(before) + 1,
                ground=ground,
                investigation=investigation.strip(),
                proposed_at=at,
                proposed_by=actor,
            )
            _record("correspondence.public_notice.proposed", made, actor, at)
    except IntegrityError as error:
        raise CorrespondenceRefusedError(BEFORE_YOU, conflict=True) from error
    return made


def decide(
    notice_id: int, *, approved: bool, reason: str, actor: StaffMember, at: datetime
) -> PublicNoticeStep:
    """Approve a proposal or turn it down, as another person than who made it.

    Raises:
        CorrespondenceRefusedError: It was decided, it is the actor's own, or turned down
            without a reason; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, APPROVE, on=at.date())
    notice = _found(notice_id)
    if same_person(actor, notice.proposed_by):
        raise CorrespondenceRefusedError("自分の起案は、ほかの職員が決定します。")
    if notice.act is not None:
        raise CorrespondenceRefusedError(BEFORE_YOU, conflict=True)
    if not approved and not reason.strip():
        raise CorrespondenceRefusedError("却下する理由を入れてください。", field="reason")
    act = PublicNoticeAct.APPROVED if approved else PublicNoticeAct.TURNED_DOWN
    with transaction.atomic():
        step = _step(notice, actor, at, act=act, decision=True, reason=reason.strip())
        if approved:
            _record("correspondence.public_notice.approved", notice, actor, at)
        else:
            _record("correspondence.public_notice.turned_down", notice, actor, at)
    return step


def post(
    notice_id: int,
    *,
    posted_on: date,
    published_on: date | None,
    actor: StaffMember,
    at: datetime,
) -> PublicNoticeStep:
    """Enter on which days an approved notice was put up; the day it takes effect follows.

    Raises:
        CorrespondenceRefusedError: It is not approved, was posted before, or a day lies before
            the approval or ahead; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    notice = _found(notice_id)
    if notice.act == PublicNoticeAct.POSTED:
        raise CorrespondenceRefusedError(BEFORE_YOU, conflict=True)
    approval = notice.steps.filter(act=PublicNoticeAct.APPROVED).first()
    if approval is None:
        raise CorrespondenceRefusedError("承認されていない公示送達は、掲示できません。")
    first = approval.recorded_at.astimezone(JAPAN).date()
    for field, day in (("posted_on", posted_on), ("published_on", published_on)):
        if day is not None and not first <= day <= at.date():
            raise CorrespondenceRefusedError(
                f"開始日は、承認の日（{wareki_text(first)}）から今日までの日にしてください。",
                field=field,
            )
    with transaction.atomic():
        step = _step(
            notice,
            actor,
            at,
            act=PublicNoticeAct.POSTED,
            posted_on=posted_on,
            published_on=published_on,
            effective_on=effective_day(posted_on, published_on),
        )
        ReturnStep.objects.create(
            letter=notice.letter,
            kind=StepKind.PUBLIC_NOTICE,
            done_on=posted_on,
            result=f"公示送達第{notice.pk}号を掲示",
            recorded_at=at,
            recorded_by=actor,
        )
        _record("correspondence.public_notice.posted", notice, actor, at)
    return step


def _found(notice_id: int) -> NoticeSoFar:
    notice = public_notices().filter(pk=notice_id).first()
    if notice is None:
        raise CorrespondenceRefusedError("この公示送達はありません。一覧を読み直してください。")
    return notice


def _step(
    notice: PublicNotice, actor: StaffMember, at: datetime, **columns: object
) -> PublicNoticeStep:
    try:
        with transaction.atomic():
            return PublicNoticeStep.objects.create(
                notice=notice, recorded_at=at, recorded_by=actor, **columns
            )
    except IntegrityError as error:
        raise CorrespondenceRefusedError(BEFORE_YOU, conflict=True) from error


def _record(action: str, notice: PublicNotice, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(notice.letter.addressee_id),
        details={"public_notice": notice.pk, "letter": notice.letter_id},
    )
