"""A made-up city's files, read back by the readers of the formats."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from juminzei.formats import (
    nonregistered,
    pension_report,
    register_changes,
    resident_register,
    wage_report,
)
from juminzei.formats.national_delivery import read_delivery
from juminzei.formats.national_return import read_return

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.formats.errors import ReadResult
    from juminzei.formats.national_delivery import Delivery, IndexRow
    from juminzei.formats.national_return import NationalReturn
    from juminzei.formats.nonregistered import NonregisteredRecord
    from juminzei.formats.pension_report import PensionReport
    from juminzei.formats.register_changes import RegisterChanges
    from juminzei.formats.resident_register import RegisterExtract, ResidentRecord
    from juminzei.formats.wage_report import WageReport


Value = TypeVar("Value")


def known(value: Value | None) -> Value:
    """Return ``value``, which must be there."""
    assert value is not None
    return value


@dataclass(frozen=True)
class TrueRow:
    """One line of ``truth.csv``."""

    kind: str
    file: str
    row: int
    addressee_number: int | None
    has_valid_number: bool
    dirt: frozenset[str]
    state: str


@dataclass
class Town:
    """A city in a folder, and what its builder said of it."""

    folder: Path
    summary: dict[str, Any]
    """What ``city.json`` says."""

    @cached_property
    def truth(self) -> list[TrueRow]:
        with (self.folder / "truth.csv").open(encoding="utf-8", newline="") as lines:
            return [_true_row(line) for line in csv.DictReader(lines)]

    @cached_property
    def register(self) -> RegisterExtract:
        return resident_register.read((self.folder / "register.csv").read_bytes())

    @cached_property
    def listed(self) -> dict[int, ResidentRecord]:
        return {record.addressee_number: record for _, record in self.register.records}

    @cached_property
    def residents(self) -> list[ResidentRecord]:
        return [record for record in self.listed.values() if record.ceased_on is None]

    @cached_property
    def changes(self) -> list[RegisterChanges]:
        paths = sorted((self.folder / "changes").glob("*.csv"))
        return [register_changes.read(path.read_bytes()) for path in paths]

    @cached_property
    def everybody(self) -> dict[int, ResidentRecord]:
        """The newest version of each person, all changes applied."""
        newest = dict(self.listed)
        for day in self.changes:
            newest |= {c.resident.addressee_number: c.resident for _, c in day.records}
        return newest

    @cached_property
    def owners(self) -> ReadResult[NonregisteredRecord]:
        return nonregistered.read((self.folder / "nonregistered.csv").read_bytes())

    @cached_property
    def wages(self) -> dict[str, ReadResult[WageReport]]:
        paths = sorted((self.folder / "wage_reports").iterdir())
        return {f"wage_reports/{p.name}": wage_report.read(p.read_bytes()) for p in paths}

    @cached_property
    def pensions(self) -> dict[str, ReadResult[PensionReport]]:
        paths = sorted((self.folder / "pension_reports").iterdir())
        return {f"pension_reports/{p.name}": pension_report.read(p.read_bytes()) for p in paths}

    @cached_property
    def deliveries(self) -> dict[str, Delivery]:
        """The deliveries of national returns by folder, each found whole."""
        folders = sorted((self.folder / "national_returns").iterdir())
        return {f"national_returns/{one.name}": read_delivery(one) for one in folders}

    @cached_property
    def return_rows(self) -> list[tuple[NationalReturn, IndexRow, TrueRow]]:
        """Every national return with data that could be read, with what is true of it."""
        true = {(row.file, row.row): row for row in self.truth}
        found = []
        for file, delivery in self.deliveries.items():
            for row in delivery.rows:
                data = delivery.data_of(row.seq)
                if data is not None and "broken_data" not in true[file, row.seq].dirt:
                    found.append((read_return(data), row, true[file, row.seq]))
        return found

    @property
    def report_truth(self) -> list[TrueRow]:
        """The truth of wage and pension reports."""
        return [line for line in self.truth if line.kind in {"wage_report", "pension_report"}]

    @property
    def reports(self) -> dict[str, ReadResult[WageReport] | ReadResult[PensionReport]]:
        """The reports of both kinds by file."""
        return {**self.wages, **self.pensions}

    @property
    def rows(self) -> list[tuple[WageReport | PensionReport, TrueRow]]:
        """The rows of both kinds that could be read."""
        return [*self.wage_rows, *self.pension_rows]

    @cached_property
    def wage_rows(self) -> list[tuple[WageReport, TrueRow]]:
        """Every wage report that could be read, with what is true of it."""
        true = {(row.file, row.row): row for row in self.truth}
        return [
            (report, true[file, number])
            for file, result in self.wages.items()
            for number, report in result.records
        ]

    @cached_property
    def pension_rows(self) -> list[tuple[PensionReport, TrueRow]]:
        """Every pension report that could be read, with what is true of it."""
        true = {(row.file, row.row): row for row in self.truth}
        return [
            (report, true[file, number])
            for file, result in self.pensions.items()
            for number, report in result.records
        ]


def _true_row(line: dict[str, str]) -> TrueRow:
    number = line["addressee_number"]
    return TrueRow(
        kind=line["kind"],
        file=line["file"],
        row=int(line["row"]),
        addressee_number=int(number) if number else None,
        has_valid_number=line["has_valid_number"] == "1",
        dirt=frozenset(line["dirt"].split()),
        state=line["state"],
    )
