"""Bar charts as SVG text, lying, with every value written at the end of its bar.

The picture has a title and a description for who does not see it; the table it was
drawn from belongs beside it. Two series differ in brightness, so that they can be told
apart without colour and on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE = "http://www.w3.org/2000/svg"
INKS = ("#00118f", "#e25100")
"""Each stands out from white by more than 3:1, and one from the other by its brightness."""
TEXT, AXIS = "#1a1a1c", "#626264"
WIDTH, LABELS, VALUES = 760, 230, 115
"""Of the picture, of the names of the rows, and of the figures beyond the longest bars."""
LANE, GAP, TOP, LEGEND = 16, 8, 18, 34
LETTER_DROP = 12
"""From the top of a lane down to the line that its letters stand on."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One chart.

    Attributes:
        name: For the picture's own references; letters and digits.
        title: What it shows.
        description: What it says, in a sentence.
        unit: Behind every value.
        series: What the bars of each row are, one name a bar.
        rows: A name and as many whole numbers as there are series; None is not told.
    """

    name: str
    title: str
    description: str
    unit: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


def svg(chart: Bars) -> str:
    """Return the picture of ``chart``, to stand in a page or in a file of its own."""
    row_height = LANE * len(chart.series) + GAP
    height = TOP + LEGEND + row_height * len(chart.rows) + GAP
    names = f"{chart.name}-title {chart.name}-about"
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    letters = 'font-family="sans-serif" font-size="12"'
    role = 'role="img" class="chart"'
    parts = [
        f'<svg xmlns="{NAMESPACE}" {size} {letters} {role} aria-labelledby="{names}">',
        f'<title id="{chart.name}-title">{escape(chart.title)}</title>',
        f'<desc id="{chart.name}-about">{escape(chart.description)}</desc>',
        *_heading(chart),
        *_rows(chart, row_height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _heading(chart: Bars) -> Iterator[str]:
    """Write the title, and below it what the bars are where they are of several kinds."""
    yield (
        f'<text x="8" y="{TOP}" font-size="14" font-weight="bold" fill="{TEXT}"'
        f' aria-hidden="true">{escape(chart.title)}</text>'
    )
    at = LABELS
    for name, ink in zip(chart.series, INKS, strict=False):
        yield f'<rect x="{at}" y="{TOP + 12}" width="12" height="12" fill="{ink}"/>'
        yield f'<text x="{at + 18}" y="{TOP + 22}" fill="{TEXT}">{escape(name)}</text>'
        at += 40 + 12 * len(name)


def _rows(chart: Bars, row_height: int) -> Iterator[str]:
    values = [value for _, of_row in chart.rows for value in of_row if value is not None]
    most, least = max([0, *values]), min([0, *values])
    left = LABELS + (VALUES if least < 0 else 0)
    length = WIDTH - VALUES - left
    span = max(most - least, 1)
    zero = left + length * -least // span
    for place, (label, of_row) in enumerate(chart.rows):
        top = TOP + LEGEND + row_height * place
        middle = top + (row_height - GAP) // 2 + 4
        yield (
            f'<text x="{LABELS - 8}" y="{middle}" text-anchor="end" fill="{TEXT}">'
            f"{escape(label)}</text>"
        )
        for lane, value in enumerate(of_row):
            yield from _bar(value, chart.unit, zero, top + LANE * lane, (length, span, lane))
    bottom = TOP + LEGEND + row_height * len(chart.rows)
    yield f'<path d="M{zero} {TOP + LEGEND - 4}V{bottom}" stroke="{AXIS}" fill="none"/>'


def _bar(
    value: int | None, unit: str, zero: int, top: int, scale: tuple[int, int, int]
) -> Iterator[str]:
    """Draw one bar and its value; what is withheld has no bar and says so."""
    length, span, lane = scale
    text = "秘匿" if value is None else f"{yen_text(value)}{unit}"
    long = abs(value or 0) * length // span
    falls = value is not None and value < 0
    if long:
        start = zero - long if falls else zero
        yield (
            f'<rect x="{start}" y="{top + 1}" width="{long}" height="{LANE - 2}"'
            f' fill="{INKS[lane]}"/>'
        )
    at, anchor = (zero - long - 5, "end") if falls else (zero + long + 5, "start")
    yield (
        f'<text x="{at}" y="{top + LETTER_DROP}" text-anchor="{anchor}" fill="{TEXT}">'
        f"{escape(text)}</text>"
    )
