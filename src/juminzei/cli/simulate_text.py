"""A simulation as Japanese text in columns, for a terminal or a file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.simulation.sheets import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.apps.assessment.services.simulate import Simulation
    from juminzei.kernel.simulation.sheets import Sheet


def simulation_text(found: Simulation) -> str:
    """Return everything that ``juminzei simulate`` tells without ``--format json``."""
    lines = [
        f"制度改正の試算　{tax_year_text(found.tax_year)}　{found.law.title}".rstrip("　"),
        (
            f"対象　{found.outcome.people:,}人　"
            f"当初賦課 {found.run.pk}（{found.run.get_state_display()}）"
        ),
        *(f"注意　{warning}" for warning in found.warnings),
        "",
        "改正の内容",
        *_changes(found),
    ]
    for sheet in sheets(found.outcome, with_numbers=found.with_numbers):
        lines += ["", sheet.title, *_table(sheet)]
    return "\n".join(lines)


def _changes(found: Simulation) -> Iterator[str]:
    if not found.law.changes:
        yield "  なし（現行の法令のまま）"
    for change in found.law.changes:
        yield f"  {change.label}　{change.old} → {change.new}　［{change.cite}］"


def _table(sheet: Sheet) -> Iterator[str]:
    rows = [sheet.heads, *sheet.rows]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(sheet.heads))]
    for row in rows:
        cells = [
            _padded(cell, width, left=not figures)
            for cell, width, figures in zip(row, widths, sheet.numeric, strict=True)
        ]
        yield f"  {'  '.join(cells)}".rstrip()


def _padded(text: str, width: int, *, left: bool) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a full-width letter."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
