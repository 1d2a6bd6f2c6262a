"""Who is asking, and may they? Asked at the start of every service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from juminzei.platform.policy.matrix import matrix
from juminzei.platform.staff.lapsing import lapsed
from juminzei.platform.staff.models import ReviewItem, RoleGrant, StaffMember, Training
from juminzei.platform.staff.policy import FUNCTIONS, Role
from juminzei.platform.staff.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

BATCH_NUMBER = "batch"
"""The staff number of the actor that unattended commands act as."""

UNTRAINED = frozenset({Role.ADMINISTRATOR, Role.BATCH, Role.CLIENT})
"""Roles that are machines or see nobody's data, and so hold without training."""


class NotPermittedError(Exception):
    """The actor may not do this today; nothing was done."""

    def __init__(self, text: str, *, actor: StaffMember | None = None, function: str = "") -> None:
        super().__init__(text)
        self.actor, self.function = actor, function


def require(actor: StaffMember, function: str, *, on: date) -> None:
    """Refuse unless ``actor`` may carry out ``function`` on the day ``on``.

    Args:
        actor: Who wants to act.
        function: A key of :data:`juminzei.platform.staff.policy.FUNCTIONS`.
        on: The day of the act, in Japan.

    Raises:
        NotPermittedError: No role that the actor holds on that day has the function,
            or the actor is not in service then.
        KeyError: There is no such function; a mistake in the program.
    """
    label = FUNCTIONS[function]
    if not allowed(actor, function, on=on):
        raise NotPermittedError(
            f"職員 {actor.staff_number} には「{label}」の権限がありません（{on:%Y-%m-%d}）。"
            "必要な場合は、システム管理者に役割の付与を依頼してください。",
            actor=actor,
            function=function,
        )


def allowed(actor: StaffMember, function: str, *, on: date) -> bool:
    """Return whether ``actor`` may carry out ``function`` on the day ``on``."""
    return function in functions_of(actor, on=on)


def functions_of(actor: StaffMember, *, on: date) -> frozenset[str]:
    """Return every function that ``actor`` may carry out on the day ``on``.

    Where a grant depends on the terminal or the hour, ``actor.circumstances`` decide.
    """
    return matrix().functions(roles_of(actor, on=on), on, actor.circumstances)


def data_seen(actor: StaffMember, function: str, *, on: date) -> frozenset[str]:
    """Return which classes of data ``actor`` sees by carrying out ``function`` on that day."""
    return matrix().data(roles_of(actor, on=on), function, on, actor.circumstances)


def roles_of(actor: StaffMember, *, on: date) -> frozenset[str]:
    """Return the roles that count for ``actor`` on the day ``on``.

    Where one ends in the middle of a day, ``actor.circumstances`` tell the moment.
    """
    if not in_service(actor, on):
        return frozenset()
    still = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    roles = RoleGrant.objects.filter(still, staff_member=actor, valid_from__lte=on)
    moment = actor.circumstances.at
    found = roles.values_list("role", "lapses_at")
    held = {role for role, lapses_at in found if not lapsed(lapses_at, on, moment)}
    if held - UNTRAINED and rules().training_needed and not trained(actor, on):
        held &= UNTRAINED
    return frozenset(held)


def in_service(member: StaffMember, on: date) -> bool:
    """Return whether ``member`` may act on the day ``on``; the last day counts.

    Where service ends in the middle of a day, ``member.circumstances`` tell the moment.

    Who was not decided about in a review by its deadline is suspended until somebody does.
    """
    begun = member.valid_from <= on
    ended = member.valid_until is not None and member.valid_until < on
    ended = ended or lapsed(member.lapses_at, on, member.circumstances.at)
    return member.is_active and begun and not ended and not _overdue(member, on)


def trained(member: StaffMember, on: date) -> bool:
    """Return whether a training of ``member``'s counts on the day ``on``."""
    counting = Training.objects.filter(completed_on__lte=on, valid_until__gte=on)
    return counting.filter(staff_member=member).exists()


@transaction.atomic
def add_member(
    *,
    staff_number: str,
    name: str,
    department: str,
    roles: Iterable[str],
    valid_from: date,
    valid_until: date | None = None,
    password: str | None = None,
) -> StaffMember:
    """Enter a staff member with their roles.

    Args:
        staff_number: 職員番号, never used before.
        name: 氏名.
        department: 所属.
        roles: Values of :class:`~juminzei.platform.staff.policy.Role`.
        valid_from: First day on which the member may act.
        valid_until: Last such day, ``None`` while it is open.
        password: What they sign in with; without it they cannot sign in.

    Raises:
        ValueError: There is no such role.
    """
    member = StaffMember(
        staff_number=staff_number,
        name=name,
        department=department,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    member.set_password(password)  # None makes a password that nothing matches
    member.save()
    for role in roles:
        RoleGrant.objects.create(
            staff_member=member,
            role=Role(role),
            valid_from=valid_from,
            valid_until=valid_until,
        )
    return member


def batch_member(at: datetime) -> StaffMember:
    """Return the actor of unattended commands, made at the first call; it cannot sign in."""
    found = StaffMember.objects.filter(staff_number=BATCH_NUMBER).first()
    return found or add_member(
        staff_number=BATCH_NUMBER,
        name="一括処理",
        department="システム",
        roles=[Role.BATCH],
        valid_from=at.date(),
    )


def _overdue(member: StaffMember, on: date) -> bool:
    waiting = ReviewItem.objects.filter(staff_member=member, kept__isnull=True)
    return waiting.filter(review__deadline__lt=on).exists()
