"""An outcome as tables in Japanese: the same for a terminal, a page and a printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.yen_text import yen_text
from juminzei.kernel.simulation.people import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from juminzei.kernel.simulation.outcome import ClassRow, ClassTable, Line, Outcome, Top

REVENUE = {
    "municipal_income_levy": "　所得割",
    "municipal_per_capita_levy": "　均等割",
    "municipal": "市民税",
    "prefectural_income_levy": "　所得割",
    "prefectural_per_capita_levy": "　均等割",
    "prefectural": "県民税",
    "forest_environment_tax": "森林環境税（国税）",
    "total": "合計",
}
ORDER = (
    *("municipal", "municipal_income_levy", "municipal_per_capita_levy"),
    *("prefectural", "prefectural_income_levy", "prefectural_per_capita_levy"),
    *("forest_environment_tax", "total"),
)
CLASS_HEADS = (
    "人数",
    *("減る人", "減る額", "平均減額"),
    *("増える人", "増える額", "平均増額"),
    *("差引", "1人当たり"),
)
WORDS = frozenset({"所得の階級", "年齢", "家族"})
"""Heads of columns that hold words, as the first column does."""
WITHHELD = "秘匿"
TWO = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: a title, what stands over the columns, and rows whose first cell names them.

    Numbers are text already, with commas and ▲; ``strong`` are the rows of sums.
    """

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Say of each column whether it holds figures."""
        return tuple(place > 0 and head not in WORDS for place, head in enumerate(self.heads))


def sheets(found: Outcome, *, with_numbers: bool = False) -> list[Sheet]:
    """Return an outcome as tables.

    Args:
        found: What a change does.
        with_numbers: Whether the largest changes name addressee numbers.
    """
    return [
        _revenue(found.revenue),
        _standing(found.standing),
        *_moved(found),
        *(_classes(table, found.everybody) for table in found.classes),
        _distribution(found.distribution),
        *_tops(found, with_numbers=with_numbers),
    ]


def rounded(mean: Fraction) -> int:
    """Return whole yen, halves away from 0."""
    whole = (abs(mean) * TWO + 1) // TWO
    return int(whole if mean >= 0 else -whole)


def _revenue(lines: Sequence[Line]) -> Sheet:
    by_name = {line.name: line for line in lines}
    rows = [(REVENUE[name], *_change(by_name[name])) for name in ORDER]
    strong = {ORDER.index(name) for name in ("municipal", "prefectural", "total")}
    heads = ("区分", "改正前", "改正後", "差")
    return Sheet("revenue", "税収（円）", heads, tuple(rows), frozenset(strong))


def _standing(lines: Sequence[Line]) -> Sheet:
    rows = [(Standing[line.name.upper()].label, *_change(line)) for line in lines]
    heads = ("区分", "改正前", "改正後", "差")
    return Sheet("standing", "課税の区分（人）", heads, tuple(rows))


def _moved(found: Outcome) -> list[Sheet]:
    rows = [(f"{one.before.label} → {one.after.label}", f"{one.people:,}") for one in found.moved]
    title = "課税の区分が変わる人（人）"
    return [Sheet("moved", title, ("変わり方", "人数"), tuple(rows))] if rows else []


def _change(line: Line) -> tuple[str, str, str]:
    return yen_text(line.before), yen_text(line.after), yen_text(line.difference)


def _classes(table: ClassTable, everybody: ClassRow) -> Sheet:
    rows = [(row.label, *_figures(row)) for row in table.rows]
    heads = ("階級", *CLASS_HEADS)
    title = f"税額が減る人・増える人：{table.title}（人・円）"
    whole = ("合計", *_figures(everybody))
    return Sheet(table.name, title, heads, (*rows, whole), frozenset({len(rows)}))


def _figures(row: ClassRow) -> tuple[str, ...]:
    if row.withheld:
        return (WITHHELD,) * len(CLASS_HEADS)
    return (
        f"{row.people:,}",
        *(f"{row.gainers:,}", f"{row.gained:,}", _mean(row.mean_gained)),
        *(f"{row.losers:,}", f"{row.lost:,}", _mean(row.mean_lost)),
        *(yen_text(row.difference), _mean(row.mean)),
    )


def _mean(mean: Fraction | None) -> str:
    return "" if mean is None else yen_text(rounded(mean))


def _distribution(table: ClassTable) -> Sheet:
    rows = [
        (row.label, WITHHELD, WITHHELD)
        if row.withheld
        else (row.label, f"{row.people:,}", yen_text(row.difference))
        for row in table.rows
    ]
    return Sheet(table.name, table.title, ("増減", "人数", "増減の額（円）"), tuple(rows))


def _tops(found: Outcome, *, with_numbers: bool) -> Iterable[Sheet]:
    named = (
        ("decreases", "減る額の大きい人", found.decreases),
        ("increases", "増える額の大きい人", found.increases),
    )
    for name, title, tops in named:
        if tops:
            who = ("宛名番号",) if with_numbers else ()
            heads = ("順位", *who, "改正前", "改正後", "差", "所得の階級", "年齢", "家族")
            rows = [
                (str(place), *_top(one, with_numbers=with_numbers))
                for place, one in enumerate(tops, start=1)
            ]
            yield Sheet(name, f"{title}（円）", heads, tuple(rows))


def _top(one: Top, *, with_numbers: bool) -> tuple[str, ...]:
    who = (f"{one.number:010d}",) if with_numbers else ()
    figures = (yen_text(one.before), yen_text(one.after), yen_text(one.difference))
    return (*who, *figures, one.income, one.age, one.family)
