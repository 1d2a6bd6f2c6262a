"""貸借対照表 of a blue statement: each account on one line, as the paper has it.

The XML has the opening and the closing figures of a side in two groups, and accounts that the
taxpayer named beside them. Which groups belong together is told by the names of the boxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.formats.national_return_boxes import Box, FormMap
    from juminzei.formats.national_return_record import Page, Value

OPEN_AND_CLOSE = ("期首", "期末")
DAY = "月日"
TOTAL = "合計"
NAME = "科目名"


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One account: its figure at the start and at the end of the year."""

    account: str
    tags: tuple[str, str]
    values: tuple[Value | None, Value | None]


@dataclass(frozen=True, slots=True)
class BalanceSide:
    """資産の部, or 負債・資本の部."""

    title: str
    lines: tuple[BalanceLine, ...]


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """Both sides, as far as something stands in them, and the boxes that they show."""

    sides: tuple[BalanceSide, ...] = ()
    tags: frozenset[str] = field(default_factory=frozenset)


def balance_sheet(boxes: FormMap, page: Page) -> BalanceSheet:
    """Return the balance sheet of a page; of a page that has none, nothing."""
    sides: list[BalanceSide] = []
    shown: set[str] = set()
    for box in boxes.boxes:
        dated = {
            one.label: one for one in boxes.below.get(box.tag, ()) if one.label in OPEN_AND_CLOSE
        }
        if len(dated) != len(OPEN_AND_CLOSE) or boxes.page_of(box.tag) != page.tag:
            continue
        if any(DAY not in first.label for first in _firsts(boxes, dated)):
            continue
        named = list(_named(boxes, box.tag, page))
        lines = [*_lines(boxes, dated, page)]
        whole = [*lines[:-1], *named, *lines[-1:]]
        shown |= {tag for line in lines for tag in line.tags} | {
            group for group in page.rows if _inside(boxes, group, box.tag)
        }
        given = tuple(line for line in whole if any(value is not None for value in line.values))
        if given:
            sides.append(BalanceSide(box.label, given))
    return BalanceSheet(tuple(sides), frozenset(shown))


def _firsts(boxes: FormMap, dated: dict[str, Box]) -> Iterator[Box]:
    for one in dated.values():
        yield from boxes.below.get(one.tag, ())[:1]


def _lines(boxes: FormMap, dated: dict[str, Box], page: Page) -> Iterator[BalanceLine]:
    """Yield the accounts that the form has a box for, the day first, the sum last."""
    opening, closing = (
        {
            DAY if DAY in one.label else one.label: one.tag
            for one in boxes.below.get(dated[when].tag, ())
        }
        for when in OPEN_AND_CLOSE
    )
    names = [name for name in dict.fromkeys([*closing, *opening]) if name != TOTAL]
    for name in (*names, TOTAL):
        tags = (opening.get(name, ""), closing.get(name, ""))
        yield BalanceLine(name, tags, (page.values.get(tags[0]), page.values.get(tags[1])))


def _named(boxes: FormMap, side: str, page: Page) -> Iterator[BalanceLine]:
    """Yield the accounts that the taxpayer named."""
    for group, rows in page.rows.items():
        if not _inside(boxes, group, side):
            continue
        told = {one.label: one.tag for one in boxes.below[group]}
        tags = (told["金額（期首）"], told["金額（期末）"])
        for row in rows:
            name = row.get(told[NAME], "")
            yield BalanceLine(str(name), tags, (row.get(tags[0]), row.get(tags[1])))


def _inside(boxes: FormMap, tag: str, above: str) -> bool:
    while tag in boxes.by_tag:
        tag = boxes.parents[tag]
        if tag == above:
            return True
    return False
