"""Made-up people as the resident register tells of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import RegisterFile
from juminzei.apps.addressees.services.register_versions import (
    append_versions,
    newest_of_each,
    project_residents,
)
from juminzei.base.numbers import addressee_number
from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.formats import register_changes, resident_register
from juminzei.formats.register_reasons import Reason
from juminzei.formats.resident_register import ResidentRecord
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.services import batch_member
from support.moments import START

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.formats.register_changes import RegisterChange

SINCE = date(2010, 4, 1)
EXTRACT_DAY = date(2025, 12, 15)


def number(body: int) -> int:
    """Return the addressee number with its check digit."""
    return addressee_number.number(body)


def resident(body: int = 1, **fields: Any) -> ResidentRecord:
    """Return the first version of somebody who moved in long ago."""
    standard = ResidentRecord(
        addressee_number=number(body),
        version=1,
        reason=Reason.MOVED_IN,
        true_from=SINCE,
        reported_on=SINCE,
        name="見本　太郎",
        kana="ミホン　タロウ",
        birth_on=date(1980, 4, 2),
        birth_text="昭和55年4月2日",
        sex="1",
        household_number=700_000 + body,
        relationship="02",
        municipality="112101",
        postcode="3470055",
        address="埼玉県加須市中央１丁目２番３号",
        resident_since=SINCE,
    )
    return replace(standard, **fields)


def moved_out(
    record: ResidentRecord, on: date, reason: Reason = Reason.MOVED_OUT
) -> ResidentRecord:
    """Return the version after somebody moved out, died or was removed."""
    return replace(
        record,
        version=record.version + 1,
        reason=reason,
        true_from=on,
        reported_on=on,
        ceased_on=on,
        ceased_reason=reason,
    )


def moved_within(record: ResidentRecord, on: date, address: str) -> ResidentRecord:
    """Return the version after somebody moved inside the city."""
    return replace(
        record,
        version=record.version + 1,
        reason=Reason.MOVED_WITHIN,
        true_from=on,
        reported_on=on,
        address=address,
        moved_from=record.address,
    )


def enter(*records: ResidentRecord, at: datetime = START) -> None:
    """Write versions straight into the tables, and the newest of each person as known."""
    newest = newest_of_each(records)
    project_residents(newest)
    append_versions(records, at=at)


def register_applied(sequence: int = 0, processed_on: date = EXTRACT_DAY) -> RegisterFile:
    """Enter a file of the register as applied, without anything in it."""
    at = START - timedelta(days=60)
    received = ReceivedFile.objects.create(
        digest=hashlib.sha256(str(sequence).encode()).hexdigest(),
        kind="register_changes" if sequence else "resident_register",
        name=f"{sequence}.csv",
        size_bytes=1,
        received_at=at,
        received_by=batch_member(START),
        complete=True,
    )
    return RegisterFile.objects.create(
        received_file=received, sequence=sequence, processed_on=processed_on, applied_at=at
    )


def extract_file(*records: ResidentRecord, municipality: str = "112101") -> bytes:
    """Return a register extract."""
    return resident_register.write(records, processed_on=EXTRACT_DAY, municipality=municipality)


def changes_file(
    sequence: int, *changes: RegisterChange, processed_on: date = date(2026, 1, 20)
) -> bytes:
    """Return one day's changes."""
    return register_changes.write(
        changes, sequence=sequence, processed_on=processed_on, municipality="112101"
    )


def individual_number(serial: int) -> IndividualNumber:
    """Return a valid Individual Number, made up here and now."""
    body = f"{serial:011d}"
    return IndividualNumber(f"{body}{check_digit(body)}")
