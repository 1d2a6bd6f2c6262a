"""What readers say of a file: whole-file refusals, findings of single cells, broken rows.

No text here ever holds a value that could be personal: a finding names the class of
value that stood there (文字, 桁数超過 …), and the raw text of a broken row has every run of
twelve or more digits blanked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Record = TypeVar("Record")


class FormatError(Exception):
    """The whole file is refused; nothing of it was taken.

    Attributes:
        row: Row number from 1, or 0 when the refusal is not about a row.
        column: Column number from 1, or 0.
        problem: What is wrong, in Japanese, for the clerk.
        remedy: What to do about it, in Japanese.
    """

    def __init__(self, *, problem: str, remedy: str, row: int = 0, column: int = 0) -> None:
        place = f"{row}行目" if row else "ファイル全体"
        if column:
            place += f" {column}列目"
        super().__init__(f"{place}: {problem}{remedy}")
        self.row = row
        self.column = column
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a reader found in one cell (column 0: in the row as a whole)."""

    row: int
    column: int
    column_name: str
    value_class: str
    """What kind of value stood there, such as 数字でない; never the value."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        column = f" {self.column}列目（{self.column_name}）" if self.column else ""
        return f"{self.row}行目{column}: {self.problem}{self.remedy}"


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that could not be taken; ``raw`` is safe to show and to keep."""

    row: int
    raw: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ReadResult(Generic[Record]):
    """Everything one file gave: ``len(records) + len(broken)`` is its number of rows."""

    records: list[tuple[int, Record]]
    """Each record with the number of its row, from 1."""
    broken: list[BrokenRow]
    warnings: list[Finding]
    """Findings that did not keep a row from being taken."""
    layout: str
    charset: str
