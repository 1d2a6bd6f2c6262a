"""What is true of a member or a terminal, in words: to be compared before and after an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from juminzei.base.wareki import wareki_text
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.models import (
    Activation,
    GrantRequest,
    ReviewItem,
    RoleGrant,
    StaffMember,
    Terminal,
    Training,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

NOTHING = "なし"
Facts = dict[str, str]


def rehearsed(act: Callable[[], object], look: Callable[[], Facts]) -> list[tuple[str, str, str]]:
    """Do an act, look what it changed, and take it back.

    Returns:
        What is different: its name, before, after.
    """
    with transaction.atomic():
        before = look()
        act()
        after = look()
        transaction.set_rollback(True)
    names = [*before, *(name for name in after if name not in before)]
    return [
        (name, before.get(name, NOTHING), after.get(name, NOTHING))
        for name in names
        if before.get(name) != after.get(name)
    ]


def member_facts(staff_number: str, at: datetime) -> Facts:
    """Return what is true of the member with that number; nothing if there is none."""
    member = StaffMember.objects.filter(staff_number=staff_number).first()
    if member is None:
        return {}
    open_activation = Activation.objects.filter(
        staff_member=member, used_at__isnull=True, ends_at__gt=at
    ).first()
    trainings = Training.objects.filter(staff_member=member).order_by("-valid_until")
    review = ReviewItem.objects.filter(staff_member=member).order_by("-pk").first()
    return {
        "氏名": member.name,
        "所属": member.department,
        "任用": str(member.get_employment_display()),
        "有効期間": period(member.valid_from, member.valid_until, member.lapses_at),
        "役割": _lines(_grant(one) for one in member_grants(member)),
        "承認を待つ役割": _lines(_grant(one) for one in waiting_grants(member)),
        "利用開始の許可": _activation(open_activation),
        "研修": _lines(f"{wareki_text(one.valid_until)}まで有効" for one in trainings[:3]),
        "棚卸し": {None: "決定待ち", True: "継続", False: "終了"}[review.kept]
        if review
        else NOTHING,
    }


def terminal_facts(name: str) -> Facts:
    """Return what is true of the terminal with that name; nothing if there is none."""
    terminal = Terminal.objects.filter(name=name).first()
    if terminal is None:
        return {}
    return {
        "端末名": terminal.name,
        "設置場所": terminal.place,
        "区分": str(terminal.get_terminal_class_display()),
        "確かめ方": "クライアント証明書" if terminal.certificate_digest else "登録キー",
        "状態": terminal_state(terminal),
    }


def terminal_state(terminal: Terminal) -> str:
    """Return in a word whether a terminal may be used."""
    if terminal.revoked_at:
        return "取消済"
    return "使用可" if terminal.approved_at else "承認待ち"


def period(begin: date, end: date | None, lapses_at: datetime | None) -> str:
    """Return a period of days in words, its last minute if there is one."""
    if lapses_at is not None:
        local = timezone.localtime(lapses_at)
        return f"{wareki_text(begin)}から{wareki_text(local.date())} {local:%H:%M}まで"
    return f"{wareki_text(begin)}から" + (f"{wareki_text(end)}まで" if end else "")


def member_grants(member: StaffMember) -> list[RoleGrant]:
    """Return every role that a member holds, held or will hold, the newest first."""
    return list(RoleGrant.objects.filter(staff_member=member).order_by("-valid_from", "role"))


def waiting_grants(member: StaffMember) -> list[GrantRequest]:
    """Return the roles that were asked for and wait for another person."""
    waiting = GrantRequest.objects.filter(staff_member=member, decided_at__isnull=True)
    return list(waiting.select_related("requested_by").order_by("pk"))


def _grant(one: RoleGrant | GrantRequest) -> str:
    dated = period(one.valid_from, one.valid_until, one.lapses_at)
    return f"{Role(one.role).label}（{dated}）"


def _activation(activation: Activation | None) -> str:
    if activation is None:
        return NOTHING
    return "承認済（本人の使用待ち）" if activation.approved_at else "承認待ち"


def _lines(parts: Iterable[str]) -> str:
    return "、".join(parts) or NOTHING
