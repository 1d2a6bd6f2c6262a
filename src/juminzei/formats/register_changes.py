"""One day's changes of the resident register, in their order (own layout)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from juminzei.formats.errors import ReadResult

if TYPE_CHECKING:
    from datetime import date

    from juminzei.formats.resident_register import ResidentRecord


class ChangeKind(StrEnum):
    """異動区分: what a change does to the register."""

    ADDED = "記載"
    REMOVED = "消除"
    AMENDED = "修正"


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
