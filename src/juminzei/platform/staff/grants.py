"""Giving and taking roles; a sensitive one is asked for by one person, approved by another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.staff.lapsing import refuse_other_day
from juminzei.platform.staff.membership import record, roles_on
from juminzei.platform.staff.models import GrantRequest, RoleGrant
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.safeguards import (
    BUILT_IN,
    SENSITIVE,
    refuse_leaving_nobody,
    refuse_too_many_administrators,
)
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

DAY = timedelta(days=1)


@transaction.atomic
def grant_role(
    *,
    member: StaffMember,
    role: str,
    valid_from: date,
    actor: StaffMember,
    at: datetime,
    valid_until: date | None = None,
    lapses_at: datetime | None = None,
) -> GrantRequest | None:
    """Give ``member`` a role, or ask for it where another person must approve.

    Where training is needed, a role is void until the member has it. With ``lapses_at`` the
    role ends at that moment of ``valid_until``.

    Returns:
        What waits for somebody else; nothing if the role is given.

    Raises:
        StaffRefusedError: It is the actor's own, built in, given already, one administrator
            too many.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    _refuse_unfit(member, role, valid_from, actor)
    _refuse_unfit_end(valid_from, valid_until, lapses_at)
    if Role(role) not in SENSITIVE:
        _give(member, role, valid_from, (valid_until, lapses_at))
        _record_roles(
            "staff.role.granted", member, role, actor=actor, at=at, effective_on=valid_from
        )
        return None
    request = GrantRequest.objects.create(
        staff_member=member,
        role=role,
        valid_from=valid_from,
        valid_until=valid_until,
        lapses_at=lapses_at,
        requested_by=actor,
        requested_at=at,
    )
    record("staff.role.requested", member, actor, at, role=role, request=request.pk)
    return request


@transaction.atomic
def decide_request(*, request_id: int, approve: bool, actor: StaffMember, at: datetime) -> None:
    """Approve what another person asked for, or turn it down.

    Raises:
        StaffRefusedError: Nothing waits under that number, the actor asked for it or would get
            it, or the role can no longer be given.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.approve", on=at.date())
    request = (
        GrantRequest.objects.select_for_update(of=("self",))
        .select_related("staff_member", "requested_by")
        .filter(pk=request_id, decided_at__isnull=True)
        .first()
    )
    if request is None:
        raise StaffRefusedError(f"申請 {request_id} は、決定を待っていません。")
    member = request.staff_member
    if same_person(actor, request.requested_by) or same_person(actor, member):
        raise StaffRefusedError("申請した人と、役割を受ける人は、承認できません。")
    if approve:
        valid_from = max(request.valid_from, at.date())
        _refuse_unfit(member, request.role, valid_from, actor)
        _refuse_unfit_end(valid_from, request.valid_until, request.lapses_at)
        _give(member, request.role, valid_from, (request.valid_until, request.lapses_at))
    request.decided_by, request.decided_at, request.approved = actor, at, approve
    request.save(update_fields=["decided_by", "decided_at", "approved"])
    action = "staff.role.approved" if approve else "staff.role.turned_down"
    _record_roles(
        action,
        member,
        request.role,
        actor=actor,
        at=at,
        effective_on=request.valid_from,
        request=request.pk,
    )


@transaction.atomic
def revoke_role(
    *,
    member: StaffMember,
    role: str,
    last_day: date,
    actor: StaffMember,
    at: datetime,
    lapses_at: datetime | None = None,
) -> int:
    """Let ``last_day`` be the last day of a role; a day gone by takes it at the next request.

    With ``lapses_at`` it ends at that moment of the day.

    Returns:
        How many grants of it ended.

    Raises:
        StaffRefusedError: They do not hold it, or are the last to hold an indispensable one.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    if role not in roles_on(member, at.date()):
        raise StaffRefusedError(f"{member.staff_number} は、この役割を持っていません。")
    refuse_other_day(lapses_at, last_day)
    refuse_leaving_nobody(member, after=max(last_day, at.date()), role=role, at=lapses_at)
    held = RoleGrant.objects.filter(staff_member=member, role=role)
    ended = end_grants(grants_open_after(held, last_day, lapses_at), last_day, lapses_at)
    _record_roles("staff.role.revoked", member, role, actor=actor, at=at, effective_on=last_day)
    return ended


def grants_open_after(
    grants: Iterable[RoleGrant], last_day: date, lapses_at: datetime | None = None
) -> list[RoleGrant]:
    """Return those of ``grants`` that would hold after ``last_day``, or the moment of it."""
    return [
        grant
        for grant in grants
        if grant.valid_until is None
        or grant.valid_until > last_day
        or (
            (lapses_at is not None and grant.valid_until == last_day)
            and (grant.lapses_at is None or grant.lapses_at > lapses_at)
        )
    ]


def end_grants(grants: list[RoleGrant], last_day: date, lapses_at: datetime | None = None) -> int:
    """Let each of ``grants`` end with ``last_day``, and return how many they are."""
    for grant in grants:
        grant.valid_until, grant.lapses_at = last_day, lapses_at
        grant.save(update_fields=["valid_until", "lapses_at"])
    return len(grants)


def _refuse_unfit(member: StaffMember, role: str, valid_from: date, actor: StaffMember) -> None:
    if role not in set(Role) - BUILT_IN:
        raise StaffRefusedError(f"{role}: 付与できる役割ではありません。")
    if same_person(actor, member):
        raise StaffRefusedError("自分に役割を付与することはできません。")
    if role in roles_on(member, valid_from):
        raise StaffRefusedError(f"{member.staff_number} は、すでにこの役割を持っています。")
    refuse_too_many_administrators(role, on=valid_from)


def _refuse_unfit_end(
    valid_from: date, valid_until: date | None, lapses_at: datetime | None
) -> None:
    if valid_until is not None and valid_until < valid_from:
        raise StaffRefusedError("役割の終了日が開始日より前です。")
    refuse_other_day(lapses_at, valid_until)


def _give(
    member: StaffMember,
    role: str,
    valid_from: date,
    end: tuple[date | None, datetime | None],
) -> None:
    RoleGrant.objects.update_or_create(
        staff_member=member,
        role=Role(role),
        valid_from=valid_from,
        defaults={"valid_until": end[0], "lapses_at": end[1]},
    )


def _record_roles(
    action: str,
    member: StaffMember,
    role: str,
    *,
    actor: StaffMember,
    at: datetime,
    effective_on: date,
    request: int | None = None,
) -> None:
    """Record a change of roles with what is held the day after it takes effect."""
    record(
        action,
        member,
        actor,
        at,
        role=role,
        effective_on=effective_on.isoformat(),
        roles_after=roles_on(member, max(effective_on, at.date()) + DAY),
        **({"request": request} if request else {}),
    )
