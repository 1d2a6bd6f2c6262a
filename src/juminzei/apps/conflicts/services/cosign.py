"""Asking for a co-sign, and a supervisor's word."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.conflicts.models import CosignDecision, CosignPurpose, CosignRequest
from juminzei.apps.conflicts.rules import closeness_rules
from juminzei.apps.conflicts.selectors.closeness import close_among
from juminzei.apps.conflicts.selectors.cosigns import may_decide, open_requests, waits
from juminzei.apps.conflicts.services.refusal import ConflictsRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def ask_cosign(
    *, number: int, purpose: str, reason: str, actor: StaffMember, at: datetime
) -> CosignRequest:
    """Ask a supervisor to open the pages of somebody whom ``actor`` is close to.

    Args:
        number: 宛名番号.
        purpose: A value of :class:`CosignPurpose`.
        reason: Why; kept here, not on the record of acts.
        actor: Who wants to look.
        at: When.

    Raises:
        ConflictsRefusedError: The actor is not close to that person, asked already, or gives
            no reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may look at nobody.
    """
    require(actor, "person.view", on=at.date())
    kinds = close_among(actor, [number], at=at).get(number)
    if kinds is None:
        raise ConflictsRefusedError("上司の確認は要りません。そのまま開けます。")
    if waits(actor, number):
        raise ConflictsRefusedError("同じ申請が、上司の確認を待っています。")
    if not reason.strip():
        raise ConflictsRefusedError("理由を入れてください。")
    request = CosignRequest.objects.create(
        staff_member=actor,
        addressee_id=number,
        closeness=",".join(kinds),
        purpose=CosignPurpose(purpose),
        reason=reason.strip(),
        asked_at=at,
    )
    _record("conflicts.cosign.asked", request, actor, at)
    return request


@transaction.atomic
def decide_cosign(
    *, request_id: int, granted: bool, actor: StaffMember, at: datetime
) -> CosignDecision:
    """Open a close person's pages to who asked, for a while, or turn it down.

    Raises:
        ConflictsRefusedError: Nothing waits under that number, or the actor asked for it, under
            whatever staff number, or is close to the person too.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "conflicts.cosign", on=at.date())
    request = open_requests().filter(pk=request_id).first()
    if request is None:
        raise _nothing_waits()
    if not may_decide(actor, request, at=at):
        raise ConflictsRefusedError(
            "申請した本人と、対象者に利害関係のある人は、判断できません。"
            "ほかの上司に依頼してください。"
        )
    until = at + timedelta(minutes=closeness_rules().cosign_minutes) if granted else None
    try:
        with transaction.atomic():
            decision = CosignDecision.objects.create(
                request=request, granted=granted, valid_until=until, decided_by=actor, decided_at=at
            )
    except IntegrityError:
        raise _nothing_waits() from None
    _record(f"conflicts.cosign.{'granted' if granted else 'turned_down'}", request, actor, at)
    return decision


def _nothing_waits() -> ConflictsRefusedError:
    return ConflictsRefusedError("この申請は、判断を待っていません。一覧を読み直してください。")


def _record(action: str, request: CosignRequest, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{request.addressee_id:010d}",
        purpose=request.purpose,
        details={
            "request": request.pk,
            "staff": request.staff_member.staff_number,
            "closeness": request.closeness.split(","),
        },
    )
