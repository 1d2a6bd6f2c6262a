"""Entering which addressee a member of staff is; another person confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.addressees.api import identity
from juminzei.apps.conflicts.models import Relation, StaffAddressee, StaffAddresseeDecision
from juminzei.apps.conflicts.selectors.closeness import is_one_person
from juminzei.apps.conflicts.selectors.own_addressees import own_addressees
from juminzei.apps.conflicts.services.refusal import ConflictsRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def enter_addressee(
    *,
    member: StaffMember,
    number: int,
    relation: str,
    holds: bool,
    actor: StaffMember,
    at: datetime,
) -> StaffAddressee:
    """Enter that an addressee is, or no longer is, a member or a relative of theirs.

    It counts when somebody else has confirmed it.

    Args:
        member: The member of staff.
        number: 宛名番号.
        relation: A value of :class:`Relation`.
        holds: False takes an entry back.
        actor: Who enters it; needs ``conflicts.enter``.
        at: When.

    Raises:
        ConflictsRefusedError: It is about the actor, is so already or waits already, or
            nobody has the number.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "conflicts.enter", on=at.date())
    kind = Relation(relation)
    if is_one_person(actor, member):
        raise ConflictsRefusedError("自分の宛名番号は、ほかの人が登録します。")
    if identity(number, on=at.date()) is None:
        raise ConflictsRefusedError(
            f"宛名番号 {number:010d} は登録されていません。番号を確かめてください。"
        )
    tied = own_addressees(member)
    if (number in (tied.own if kind == Relation.SELF else tied.relatives)) is holds:
        said = "すでに登録されています" if holds else "登録されていません"
        raise ConflictsRefusedError(f"この職員のこの宛名番号は、{said}。")
    waiting = StaffAddressee.objects.filter(decision=None, staff_member=member, addressee=number)
    if waiting.exists():
        raise ConflictsRefusedError("同じ宛名番号の登録が、確認を待っています。")
    entry = StaffAddressee.objects.create(
        staff_member=member,
        addressee_id=number,
        relation=kind,
        holds=holds,
        entered_by=actor,
        entered_at=at,
    )
    _record("conflicts.staff_addressee.entered", entry, actor, at)
    return entry


@transaction.atomic
def confirm_addressee(
    *, entry_id: int, confirmed: bool, actor: StaffMember, at: datetime
) -> StaffAddresseeDecision:
    """Confirm what another person entered, or turn it down.

    Raises:
        ConflictsRefusedError: Nothing waits under that number, or the actor entered it or is
            the member.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "conflicts.confirm", on=at.date())
    entry = (
        StaffAddressee.objects.select_related("staff_member", "entered_by")
        .filter(pk=entry_id, decision=None)
        .first()
    )
    if entry is None:
        raise _nothing_waits()
    if is_one_person(actor, entry.entered_by) or is_one_person(actor, entry.staff_member):
        raise ConflictsRefusedError("登録した人と、登録された職員本人は、確認できません。")
    try:
        with transaction.atomic():
            decision = StaffAddresseeDecision.objects.create(
                entry=entry, confirmed=confirmed, decided_by=actor, decided_at=at
            )
    except IntegrityError:
        raise _nothing_waits() from None
    said = "confirmed" if confirmed else "turned_down"
    _record(f"conflicts.staff_addressee.{said}", entry, actor, at)
    return decision


def _nothing_waits() -> ConflictsRefusedError:
    return ConflictsRefusedError("この登録は、確認を待っていません。一覧を読み直してください。")


def _record(action: str, entry: StaffAddressee, actor: StaffMember, at: datetime) -> None:
    """Record the act; which addressee it is about stays in the table, out of the record."""
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="staff_member",
        subject_id=entry.staff_member.staff_number,
        details={"entry": entry.pk, "relation": entry.relation, "holds": entry.holds},
    )
