"""Rows laid out over files: who sends together, what comes late, which file comes twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from juminzei.base.business_days import next_open_day
from juminzei.synthetic.reports import damage
from juminzei.synthetic.reports.dealings import Dealing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.synthetic.reports.rows import Row

Report = TypeVar("Report")
FEWEST_FILES = 3
"""Of fewer files none is sent twice."""
FIRST_DAY, LATE_DAY, COPY_DAY = date(2026, 1, 5), date(2026, 2, 9), date(2026, 2, 24)


@dataclass(slots=True)
class File(Generic[Report]):
    """One file to be written, in one layout."""

    name: str
    layout: str
    rows: list[Row[Report]] = field(default_factory=list)
    copies: str = ""
    """Name of the file that this one repeats byte for byte."""


@dataclass(slots=True)
class Way(Generic[Report]):
    """What goes the same way in the same layout, in the order it is sent."""

    layout: str
    batches: list[list[Row[Report]]] = field(default_factory=list)
    """Rows that stay together, such as one employer's."""
    late: list[Row[Report]] = field(default_factory=list)
    """Corrections, cancellations, repeats and additions, which come in a later file."""


def files(ways: Iterable[Way[Report]], target_rows: int, folder: str) -> list[File[Report]]:
    """Return the files of all ``ways``: early ones of about ``target_rows``, then the late ones."""
    early: list[File[Report]] = []
    late: list[File[Report]] = []
    for way in ways:
        for batch in way.batches:
            last = early[-1] if early else None
            if last is None or last.layout != way.layout or len(last.rows) >= target_rows:
                early.append(File("", way.layout))
            early[-1].rows += batch
        if early:
            early.append(File("", ""))  # the next way begins a file of its own
        if way.late:
            late.append(File("", way.layout, way.late))
    early = [file for file in early if file.rows]
    _name(early, folder, FIRST_DAY, days=25)
    _name(late, folder, LATE_DAY, days=7)
    return early + late


def second_copy(sent: list[File[Report]], folder: str) -> File[Report] | None:
    """Return the smallest of several files once more, under another name."""
    if len(sent) < FEWEST_FILES:
        return None
    smallest = min(sent, key=lambda file: (len(file.rows) < damage.FEWEST_ROWS, len(file.rows)))
    name = f"{folder}/{COPY_DAY:%Y%m%d}_再送.csv"
    return File(name, smallest.layout, smallest.rows, copies=smallest.name)


def break_rows(sent: list[File[Report]], dealings: dict[int, Dealing]) -> None:
    """Mark the rows that arrive broken, each kind of damage in turn.

    Args:
        sent: All files.
        dealings: What happens to a row, by its ``id``.
    """
    turn = 0
    for file in sent:
        if len(file.rows) < damage.FEWEST_ROWS:
            continue
        for row in file.rows:
            if dealings.get(id(row)) is Dealing.BROKEN:
                row.damage = damage.KINDS[turn % len(damage.KINDS)]
                turn += 1


def _name(sent: list[File[Report]], folder: str, first: date, *, days: int) -> None:
    """Name files by the day they come and a number; names sort as the files come."""
    for number, file in enumerate(sent):
        day = next_open_day(first + timedelta(days=number * days // max(len(sent), 1)))
        file.name = f"{folder}/{day:%Y%m%d}_{number + 1:03d}.csv"
