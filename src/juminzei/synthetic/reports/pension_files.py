"""All pension reports of the city, laid out over files and written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from juminzei.formats import pension_report
from juminzei.formats.writing import Characters
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.reports import damage, dealings, deliveries
from juminzei.synthetic.reports.dealings import Dealing
from juminzei.synthetic.reports.pension_rows import PensionRows
from juminzei.synthetic.reports.rows import Row, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.pension_report import PensionReport
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.pensions import Pension
    from juminzei.synthetic.reports.deliveries import File, Way

FOLDER = "pension_reports"
ROWS_OF_A_FILE = 20_000


def files(
    pensions: Sequence[list[Pension]], families: dict[int, Family], dice: Dice
) -> list[File[PensionReport]]:
    """Return the files, one way for each payer, each row with what is true of it.

    Args:
        pensions: Everybody's pensions.
        families: What each person declares, by index of the person.
        dice: Their chance.
    """
    flat = [(at, pension) for at, received in enumerate(pensions) for pension in received]
    rows = PensionRows(len(flat), dice)
    ways: dict[str, Way[PensionReport]] = {}
    dealt: dict[int, Dealing] = {}
    for number, dealing in enumerate(dealings.deal(len(flat), dice)):
        at, pension = flat[number]
        row = rows.row(number, pension, families.get(at, Family()))
        _judge(row)
        dealt[id(row)] = dealing
        layout = pension.payer.layout
        way = ways.setdefault(pension.payer.name, deliveries.Way(layout))
        way.batches.append([row])
        if dealing is Dealing.CANCELLED:
            row.state = State.CANCELLED
            way.late.append(_cancellation(row))
    sent = deliveries.files(ways.values(), ROWS_OF_A_FILE, FOLDER)
    deliveries.break_rows(sent, dealt)
    return sent


def write(file: File[PensionReport]) -> bytes:
    """Return the bytes of ``file``, damaged where a row is to arrive broken."""
    data = pension_report.write(
        [row.report for row in file.rows],
        layout=file.layout,
        characters=Characters.AS_RECEIVED,
    )
    kinds = {number: row.damage for number, row in enumerate(file.rows, 1) if row.damage}
    return damage.damaged(data, kinds, damage.PENSION)


def _cancellation(row: Row[PensionReport]) -> Row[PensionReport]:
    return Row(
        report=replace(row.report, submission="3"),
        person=row.person,
        own_number=row.own_number,
        dirt=[*row.dirt, "cancellation"],
        state=State.CANCELLED,
    )


def _judge(row: Row[PensionReport]) -> None:
    dealings.judge(row)
    person = row.person
    if person.standing is not Standing.STRANGER:
        return
    if person.dwelling.municipality == CITY_CODE:
        row.dirt.append("unregistered")
    else:
        row.state = State.FORWARD
