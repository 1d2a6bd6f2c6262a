"""Acts on a person's Individual Number: show, find by it, tie, take off, decide on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees import individual_number as numbers
from juminzei.apps.addressees.models import BODIES, Addressee, AddresseeKind
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.apps.addressees.services.number_choices import LinkReason, NumberPurpose
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember


def show_number(
    addressee: Addressee, *, purpose: NumberPurpose, reason: str, actor: StaffMember, at: datetime
) -> IndividualNumber:
    """Open a person's number for somebody to look at.

    Not in a transaction: a seal that does not open stays on record.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS`` of the door to the vault.
    """
    return numbers.reveal_own_number(
        addressee.number, purpose=purpose.value, reason=reason, actor=actor, at=at
    )


def find_by_number(
    number: IndividualNumber, *, purpose: NumberPurpose, actor: StaffMember, at: datetime
) -> list[Addressee]:
    """Return the persons to whom ``number`` is tied, in order; each is on record.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "individual_number.search", on=at.date())
    found = list(Addressee.objects.filter(pk__in=numbers.bearers(number)).order_by("pk"))
    with transaction.atomic():
        for subject in [f"{one.number:010d}" for one in found] or [""]:
            audit.record(
                action="addressees.number.searched",
                actor=actor,
                at=at,
                purpose=purpose.value,
                subject_kind="addressee" if subject else "",
                subject_id=subject,
                details={"found": [one.number for one in found]},
            )
    return found


def link_number(
    addressee: Addressee,
    number: IndividualNumber,
    *,
    reason: LinkReason,
    actor: StaffMember,
    at: datetime,
) -> bool:
    """Tie a number to a person; to one whom no register knows, after a second person's word.

    Returns:
        Whether it is tied now; ``False`` if it waits for the second person.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS``.
    """
    require(actor, "individual_number.link", on=at.date())
    if addressee.kind in BODIES:
        msg = "法人と共有に個人番号はありません。本人の宛名を開いて、やり直してください。"
        raise numbers.NoSuchNumberError(msg)
    at_once = addressee.kind != AddresseeKind.NONREGISTERED
    with transaction.atomic():
        _record("linked" if at_once else "proposed", addressee, actor, at, reason=reason.value)
        if at_once:
            numbers.link_own_number(
                addressee.number,
                number,
                reason=reason.value,
                actor=actor,
                at=at,
                existing=existing,
            )
        else:
            numbers.propose_own_number(
                addressee.number, number, reason=reason.value, actor=actor, at=at
            )
    return at_once


def unlink_number(
    addressee: Addressee, *, reason: LinkReason, actor: StaffMember, at: datetime
) -> None:
    """Take the number off a person and erase it.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS``.
    """
    require(actor, "individual_number.link", on=at.date())
    with transaction.atomic():
        _record("unlinked", addressee, actor, at, reason=reason.value)
        numbers.unlink_own_number(addressee.number, reason=reason.value, actor=actor, at=at)


def decide_number(
    addressee: Addressee, number: IndividualNumber | None, *, actor: StaffMember, at: datetime
) -> None:
    """Agree to a nonregistered person's number by entering it again, or turn it down.

    Args:
        addressee: Whose number waits.
        number: As the second person read it; ``None`` turns it down.
        actor: The second person.
        at: When.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS``.
    """
    require(actor, "individual_number.decide", on=at.date())
    with transaction.atomic():
        _record("agreed" if number else "turned_down", addressee, actor, at)
        numbers.settle_own_number(addressee.number, number, actor=actor, at=at, existing=existing)


def existing(addressee_ids: Iterable[int]) -> list[int]:
    """Return which of these addressee numbers somebody bears, in order."""
    found = Addressee.objects.filter(pk__in=list(addressee_ids)).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _record(
    act: str, addressee: Addressee, actor: StaffMember, at: datetime, **details: str
) -> None:
    audit.record(
        action=f"addressees.number.{act}",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{addressee.number:010d}",
        details=details,
    )
