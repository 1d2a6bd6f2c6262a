"""Statistical disclosure (秘匿): classes with few people are not told.

Inside the tax office nobody is kept from figures that the ledger shows person by person,
so the threshold is 0 there. A table that leaves the office is made with a threshold.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.kernel.simulation.outcome import ClassRow, ClassTable


def withheld(table: ClassTable, least: int) -> ClassTable:
    """Return ``table`` with the rows marked that must not be told.

    A row is withheld when fewer than ``least`` people, but somebody, stand behind one of its
    figures. Where only one row would be, the smallest of the others is withheld as well, for
    the sum of the table would tell the one.

    Args:
        table: Of any classing.
        least: Fewest people; 0 or 1 withholds nothing.
    """
    few = [place for place, row in enumerate(table.rows) if is_few(row, least)]
    if len(few) == 1:
        others = [place for place, row in enumerate(table.rows) if row.people and place != few[0]]
        few += sorted(others, key=lambda place: table.rows[place].people)[:1]
    rows = [replace(row, withheld=place in few) for place, row in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def is_few(row: ClassRow, least: int) -> bool:
    """Say whether fewer than ``least`` people, but somebody, stand behind a figure of ``row``."""
    same = row.people - row.gainers - row.losers
    return any(0 < count < least for count in (row.people, row.gainers, row.losers, same))
