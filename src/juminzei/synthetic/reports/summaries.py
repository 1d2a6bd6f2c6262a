"""総括表: what each employer says of its reports, and where that is not what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from juminzei.formats.employer_summary import EmployerSummary
from juminzei.formats.employer_summary import write as write_summaries
from juminzei.formats.wage_report import LEFT
from juminzei.synthetic.people.addresses import CITY_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.formats.wage_report import WageReport
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.employers import Employer
    from juminzei.synthetic.planted import Planted
    from juminzei.synthetic.reports.rows import Row

FOLDER = "summaries"
ROWS_OF_A_FILE = 1_500
MISCOUNTED_SHARE = 150
FILED_FROM, DAYS = date(2026, 1, 6), 24
BEGINS, ENDS = date(2025, 1, 1), date(2025, 12, 31)


def files(
    standing: Mapping[Employer, Sequence[Row[WageReport]]], dice: Dice, planted: Planted
) -> dict[str, list[EmployerSummary]]:
    """Return the summaries by name of file.

    Args:
        standing: The reports of each employer that stand in the end.
        dice: Of the summaries.
        planted: Told of whom the summary must not agree.
    """
    ours = {
        firm: [row for row in rows if row.report.municipality == CITY_CODE]
        for firm, rows in standing.items()
    }
    firms = [firm for firm, rows in ours.items() if rows]
    wrong = dice.chance(MISCOUNTED_SHARE, len(firms), "miscounted").tolist()
    made = []
    for at, firm in enumerate(firms):
        summary = _summary(firm, ours[firm], FILED_FROM + timedelta(days=at % DAYS))
        if wrong[at]:
            summary = replace(summary, reported=summary.reported + 1, special=summary.special + 1)
        if wrong[at] or any(_is_not_counted(row) for row in ours[firm]):
            planted.add_employer(firm.collector_number)
        made.append(summary)
    parts = [made[first : first + ROWS_OF_A_FILE] for first in range(0, len(made), ROWS_OF_A_FILE)]
    return {f"{FOLDER}/20260130_{number:02d}.csv": part for number, part in enumerate(parts, 1)}


def write(summaries: Sequence[EmployerSummary]) -> bytes:
    """Return the bytes of a file."""
    return write_summaries(summaries)


def _summary(firm: Employer, rows: Sequence[Row[WageReport]], filed_on: date) -> EmployerSummary:
    ordinary = [row.report for row in rows if row.report.ordinary_collection]
    left = sum(report.change_kind == LEFT for report in ordinary)
    return EmployerSummary(
        collector_number=firm.collector_number,
        corporate_number=firm.identifier if isinstance(firm.identifier, str) else "",
        name=firm.name,
        address=firm.dwelling.written(),
        telephone=rows[0].report.payer_phone,
        pays_from=BEGINS,
        pays_until=ENDS,
        reported=len(rows),
        special=len(rows) - len(ordinary),
        ordinary_left=left,
        ordinary_other=len(ordinary) - left,
        filed_on=filed_on,
    )


def _is_not_counted(row: Row[WageReport]) -> bool:
    """Whether the system cannot count a report as its employer does: broken, or no reason told."""
    return bool(row.damage) or (
        bool(row.report.ordinary_collection) and "普" not in row.report.note
    )
