"""One day's changes of the resident register, in their order (own layout)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from juminzei.formats.errors import ReadResult
from juminzei.formats.layout import load
from juminzei.formats.own_rows import all_broken, read_own, refuse_after
from juminzei.formats.reading import records_of
from juminzei.formats.register_file import VERSION, frame, unframe
from juminzei.formats.register_header import RegisterHeader, register_header
from juminzei.formats.register_reasons import ChangeKind
from juminzei.formats.resident_register import ResidentRecord
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


__all__ = ["ChangeKind", "RegisterChange", "RegisterChanges", "read", "write"]

KIND = "register_changes"


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One change: its reason and dates stand in the full new version of the person."""

    kind: ChangeKind
    resident: ResidentRecord

    @property
    def reason(self) -> str:
        """異動事由."""
        return self.resident.reason

    @property
    def changed_on(self) -> date:
        """異動日."""
        return self.resident.true_from

    @property
    def reported_on(self) -> date | None:
        """届出日."""
        return self.resident.reported_on


@dataclass(frozen=True, slots=True)
class RegisterChanges(ReadResult[RegisterChange]):
    """The changes of the day ``processed_on``, file number ``sequence`` (1, 2, 3 …)."""

    sequence: int
    processed_on: date
    municipality: str


def read(data: bytes) -> RegisterChanges:
    """Return the changes of a day in their order; a row's number is that of its line.

    Raises:
        FormatError: The file is not text, or its header or trailer is wrong.
    """
    framed = unframe(data, KIND)
    header = register_header(framed.header)
    reading, rest = read_own(framed)
    refuse_after(reading, framed, "birth_on", header.processed_on)
    kinds = compress(reading.values.get("change_kind", ()), reading.taken)
    return RegisterChanges(
        records=[
            (row, RegisterChange(ChangeKind(str(kind)), resident))
            for kind, (row, resident) in zip(
                kinds, records_of(reading, ResidentRecord), strict=True
            )
        ],
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=framed.layout.name,
        charset=framed.charset,
        sequence=header.sequence,
        processed_on=header.processed_on,
        municipality=header.municipality,
    )


def write(
    changes: Sequence[RegisterChange],
    *,
    sequence: int,
    processed_on: date,
    municipality: str,
) -> bytes:
    """Return ``changes`` as the file of one day."""
    header = RegisterHeader(municipality, sequence, processed_on)
    rows = rows_to_write(changes, load(KIND, VERSION), value_of=_value_of)
    return frame(KIND, header.cells, rows)


def _value_of(change: object, field: str) -> object:
    if not isinstance(change, RegisterChange):
        raise TypeError(f"a register change is expected, not {type(change).__name__}")
    return change.kind if field == "change_kind" else getattr(change.resident, field)
