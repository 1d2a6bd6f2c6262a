"""Taking in one day's changes of the resident register, in order and once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.individual_number import forget_own_numbers, link_own_numbers
from juminzei.apps.addressees.models import Addressee
from juminzei.apps.addressees.services.change_rules import (
    Contradiction,
    PersonState,
    contradiction,
)
from juminzei.apps.addressees.services.number_choices import LinkReason
from juminzei.apps.addressees.services.protection import apply_protections
from juminzei.apps.addressees.services.register_file import (
    RegisterReport,
    broken_texts,
    count_reasons,
    take_in,
)
from juminzei.apps.addressees.services.register_versions import (
    append_versions,
    newest_of_each,
    project_residents,
)
from juminzei.formats import register_changes
from juminzei.formats.register_reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.formats.register_changes import RegisterChange, RegisterChanges
    from juminzei.formats.resident_register import ResidentRecord
    from juminzei.platform.staff.models import StaffMember


@dataclass(slots=True)
class _Judged:
    """The changes of one file, sorted into those that follow and those that do not."""

    accepted: list[ResidentRecord] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    new_persons: set[int] = field(default_factory=set)
    left_out_protected: dict[int, ResidentRecord] = field(default_factory=dict)
    """Rows left out that say of somebody known that they are protected."""


@transaction.atomic
def apply_changes(*, content: bytes, name: str, actor: StaffMember, at: datetime) -> RegisterReport:
    """Apply one day's changes: all that follow from what is known, none of the others.

    A change that contradicts what is known (unknown number, missing version, a dead
    person who moves) is reported and left out as a whole, and so are the person's later
    changes in the file, whose versions then miss one. Only a protection that it tells of
    begins all the same: in doubt an address stays hidden. The same file again changes
    nothing.

    Args:
        content: The file.
        name: What it is called.
        actor: Who is answerable.
        at: When; becomes ``recorded_at`` of every version.

    Raises:
        juminzei.formats.errors.FormatError: The file as a whole cannot be read, or its
            control totals do not agree with its rows.
        juminzei.apps.addressees.services.register_file.RegisterOrderError: A file
            before this one is missing.
        juminzei.apps.addressees.services.register_file.WrongMunicipalityError: It is
            another city's.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    return take_in(
        content=content,
        kind="register_changes",
        name=name,
        read=register_changes.read,
        apply=partial(_applied, actor=actor, at=at),
        actor=actor,
        at=at,
    )


def _applied(changes: RegisterChanges, *, actor: StaffMember, at: datetime) -> RegisterReport:
    """Judge, seal and write the changes of one file."""
    judged = _judged(changes.records, _states(changes))
    newest = newest_of_each(judged.accepted)
    _seal(judged, actor, at)
    project_residents(newest)
    append_versions(judged.accepted, at=at)
    hidden_already = {record.addressee_number for record in newest if record.protected}
    in_doubt = [r for n, r in judged.left_out_protected.items() if n not in hidden_already]
    protections = apply_protections([*newest, *in_doubt], processed_on=changes.processed_on, at=at)
    new = [record for record in newest if record.addressee_number in judged.new_persons]
    return RegisterReport(
        sequence=changes.sequence,
        processed_on=changes.processed_on.isoformat(),
        rows=len(changes.records) + len(changes.broken),
        applied=len(judged.accepted),
        new_persons=len(new),
        residents=sum(record.ceased_on is None for record in new),
        by_reason=count_reasons(record.reason for record in judged.accepted),
        protections=protections.as_json(),
        contradictions=[found.as_json() for found in judged.contradictions],
        broken=broken_texts(changes.broken),
    )


def _states(changes: RegisterChanges) -> dict[int, PersonState]:
    """Return what is known of the persons whom the file names."""
    numbers = {change.resident.addressee_number for _, change in changes.records}
    people = Addressee.objects.in_bulk(numbers)
    return {
        number: PersonState(
            version=person.version,
            resident=person.resident,
            dead=person.ceased_on is not None and person.ceased_reason == Reason.DEATH,
        )
        for number, person in people.items()
    }


def _judged(changes: list[tuple[int, RegisterChange]], known: Mapping[int, PersonState]) -> _Judged:
    """Judge each change by what the ones before it, in the file too, have left."""
    states = dict(known)
    judged = _Judged()
    for row, change in changes:
        record = change.resident
        found = contradiction(row, change, states.get(record.addressee_number))
        if found is not None:
            judged.contradictions.append(found)
            if record.protected and record.addressee_number in known:
                judged.left_out_protected[record.addressee_number] = record
            continue
        states[record.addressee_number] = PersonState.after(record)
        judged.accepted.append(record)
        if record.addressee_number not in known:
            judged.new_persons.add(record.addressee_number)
    return judged


def _seal(judged: _Judged, actor: StaffMember, at: datetime) -> None:
    """Vault first, city second; see :mod:`juminzei.apps.addressees.individual_number`.

    A row without a number says nothing about the number of a person already known.
    """
    numbers = {
        record.addressee_number: record.individual_number
        for record in judged.accepted
        if record.individual_number is not None
    }
    link_own_numbers(numbers, reason=LinkReason.REGISTER, actor=actor, at=at)
    forget_own_numbers(judged.new_persons - numbers.keys())
