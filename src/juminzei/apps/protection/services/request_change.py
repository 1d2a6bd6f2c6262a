"""Asking that a protection last longer, or end; a second person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.protection.models import (
    CaseStanding,
    CaseState,
    ProtectionCase,
    ProtectionRequest,
    RequestedAct,
)
from juminzei.apps.protection.rules import rules
from juminzei.apps.protection.services.record import record
from juminzei.apps.protection.services.refusal import ProtectionRefusedError
from juminzei.base.month_periods import last_day
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def request_extension(
    *, case_id: int, reason: str, actor: StaffMember, at: datetime
) -> ProtectionRequest:
    """Ask that a protection go on for another period, from the day after its end.

    Raises:
        ProtectionRefusedError: The case is not going on, or something waits already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "protection.register", on=at.date())
    standing = _going_on(case_id)
    until = extended_until(standing.valid_from, standing.valid_until)
    return _asked(standing, RequestedAct.EXTEND, until, reason, actor=actor, at=at)


@transaction.atomic
def request_end(
    *, case_id: int, ends_on: date, reason: str, actor: StaffMember, at: datetime
) -> ProtectionRequest:
    """Ask that a protection end; the addresses stay hidden through ``ends_on`` at least.

    Raises:
        ProtectionRefusedError: The day has gone by, the case is not going on, or something
            waits already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "protection.register", on=at.date())
    standing = _going_on(case_id)
    if ends_on < at.date():
        raise ProtectionRefusedError(
            f"終了の日は、今日（{wareki_text(at.date())}）か、それより後にしてください。"
        )
    return _asked(standing, RequestedAct.END, ends_on, reason, actor=actor, at=at)


def extended_until(valid_from: date, valid_until: date) -> date:
    """Return the last day of a protection that is extended by one period more.

    Counted from the first day, so that a year that began on 29 February does not wander.
    """
    months = rules().protection_months
    periods = 1
    while last_day(valid_from, months=months * periods) <= valid_until:
        periods += 1
    return last_day(valid_from, months=months * periods)


def _going_on(case_id: int) -> CaseStanding:
    standing = CaseStanding.objects.select_for_update().filter(pk=case_id).first()
    if standing is None or standing.state != CaseState.ACTIVE:
        raise ProtectionRefusedError(
            "支援措置中の申出ではありません。状態を確かめてください。仮支援措置は、先に決定します。"
        )
    if ProtectionRequest.objects.filter(case_id=case_id, decision=None).exists():
        raise ProtectionRefusedError(
            "決定を待っている申請があります。その決定のあとに、もう一度行ってください。"
        )
    return standing


def _asked(
    standing: CaseStanding,
    act: RequestedAct,
    until: date,
    reason: str,
    *,
    actor: StaffMember,
    at: datetime,
) -> ProtectionRequest:
    request = ProtectionRequest.objects.create(
        case_id=standing.case_id,
        act=act,
        valid_from=standing.valid_from,
        valid_until=until,
        reason=reason.strip(),
        requested_at=at,
        requested_by=actor,
    )
    case = ProtectionCase.objects.get(pk=standing.case_id)
    name = {RequestedAct.EXTEND: "extension", RequestedAct.END: "end"}[act]
    record(f"{name}.requested", case, actor, at, request=request.pk)
    return request
