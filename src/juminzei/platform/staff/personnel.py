"""Personnel changes put into effect: each on its day, felt by the next request."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.grants import end_grants, grant_role, grants_open_after
from juminzei.platform.staff.membership import end_service, enter_member, member_numbered, record
from juminzei.platform.staff.models import (
    DepartmentChange,
    PersonnelFile,
    RoleGrant,
    StaffMember,
)
from juminzei.platform.staff.personnel_rows import (
    JOIN,
    LEAVE,
    MOVE,
    PersonnelChange,
    read_changes,
)
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.safeguards import refuse_leaving_nobody
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

DAY = timedelta(days=1)


@transaction.atomic
def take_in_changes(
    *, content: bytes, name: str, actor: StaffMember, at: datetime
) -> dict[str, int]:
    """Take in a file of personnel changes, all of it or nothing.

    Roles and service end and begin by their days alone, so nobody has to be there on the
    day. Sensitive roles of the file wait for another person's approval.

    Returns:
        How many joined, moved and left, and how many roles wait for approval.

    Raises:
        StaffRefusedError: The file cannot be read, was taken in before, or a line of it
            breaks a rule.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    digest = hashlib.sha256(content).hexdigest()
    if PersonnelFile.objects.filter(digest=digest).exists():
        raise StaffRefusedError("このファイルは、すでに取り込まれています。")
    counted: Counter[str] = Counter()
    changes = read_changes(content)
    for change in sorted(changes, key=lambda one: (one.kind == LEAVE, one.effective_on)):
        try:
            counted["waiting"] += _apply(change, actor, at)
        except StaffRefusedError as refusal:
            raise StaffRefusedError(f"{change.line}行目: {refusal}") from refusal
        counted[change.kind] += 1
    PersonnelFile.objects.create(
        name=name[-120:], digest=digest, changes=len(changes), taken_in_by=actor, taken_in_at=at
    )
    put_into_effect(at)
    totals = {
        "joined": counted[JOIN],
        "moved": counted[MOVE],
        "left": counted[LEAVE],
        "waiting_for_approval": counted["waiting"],
    }
    audit.record(
        action="staff.personnel.imported",
        actor=actor,
        at=at,
        function="staff.manage",
        subject_kind="personnel_file",
        subject_id=digest[:16],
        details=totals,
    )
    return totals


@transaction.atomic
def put_into_effect(at: datetime) -> int:
    """Change the departments whose day has come, and return how many."""
    due = DepartmentChange.objects.filter(in_effect=False, effective_on__lte=at.date())
    changed = 0
    for change in due.order_by("effective_on", "pk"):
        StaffMember.objects.filter(pk=change.staff_member_id).update(department=change.department)
        changed += 1
    due.update(in_effect=True)
    return changed


def _apply(change: PersonnelChange, actor: StaffMember, at: datetime) -> int:
    if change.kind == JOIN:
        member = enter_member(
            staff_number=change.staff_number,
            name=change.name,
            department=change.department,
            employment=change.employment,
            valid_from=change.effective_on,
            valid_until=change.valid_until,
            actor=actor,
            at=at,
        )
        return _grant(member, change, actor, at)
    member = member_numbered(change.staff_number)
    last_day = change.effective_on - DAY
    if change.kind == LEAVE:
        end_service(member=member, last_day=last_day, actor=actor, at=at)
        return 0
    if not change.department:
        raise StaffRefusedError("異動先の所属がありません。")
    _take_roles(member, last_day, at)
    DepartmentChange.objects.create(
        staff_member=member, department=change.department, effective_on=change.effective_on
    )
    record("staff.member.moved", member, actor, at, effective_on=change.effective_on.isoformat())
    return _grant(member, change, actor, at)


def _take_roles(member: StaffMember, last_day: date, at: datetime) -> None:
    """End every role of somebody who moves: the new post brings its own."""
    refuse_leaving_nobody(member, after=max(last_day, at.date()))
    held = RoleGrant.objects.filter(staff_member=member)
    end_grants(grants_open_after(held, last_day), last_day)


def _grant(member: StaffMember, change: PersonnelChange, actor: StaffMember, at: datetime) -> int:
    requests = [
        grant_role(
            member=member,
            role=role,
            valid_from=change.effective_on,
            valid_until=change.valid_until,
            actor=actor,
            at=at,
        )
        for role in change.roles
    ]
    return sum(request is not None for request in requests)
