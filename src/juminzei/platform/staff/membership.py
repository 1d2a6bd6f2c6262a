"""Entering a member of staff, ending their service: one person, one number, never shared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.lapsing import refuse_other_day
from juminzei.platform.staff.models import Employment, RoleGrant, StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.safeguards import holders, refuse_leaving_nobody
from juminzei.platform.staff.services import BATCH_NUMBER, add_member, batch_member, require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

NUMBER = re.compile(r"[0-9A-Z]{3,12}")
SHARED = re.compile(
    r"共用|共有|共通|代表|グループ|チーム|担当者|係員|窓口|テスト|ゲスト|[0-9０-９]"
)
FOUNDERS = 2


@transaction.atomic
def enter_member(
    *,
    staff_number: str,
    name: str,
    department: str,
    valid_from: date,
    actor: StaffMember,
    at: datetime,
    valid_until: date | None = None,
    employment: str = Employment.PERMANENT,
) -> StaffMember:
    """Enter one person, without a role and without a password.

    Args:
        staff_number: 職員番号, never used before.
        name: 氏名 of a person.
        department: 所属.
        valid_from: First day of service.
        actor: Who enters them.
        at: When.
        valid_until: Last day of service; all but permanent staff have one.
        employment: A value of :class:`~juminzei.platform.staff.models.Employment`.

    Raises:
        StaffRefusedError: It would be a shared number, one used before, or one without an end.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    _refuse_unfit(staff_number, name, department)
    _refuse_unfit_period(employment, valid_from, valid_until)
    member = add_member(
        staff_number=staff_number,
        name=name.strip(),
        department=department,
        roles=[],
        valid_from=valid_from,
        valid_until=valid_until,
    )
    StaffMember.objects.filter(pk=member.pk).update(employment=employment)
    record(
        "staff.member.entered",
        member,
        actor,
        at,
        valid_from=valid_from.isoformat(),
        valid_until=valid_until.isoformat() if valid_until else None,
    )
    return member


@transaction.atomic
def end_service(
    *,
    member: StaffMember,
    last_day: date,
    actor: StaffMember,
    at: datetime,
    lapses_at: datetime | None = None,
) -> None:
    """Let ``last_day`` be the last day of service; a day gone by ends it at the next request.

    With ``lapses_at`` it ends at that moment of the day.

    Raises:
        StaffRefusedError: They are the last who hold an indispensable role, or the moment is
            of another day.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    if member.staff_number == BATCH_NUMBER:
        raise StaffRefusedError("一括処理の職員番号は終了できません。")
    refuse_other_day(lapses_at, last_day)
    refuse_leaving_nobody(member, after=max(last_day, at.date()), at=lapses_at)
    changed = StaffMember.objects.filter(pk=member.pk)
    changed.update(valid_until=last_day, lapses_at=lapses_at)
    end = (lapses_at or last_day).isoformat()
    record("staff.member.ended", member, actor, at, last_day=end)


@transaction.atomic
def found_administrators(
    people: Sequence[tuple[str, str, str]], *, at: datetime
) -> list[StaffMember]:
    """Enter the first two administrators of an installation, which nobody can be asked for.

    Two, because every later grant of a sensitive role takes two of them.

    Args:
        people: 職員番号, 氏名 and 所属 of each.
        at: When.

    Raises:
        StaffRefusedError: There is an administrator already, or it is not two people.
    """
    if holders(Role.ADMINISTRATOR, on=at.date()):
        raise StaffRefusedError(
            "システム管理者が登録されています。職員の登録は、その人のサインインで行ってください。"
        )
    if len({number for number, _, _ in people}) != FOUNDERS:
        raise StaffRefusedError("最初のシステム管理者は、職員番号の異なる2人を指定してください。")
    founder = batch_member(at)
    members = []
    for number, name, department in people:
        _refuse_unfit(number, name, department)
        member = add_member(
            staff_number=number,
            name=name,
            department=department,
            roles=[Role.ADMINISTRATOR],
            valid_from=at.date(),
        )
        record("staff.administrator.founded", member, founder, at)
        members.append(member)
    return members


def member_numbered(staff_number: str) -> StaffMember:
    """Return the member with that number.

    Raises:
        StaffRefusedError: Nobody has it.
    """
    found = StaffMember.objects.filter(staff_number=staff_number).first()
    if found is None:
        raise StaffRefusedError(
            f"{staff_number}: 職員番号が登録されていません。番号を確かめてください。"
        )
    return found


def record(
    action: str, member: StaffMember, actor: StaffMember, at: datetime, **details: object
) -> None:
    """Record an act about ``member``."""
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="staff_member",
        subject_id=member.staff_number,
        details=details,
    )


def roles_on(member: StaffMember, on: date) -> list[str]:
    """Return the roles that ``member`` holds on a day, for the record of a change."""
    grants = RoleGrant.objects.filter(staff_member=member, valid_from__lte=on)
    return sorted(g.role for g in grants if g.valid_until is None or g.valid_until >= on)


def _refuse_unfit(staff_number: str, name: str, department: str) -> None:
    if not NUMBER.fullmatch(staff_number):
        raise StaffRefusedError(
            f"{staff_number}: 職員番号は半角の数字と英大文字、3文字以上12文字以内です。"
        )
    if StaffMember.objects.filter(staff_number=staff_number).exists():
        raise StaffRefusedError(
            f"{staff_number}: この職員番号は使われたことがあります。番号は再利用できません。"
        )
    if not name.strip() or not department.strip():
        raise StaffRefusedError(f"{staff_number}: 氏名と所属を入れてください。")
    if SHARED.search(name) or name.strip() == department.strip():
        raise StaffRefusedError(
            f"{staff_number}: 氏名が個人の名前ではありません。"
            "職員番号は1人に1つで、共用の番号は登録できません。"
        )


def _refuse_unfit_period(employment: str, valid_from: date, valid_until: date | None) -> None:
    if Employment(employment) != Employment.PERMANENT and valid_until is None:
        raise StaffRefusedError("常勤でない職員には、有効終了日が必要です。")
    if valid_until is not None and valid_until < valid_from:
        raise StaffRefusedError("有効終了日が有効開始日より前です。")
