"""Erasing returns whose time is over: one person asks, another agrees, then it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.national_returns.models import (
    Disposal,
    DisposalDecision,
    DisposedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.retention import over_by
from juminzei.apps.national_returns.services.erase_copy import erase_copy
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import for_another
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

ASK, DECIDE = "returns.dispose", "returns.dispose.decide"
GROUND = "保存期限"
AT_ONCE = 200
"""Returns erased in one act; what is left is erased by the next."""


@transaction.atomic
def ask_disposal(*, until: date, reason: str, actor: StaffMember, at: datetime) -> Disposal:
    """Ask to erase all returns whose time was over by a day.

    Args:
        until: The last day; before today, so that nobody's time is still running.
        reason: Why, for whoever decides.
        actor: Who asks; needs ``returns.dispose``.
        at: When.

    Raises:
        ReturnsRefusedError: The day has not passed, nothing is over its time, no reason is
            given, or a request waits for a decision.
        NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    if until >= at.date():
        raise ReturnsRefusedError("保存期限は、今日より前の日を入れてください。")
    if not reason.strip():
        raise ReturnsRefusedError("理由を入れてください。")
    if Disposal.objects.filter(decision=None).exists():
        raise ReturnsRefusedError("決定を待っている起案があります。先にその決定を受けてください。")
    count = over_by(until).count()
    if not count:
        raise ReturnsRefusedError("この日までに保存期限が過ぎた申告はありません。")
    asked = Disposal.objects.create(
        until=until,
        count=count,
        reason=blank_numbers_in_words(reason.strip())[:200],
        asked_by=actor,
        asked_at=at,
    )
    _record("asked", asked, actor, at, count=count, until=until.isoformat())
    return asked


@transaction.atomic
def decide_disposal(
    *, disposal_id: int, granted: bool, actor: StaffMember, at: datetime
) -> DisposalDecision:
    """Agree to erase, or not; never to one's own request, nor to another number of returns.

    Raises:
        ReturnsRefusedError: It is one's own, is gone, was decided, or the number is another now.
        NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    waiting = Disposal.objects.filter(decision=None)
    asked = for_another(waiting, disposal_id, actor, ReturnsRefusedError)
    now = over_by(asked.until).count()
    if granted and now != asked.count:
        raise ReturnsRefusedError(
            f"起案のときは{asked.count:,}件、今は{now:,}件です。却下して、起案し直してください。"
        )
    decision = DisposalDecision.objects.create(
        disposal=asked, granted=granted, decided_by=actor, decided_at=at
    )
    _record("decided", asked, actor, at, granted=granted)
    return decision


@transaction.atomic
def dispose_some(*, disposal_id: int, actor: StaffMember, at: datetime) -> int:
    """Erase some of the returns of a request that was agreed to; return how many are left.

    Forms, names, entries go, and the sealed files of the images are destroyed. That a return
    came, when, and what became of it stays, and so do the figures of the tax document on
    which somebody was assessed.

    Raises:
        ReturnsRefusedError: Nobody agreed.
        NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    asked = Disposal.objects.select_for_update().filter(pk=disposal_id).first()
    if asked is None or not DisposalDecision.objects.filter(disposal=asked, granted=True).exists():
        raise ReturnsRefusedError("承認された起案ではありません。画面を読み直してください。")
    rows = over_by(asked.until).select_for_update().order_by("pk")[:AT_ONCE]
    done = list(rows)
    for staged in done:
        erase_copy(staged, StagedState.ERASED, ground=GROUND, actor=actor, at=at)
    DisposedReturn.objects.bulk_create(
        DisposedReturn(disposal=asked, staged=staged, done_by=actor, done_at=at) for staged in done
    )
    if done:
        _record("done", asked, actor, at, erased=len(done), first=done[0].pk, last=done[-1].pk)
    return over_by(asked.until).count()


def _record(act: str, asked: Disposal, actor: StaffMember, at: datetime, **details: object) -> None:
    audit.record(
        action=f"national_returns.disposal.{act}",
        actor=actor,
        at=at,
        subject_kind="return_disposal",
        subject_id=str(asked.pk),
        details=dict(details),
    )
