"""The outcome of a simulation as the page shows it: tables, each beside its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from juminzei.apps.assessment.services.simulation_charts import charts
from juminzei.kernel.simulation.sheets import Sheet, sheets
from juminzei.platform.charts.bars import svg

if TYPE_CHECKING:
    from juminzei.apps.assessment.services.simulate import Simulation

NUMBERED = frozenset({"decreases", "increases"})
NUMBER_AT = 1
BESIDE = {"income": ("income", "mean")}
"""Tables with more than their own picture."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str | SafeString
    number: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One table with its pictures."""

    sheet: Sheet
    heads: list[Cell]
    rows: list[tuple[bool, list[Cell]]]
    """Whether a row is a sum, and its cells."""
    pictures: list[SafeString]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything below the figures that were moved."""

    found: Simulation
    shown: list[Shown]
    change: str
    """The change as TOML."""
    city: int
    """Yen that the city takes in more."""


def result(found: Simulation, change: str) -> Result:
    """Return an outcome for the page.

    Args:
        found: What the service found.
        change: The change as TOML, to be kept as a file.
    """
    pictures = {name: svg(chart) for name, chart in charts(found.outcome).items()}
    by_name = {line.name: line for line in found.outcome.revenue}
    return Result(
        found=found,
        shown=[
            _shown(sheet, pictures)
            for sheet in sheets(found.outcome, with_numbers=found.with_numbers)
        ],
        change=change,
        city=by_name["municipal"].difference,
    )


def _shown(sheet: Sheet, pictures: dict[str, str]) -> Shown:
    linked = sheet.name in NUMBERED and "宛名番号" in sheet.heads
    return Shown(
        sheet=sheet,
        heads=[Cell(head, number) for head, number in zip(sheet.heads, sheet.numeric, strict=True)],
        rows=[
            (
                place in sheet.strong,
                [
                    Cell(_linked(text) if linked and at == NUMBER_AT else text, number)
                    for at, (text, number) in enumerate(zip(row, sheet.numeric, strict=True))
                ],
            )
            for place, row in enumerate(sheet.rows)
        ],
        pictures=[
            _picture(pictures[name])
            for name in BESIDE.get(sheet.name, (sheet.name,))
            if name in pictures
        ],
    )


def _picture(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - every text in it was escaped  # nosec B308, B703


def _linked(number: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("person", args=[int(number)]), number)
