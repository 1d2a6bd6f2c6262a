"""Protected persons (支援措置) as the register's rows tell of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import ProtectedPerson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from juminzei.formats.resident_register import ResidentRecord


@dataclass(frozen=True, slots=True)
class ProtectionCounts:
    """How many protections a file started, changed in length, and ended."""

    started: int = 0
    changed: int = 0
    ended: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the counts by name."""
        return {"started": self.started, "changed": self.changed, "ended": self.ended}


def apply_protections(
    newest: Sequence[ResidentRecord], *, processed_on: date, at: datetime
) -> ProtectionCounts:
    """Bring the protections of these persons to what their newest rows say.

    A row repeats everything, so a row without the mark ends a protection that is still
    open; the last protected day is then the day on which the register processed it. A
    period with another first day is another protection, and the earlier one stands: in
    doubt an address stays hidden.

    Args:
        newest: The newest row of each person that a file touched.
        processed_on: 処理日 of the file; also the first day of a protection without one.
        at: When we learned it.
    """
    held = _held({record.addressee_number for record in newest})
    work = _Work()
    for record in newest:
        of_person = held[record.addressee_number]
        if record.protected:
            _protect(record, of_person, processed_on, at, work)
        else:
            _end(record, of_person, processed_on, work)
    ProtectedPerson.objects.bulk_create(work.started)
    ProtectedPerson.objects.bulk_update([*work.changed, *work.ended], ["valid_until"])
    return ProtectionCounts(len(work.started), len(work.changed), len(work.ended))


def _held(persons: set[int]) -> dict[int, list[ProtectedPerson]]:
    """Return the protections of some persons; few people are protected, so all are read."""
    held: dict[int, list[ProtectedPerson]] = defaultdict(list)
    for protection in ProtectedPerson.objects.order_by("pk"):
        if protection.addressee_id in persons:
            held[protection.addressee_id].append(protection)
    return held


@dataclass(slots=True)
class _Work:
    """What is to be written."""

    started: list[ProtectedPerson] = field(default_factory=list)
    changed: list[ProtectedPerson] = field(default_factory=list)
    ended: list[ProtectedPerson] = field(default_factory=list)


def _protect(
    record: ResidentRecord,
    held: list[ProtectedPerson],
    processed_on: date,
    at: datetime,
    work: _Work,
) -> None:
    first_day = record.protected_from
    for protection in held:
        same = protection.valid_from == first_day if first_day else _open(protection, processed_on)
        if same:
            if protection.valid_until != record.protected_until:
                protection.valid_until = record.protected_until
                work.changed.append(protection)
            return
    work.started.append(
        ProtectedPerson(
            addressee_id=record.addressee_number,
            valid_from=first_day or processed_on,
            valid_until=record.protected_until,
            recorded_at=at,
        )
    )


def _end(
    record: ResidentRecord, held: list[ProtectedPerson], processed_on: date, work: _Work
) -> None:
    for protection in held:
        if _open(protection, processed_on):
            protection.valid_until = record.protected_until or processed_on
            work.ended.append(protection)


def _open(protection: ProtectedPerson, day: date) -> bool:
    return protection.valid_until is None or protection.valid_until > day
