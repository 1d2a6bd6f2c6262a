"""What no act may bring about: too many administrators, or nobody left who must be there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.platform.staff.models import RoleGrant
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

DAY = timedelta(days=1)

SENSITIVE = frozenset({Role.TAX_SUPERVISOR, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Roles that one person asks for and another approves."""

INDISPENSABLE = frozenset({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
"""Roles that somebody must hold once somebody does."""

BUILT_IN = frozenset({Role.BATCH, Role.CLIENT})
"""Roles that nobody is given: the programs that hold them are entered with them."""


def holders(role: str, *, on: date) -> set[int]:
    """Return the keys of the members in service who hold ``role`` on the day ``on``."""
    open_grant = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    serving = Q(staff_member__valid_until__isnull=True) | Q(staff_member__valid_until__gte=on)
    begun = Q(valid_from__lte=on, staff_member__valid_from__lte=on, staff_member__is_active=True)
    held = RoleGrant.objects.filter(open_grant & serving & begun, role=role)
    return set(held.values_list("staff_member_id", flat=True))


def one_at_a_time(roles: Iterable[str]) -> None:
    """Let nobody else count or change who holds one of ``roles`` until this transaction ends.

    Two acts at once, each of which alone would be right, would otherwise both pass.
    """
    grants = RoleGrant.objects.select_for_update().filter(role__in=list(roles)).order_by("pk")
    list(grants.values_list("pk", flat=True))


def refuse_too_many_administrators(role: str, *, on: date) -> None:
    """Refuse one more administrator than the installation allows.

    Raises:
        StaffRefusedError: There are as many as there may be.
    """
    if role != Role.ADMINISTRATOR:
        return
    one_at_a_time([role])
    coming = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, valid_from__gt=on)
    there = holders(Role.ADMINISTRATOR, on=on) | set(
        coming.values_list("staff_member_id", flat=True)
    )
    most = rules().most_administrators
    if len(there) >= most:
        raise StaffRefusedError(
            f"システム管理者は {most} 人までです。先に誰かの役割を外してください。"
        )


def refuse_leaving_nobody(
    member: StaffMember, *, after: date, role: str | None = None, at: datetime | None = None
) -> None:
    """Refuse an end of service, or of ``role``, after which an indispensable role is nobody's.

    Args:
        member: Whose service or role ends.
        after: The last day of it.
        role: The role that ends; every one of theirs without it.
        at: The moment of that day, if it ends in the middle of it.

    Raises:
        StaffRefusedError: Nobody else holds such a role from the next day on.
    """
    asked = INDISPENSABLE if role is None else INDISPENSABLE & {Role(role)}
    if asked:
        one_at_a_time(asked)
    for one in asked:
        left = holders(one, on=after + DAY) - {member.pk}
        if at is not None:  # who comes the next day is not there in between
            left &= holders(one, on=after)
        if member.pk in holders(one, on=after) and not left:
            raise StaffRefusedError(
                f"{member.staff_number} は最後の{one.label}です。後任を決めてから外してください。"
            )
