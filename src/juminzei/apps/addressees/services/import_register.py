"""Taking in the whole resident register, once, before the daily changes begin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.individual_number import forget_own_numbers, link_own_numbers
from juminzei.apps.addressees.services.change_rules import WRONG_CHECK_DIGIT, Contradiction
from juminzei.apps.addressees.services.number_choices import LinkReason
from juminzei.apps.addressees.services.protection import apply_protections
from juminzei.apps.addressees.services.register_file import (
    RegisterOrderError,
    RegisterReport,
    WrongMunicipalityError,
    broken_texts,
    count_reasons,
    take_in,
)
from juminzei.apps.addressees.services.register_versions import (
    append_versions,
    insert_residents,
    newest_of_each,
)
from juminzei.base.numbers import addressee_number
from juminzei.formats import resident_register
from juminzei.formats.collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.formats.resident_register import RegisterExtract, ResidentRecord
    from juminzei.platform.staff.models import StaffMember

__all__ = ["RegisterOrderError", "RegisterReport", "WrongMunicipalityError", "import_register"]


@collector_paused()
@transaction.atomic
def import_register(
    *, content: bytes, name: str, actor: StaffMember, at: datetime
) -> RegisterReport:
    """Take in the register extract (連番 0): everybody, with all versions the file holds.

    The same file again changes nothing. Rows that cannot be read are reported and the
    rest is taken; a person whose row is missing shows up as a contradiction with the
    first change of theirs.

    Args:
        content: The file.
        name: What it is called.
        actor: Who is answerable.
        at: When; becomes ``recorded_at`` of every version.

    Raises:
        juminzei.formats.errors.FormatError: The file as a whole cannot be read.
        RegisterOrderError: A register was taken in before.
        WrongMunicipalityError: It is another city's.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    return take_in(
        content=content,
        kind="resident_register",
        name=name,
        read=resident_register.read,
        apply=partial(_imported, actor=actor, at=at),
        actor=actor,
        at=at,
    )


def _imported(extract: RegisterExtract, *, actor: StaffMember, at: datetime) -> RegisterReport:
    """Seal and write everybody in the extract."""
    records, contradictions = _accepted(extract.records)
    newest = newest_of_each(records)
    _seal(newest, actor, at)
    insert_residents(newest)
    append_versions(records, at=at)
    protections = apply_protections(newest, processed_on=extract.processed_on, at=at)
    return RegisterReport(
        sequence=extract.sequence,
        processed_on=extract.processed_on.isoformat(),
        rows=len(extract.records) + len(extract.broken),
        applied=len(records),
        new_persons=len(newest),
        residents=sum(record.ceased_on is None for record in newest),
        by_reason=count_reasons(record.reason for record in records),
        protections=protections.as_json(),
        contradictions=[found.as_json() for found in contradictions],
        broken=broken_texts(extract.broken),
    )


def _accepted(
    rows: Iterable[tuple[int, ResidentRecord]],
) -> tuple[list[ResidentRecord], list[Contradiction]]:
    """Leave out rows under a false number, and all but the first of the same version."""
    seen: set[tuple[int, int]] = set()
    records: list[ResidentRecord] = []
    left_out: list[Contradiction] = []
    for row, record in rows:
        key = (record.addressee_number, record.version)
        problem = "同じ宛名番号・履歴番号の行が前にあります。" if key in seen else ""
        if not addressee_number.is_valid(record.addressee_number):
            problem = WRONG_CHECK_DIGIT
        if problem:
            left_out.append(Contradiction(row, record.addressee_number, record.reason, problem))
            continue
        seen.add(key)
        records.append(record)
    return records, left_out


def _seal(newest: Iterable[ResidentRecord], actor: StaffMember, at: datetime) -> None:
    """Vault first, city second; see :mod:`juminzei.apps.addressees.individual_number`.

    Persons without a number are forgotten there, because an interrupted import of an
    earlier, wrong file may have left one under their addressee number.
    """
    numbers = {}
    without = []
    for record in newest:
        if record.individual_number is None:
            without.append(record.addressee_number)
        else:
            numbers[record.addressee_number] = record.individual_number
    link_own_numbers(numbers, reason=LinkReason.REGISTER, actor=actor, at=at)
    forget_own_numbers(without)
