"""A whole made-up city, from a seed to its files."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from juminzei.formats import nonregistered as nonregistered_format
from juminzei.formats import register_changes, resident_register
from juminzei.formats.collector import collector_paused
from juminzei.synthetic.dice import Dice
from juminzei.synthetic.documents import make
from juminzei.synthetic.people import population
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.register import days, nonregistered
from juminzei.synthetic.register.movements import Movements
from juminzei.synthetic.register.records import is_listed, record_of
from juminzei.synthetic.reports import deliveries, pension_files, summaries, wage_files
from juminzei.synthetic.reports.truth import Truth
from juminzei.synthetic.returns import (
    city_notices,
    consolidated,
    departments,
    entered_returns,
    one_stop,
    return_deliveries,
)
from juminzei.synthetic.returns.departments import rows_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from juminzei.synthetic.people.population import Population
    from juminzei.synthetic.reports.deliveries import File, Report
    from juminzei.synthetic.reports.rows import Row
    from juminzei.synthetic.returns.filings import Sent

WAGE, PENSION, SUMMARY = "wage_report", "pension_report", "employer_summary"
RETURN, ENTERED = "national_return", "inhabitant_return"
ONE_STOP, NOTICE = "one_stop", "city_notice"
CHANGES = "changes"


def build(people: int, seed: int, out: Path) -> dict[str, object]:
    """Write the files of a city into the folder ``out``, which is made if need be.

    The same ``people`` and ``seed`` give the same bytes, whatever the machine.

    Args:
        people: Residents on the day of the register extract, 1 or more.
        seed: Any whole number, 0 or more.
        out: The folder; docs/synthetic-city.md names the files that are written here.

    Returns:
        What ``city.json`` says: how many of everything.

    Raises:
        ValueError: There would be nobody in the city.
    """
    if people < 1:
        raise ValueError("人数は1以上で指定してください。")
    # Nearly everything that is made lives to the end: looking for garbage finds none.
    with collector_paused():
        return _build(people, Dice(seed), seed, out)


def _build(people: int, dice: Dice, seed: int, out: Path) -> dict[str, object]:
    city = population.build(people, dice)
    writer = _Writer(out)
    writer.make_folders()
    listed = writer.register(city)
    moves = Movements(city.residents, city.pool, dice.child("movements"))
    happened = moves.happen()
    happened["in"] = moves.arrive(city.groups[Standing.NEWCOMER])
    changes = writer.changes(moves)
    owners = writer.nonregistered(people, city, dice.child("owners"))
    documents = writer.documents(city, people, dice)
    summary: dict[str, object] = {
        "people": people,
        "seed": seed,
        "population": {name: len(group) for name, group in city.groups.items()},
        "register": listed,
        "changes": changes,
        "events": happened,
        "nonregistered": owners,
        "documents": documents,
        "states": writer.truth.counted("state"),
        "dirt": writer.truth.counted("dirt"),
    }
    writer.put("truth.csv", writer.truth.csv())
    writer.put("city.json", (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode())
    return summary


class _Writer:
    """Writes one kind of file after another."""

    def __init__(self, out: Path) -> None:
        self._out, self.truth = out, Truth()

    def make_folders(self) -> None:
        """Make all folders, so that those of a hamlet are there and empty."""
        for folder in (
            CHANGES,
            wage_files.FOLDER,
            pension_files.FOLDER,
            return_deliveries.FOLDER,
            summaries.FOLDER,
            entered_returns.FOLDER,
            one_stop.FOLDER,
            city_notices.FOLDER,
            departments.FOLDER,
        ):
            (self._out / folder).mkdir(parents=True, exist_ok=True)

    def put(self, name: str, data: bytes) -> None:
        """Write one file."""
        (self._out / name).write_bytes(data)

    def register(self, city: Population) -> int:
        """Write the extract; return how many people it lists."""
        listed = [person for person in city.everybody if is_listed(person)]
        data = resident_register.write(
            [record_of(person) for person in listed],
            sequence=0,
            processed_on=days.EXTRACT_ON,
            municipality=CITY_CODE,
        )
        self.put("register.csv", data)
        return len(listed)

    def changes(self, moves: Movements) -> dict[str, int]:
        """Write a file for each day with changes; return how many files and changes."""
        by_day = moves.by_day()
        for sequence, (day, changes) in enumerate(by_day, 1):
            data = register_changes.write(
                changes, sequence=sequence, processed_on=day, municipality=CITY_CODE
            )
            self.put(f"{CHANGES}/changes_{sequence:04d}.csv", data)
        return {"files": len(by_day), "changes": sum(len(changes) for _, changes in by_day)}

    def nonregistered(self, residents: int, city: Population, dice: Dice) -> int:
        """Write the list of owners who live elsewhere; return how many."""
        records = nonregistered.records(residents, city.pool, dice)
        self.put("nonregistered.csv", nonregistered_format.write(records))
        return len(records)

    def documents(self, city: Population, size: int, dice: Dice) -> dict[str, dict[str, int]]:
        """Write reports, returns and notices; return files (deliveries) and rows of each kind."""
        made = make(city, size, dice)
        for name, data in made.departments.items():
            self.put(name, data)
        for name, part in made.summaries.items():
            self.put(name, summaries.write(part))
        self.put("truth_checks.csv", made.planted.csv())
        return {
            WAGE: self._reports(WAGE, made.wages, wage_files.write, wage_files.FOLDER),
            PENSION: self._reports(PENSION, made.pensions, pension_files.write, ""),
            SUMMARY: {
                "files": len(made.summaries),
                "rows": sum(map(len, made.summaries.values())),
            },
            ONE_STOP: self._reports(ONE_STOP, made.gifts, one_stop.write, ""),
            NOTICE: self._reports(NOTICE, made.notices, city_notices.write, ""),
            ENTERED: self._reports(ENTERED, made.entered, entered_returns.write, ""),
            RETURN: self._returns(made.returns),
            **{
                PurePath(name).name.rpartition("_")[0]: {"files": 1, "rows": rows_in(data)}
                for name, data in made.departments.items()
            },
        }

    def _returns(self, rows: list[Row[Sent]]) -> dict[str, int]:
        """Write the deliveries of national returns, and what consolidation must find of them."""
        sent = return_deliveries.deliveries(rows)
        for delivery in sent:
            return_deliveries.write(delivery, self._out)
            self.truth.add(RETURN, delivery.name, delivery.rows)
        self.put("truth_returns.csv", consolidated.csv_of(rows))
        return {"files": len(sent), "rows": len(rows)}

    def _reports(
        self,
        kind: str,
        files: list[File[Report]],
        write: Callable[[File[Report]], bytes],
        copy_folder: str,
    ) -> dict[str, int]:
        """Write files of one kind, and one of them twice where ``copy_folder`` says where."""
        copy = deliveries.second_copy(files, copy_folder) if copy_folder else None
        for file in files:
            data = write(file)
            self.put(file.name, data)
            self.truth.add(kind, file.name, file.rows)
            if copy and copy.copies == file.name:
                self.put(copy.name, data)
        if copy:
            self.truth.add(kind, copy.name, copy.rows, copy=True)
        sent = [*files, copy] if copy else files
        return {"files": len(sent), "rows": sum(len(file.rows) for file in sent)}
