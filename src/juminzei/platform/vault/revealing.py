"""Showing a number to a person: with a purpose, on record, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require
from juminzei.platform.vault import keyset
from juminzei.platform.vault.incidents import record_broken_seal
from juminzei.platform.vault.models import NumberView, NumberViewAlert, SealedNumber
from juminzei.platform.vault.sealing import SealBrokenError, open_one
from juminzei.platform.vault.tenant import tenant

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.vault.place import Place

USUAL_A_DAY = 30
"""How many numbers somebody may look at on one day before it is noticed."""


class NothingSealedError(Exception):
    """No number lies in this place."""


def reveal(
    place: Place,
    subject_id: int,
    *,
    actor: StaffMember,
    purpose: str,
    at: datetime,
    reason: str = "",
) -> IndividualNumber:
    """Open one number, and record who asked and why.

    Args:
        place: Kind of subject, and whose number.
        subject_id: The subject's key.
        actor: Who asks.
        purpose: What for, as a code or a few words without personal data, for the record.
        at: When.
        reason: Why, in words; kept beside the vault, not in the record of acts.

    Raises:
        NothingSealedError: There is no number.
        SealBrokenError: There is one, and it does not open here; this is on record.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        juminzei.platform.vault.keyset.KeysetError: The keys cannot be used.
    """
    require(actor, "individual_number.view", on=at.date())
    number = _opened(place, subject_id, actor=actor, at=at)
    with transaction.atomic(), transaction.atomic(using="vault"):
        NumberView.objects.create(
            subject_kind=place.subject_kind,
            subject_id=subject_id,
            field=place.field,
            purpose=purpose[:20],
            reason=reason,
            on=at.date(),
            at=at,
            staff_number=actor.staff_number,
        )
        views = views_on(actor.staff_number, at.date())
        audit.record(
            action="vault.number.revealed",
            actor=actor,
            at=at,
            subject_kind=place.subject_kind,
            subject_id=str(subject_id),
            purpose=purpose,
            details={"field": place.field, "views_today": views},
        )
        if views > USUAL_A_DAY:
            _alert(actor, views, at)
    return number


def views_on(staff_number: str, day: date) -> int:
    """Return how many numbers somebody looked at on a day."""
    return NumberView.objects.filter(staff_number=staff_number, on=day).count()


def _alert(actor: StaffMember, views: int, at: datetime) -> None:
    _, new = NumberViewAlert.objects.update_or_create(
        staff_number=actor.staff_number,
        on=at.date(),
        defaults={"views": views},
        create_defaults={"views": views, "raised_at": at},
    )
    if new:
        audit.record(action="vault.views.many", actor=actor, at=at, details={"usual": USUAL_A_DAY})


def _opened(place: Place, subject_id: int, *, actor: StaffMember, at: datetime) -> IndividualNumber:
    try:
        return opened(place, subject_id)
    except SealBrokenError as first:
        # Between reading the row and the keys a rotation may have ended: look once more.
        try:
            return opened(place, subject_id)
        except SealBrokenError:
            record_broken_seal(place, subject_id, key_id=first.key_id, actor=actor, at=at)
            raise


def opened(place: Place, subject_id: int) -> IndividualNumber:
    """Return the number in a place, with neither permission nor record: for this package only.

    Raises:
        NothingSealedError: There is none.
        SealBrokenError: There is one, and it does not open here.
    """
    row = SealedNumber.objects.filter(
        subject_kind=place.subject_kind, field=place.field, subject_id=subject_id
    ).first()
    if row is None:
        raise NothingSealedError(
            f"{place.subject_kind} {subject_id}: 個人番号は登録されていません。"
        )
    return open_one(
        keyset.current(tenant()),
        tenant(),
        place,
        subject_id,
        key_id=row.key_id,
        nonce=bytes(row.nonce),
        ciphertext=bytes(row.ciphertext),
    )
