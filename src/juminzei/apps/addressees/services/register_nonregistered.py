"""Entering people who are taxed here and are not in our register (住登外者)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.addressees.individual_number import link_own_numbers
from juminzei.apps.addressees.models import AddresseeKind
from juminzei.apps.addressees.services.known_persons import known_person
from juminzei.apps.addressees.services.nonregistered_person import (
    amend_person,
    enter_person,
    enter_premises,
)
from juminzei.apps.addressees.services.number_choices import LinkReason
from juminzei.apps.addressees.services.number_reservation import reserve_numbers
from juminzei.apps.addressees.services.register_file import broken_texts
from juminzei.formats import nonregistered
from juminzei.platform.audit import services as audit
from juminzei.platform.documents import services as documents
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.formats.errors import ReadResult
    from juminzei.formats.nonregistered import NonregisteredRecord
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class NonregisteredReport:
    """What one list of nonregistered persons did, without names or Individual Numbers."""

    rows: int
    """Records and broken rows together."""
    numbered: int
    """Persons who got a new addressee number."""
    known: int
    """Persons who had one already."""
    premises: int
    """Houses, offices and dwellings entered."""
    residents: list[int] = field(default_factory=list)
    """Rows about persons who live here by our own register; nothing was entered of them."""
    to_compare: list[dict[str, Any]] = field(default_factory=list)
    """Rows whose person was numbered though others bear the same name and birthday."""
    broken: list[str] = field(default_factory=list)
    already_applied: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the report by name."""
        return asdict(self)


def register_nonregistered(
    *, content: bytes, name: str, actor: StaffMember, at: datetime
) -> NonregisteredReport:
    """Enter everybody in a list of nonregistered persons, each once, with their premises.

    Numbers are reserved and committed first, then Individual Numbers are sealed under
    them, then the city's database commits; see the modules of both. The same file again
    changes nothing.

    Args:
        content: The file.
        name: What it is called.
        actor: Who is answerable.
        at: When.

    Raises:
        juminzei.formats.errors.FormatError: The file as a whole cannot be read.
        juminzei.apps.addressees.services.number_reservation.NumbersUsedUpError: Too
            few numbers are left.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "register.nonregistered", on=at.date())
    found = nonregistered.read(content)
    persons = _by_person(found.records)
    digest = documents.digest_of(content)
    numbers = reserve_numbers(digest, len(persons)) if persons else []
    with transaction.atomic():
        received = documents.receive(
            content=content, kind="nonregistered", name=name, actor=actor, at=at
        )
        if received.file.complete:
            earlier = {"rows": 0, "numbered": 0, "known": 0, "premises": 0, **received.file.counts}
            return NonregisteredReport(**earlier, already_applied=True)
        report = NonregisteredReport(
            rows=len(found.records) + len(found.broken),
            numbered=0,
            known=0,
            premises=0,
            broken=broken_texts(found.broken),
        )
        to_seal: dict[int, IndividualNumber] = {}
        for rows, number in zip(persons, numbers, strict=True):
            report = _entered(report, rows, number, to_seal, at)
        # Before the city's database commits.
        link_own_numbers(to_seal, reason=LinkReason.INQUIRY, actor=actor, at=at)
        _finish(received.file, report, found, actor, at)
        return report


def _by_person(
    records: Sequence[tuple[int, NonregisteredRecord]],
) -> list[list[tuple[int, NonregisteredRecord]]]:
    """Return rows of the same person together: same reference, or same Individual Number."""
    persons: dict[object, list[tuple[int, NonregisteredRecord]]] = {}
    by_number: dict[IndividualNumber, object] = {}
    for row, record in records:
        key: object = record.reference or row
        if record.individual_number is not None:
            key = by_number.setdefault(record.individual_number, key)
        persons.setdefault(key, []).append((row, record))
    return list(persons.values())


def _entered(
    report: NonregisteredReport,
    rows: Sequence[tuple[int, NonregisteredRecord]],
    number: int,
    to_seal: dict[int, IndividualNumber],
    at: datetime,
) -> NonregisteredReport:
    """Return the report after one person of the file was entered.

    Args:
        report: The report so far.
        rows: The person's rows.
        number: The addressee number set aside for the person.
        to_seal: Gets the Individual Number of a new person.
        at: When.
    """
    row, record = rows[0]
    known = known_person(record)
    person = known.person
    if person is not None and person.kind == AddresseeKind.RESIDENT and person.resident:
        return replace(report, residents=[*report.residents, *(row for row, _ in rows)])
    if person is not None:
        amend_person(person, record, at=at)
        report = replace(report, known=report.known + 1)
    else:
        if record.individual_number is not None:
            to_seal[number] = record.individual_number
        person = enter_person(number, record, at=at)
        report = replace(report, numbered=report.numbered + 1)
        if known.alike:
            alike = {"row": row, "addressee_number": number, "alike": known.alike}
            report = replace(report, to_compare=[*report.to_compare, alike])
    entered = sum(enter_premises(person, record, at=at) for _, record in rows)
    return replace(report, premises=report.premises + entered)


def _finish(
    file: ReceivedFile,
    report: NonregisteredReport,
    found: ReadResult[NonregisteredRecord],
    actor: StaffMember,
    at: datetime,
) -> None:
    counts = {
        "rows": report.rows,
        "numbered": report.numbered,
        "known": report.known,
        "premises": report.premises,
    }
    documents.complete(file, counts=counts, layout=found.layout)
    audit.record(
        action="addressees.nonregistered.registered",
        actor=actor,
        at=at,
        subject_kind="received_file",
        subject_id=str(file.pk),
        details={**counts, "residents": len(report.residents), "digest": file.digest},
    )
