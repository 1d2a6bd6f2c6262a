"""A national return as the paper looks: sheets of blocks of boxes, from values by box number.

Nothing is computed here: what is not in the return stays blank. Individual Numbers are never
shown, only that there is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.base.wareki import era_of, wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.formats.national_balance_sheet import (
    OPEN_AND_CLOSE,
    BalanceSheet,
    balance_sheet,
)
from juminzei.formats.national_return_boxes import known_forms
from juminzei.formats.national_return_layout import LaidBox, layout
from juminzei.formats.national_return_values import ERAS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from juminzei.formats.national_balance_sheet import BalanceSide
    from juminzei.formats.national_return_boxes import Box, FormMap
    from juminzei.formats.national_return_layout import LaidBlock, LaidSheet, Layout
    from juminzei.formats.national_return_record import Page, Value

NUMBER_GIVEN = "記載あり"
WITHHELD = "非表示（支援措置、または本人が未特定）"
THIS_YEARS_FORM = 2025
MAIN_FORM = "KOA020"
CODES = {
    "ABI00010": {"1": "1 特別徴収", "2": "2 自分で納付"},
}
"""What the digits of a kind mean, where the form says it."""
FILLED_ONLY = "記入のある欄"
"""Title of the first block of a page that has no layout of its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One box as it is shown."""

    mark: str
    label: str
    text: str
    kind: str = ""
    """What stands in the box of its kind (区分)."""
    amount: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Boxes that stand together, or rows of a repeated part."""

    title: str
    column: int
    cells: tuple[Cell, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is shown."""

    title: str
    across: tuple[Block, ...] = ()
    left: tuple[Block, ...] = ()
    right: tuple[Block, ...] = ()
    assumed: bool = False
    """Whether the marks of this year's form, or its structure, are an assumption."""
    page: str = field(default="", compare=False)


def sheets(
    pages: Sequence[Page], income_year: int | None, *, withhold_address: bool = False
) -> list[Sheet]:
    """Return every page as the paper looks.

    Pages that have no layout of their own (form 4, statements) are shown as lists of their boxes.

    Args:
        pages: Pages of a return, as they were read or kept.
        income_year: The year whose form it is; 2025's if it is not said.
        withhold_address: Whether addresses are not to be shown.
    """
    laid = {sheet.page: sheet for sheet in layout().sheets}
    year = income_year or THIS_YEARS_FORM
    drawer = _Drawer(layout(), year, withhold_address=withhold_address)
    return [
        drawer.sheet(laid[page.tag], page) if page.tag in laid else drawer.listed(page)
        for page in pages
    ]


class _Drawer:
    def __init__(self, laid: Layout, year: int, *, withhold_address: bool) -> None:
        self._laid, self._year, self._withhold = laid, year, withhold_address

    def sheet(self, sheet: LaidSheet, page: Page) -> Sheet:
        blocks = [self._block(block, page) for block in sheet.blocks]
        return Sheet(
            title=sheet.title,
            across=tuple(one for one in blocks if one.column == 0),
            left=tuple(one for one in blocks if one.column == 1),
            right=tuple(one for one in blocks if one.column > 1),
            assumed=self._year in self._laid.assumed,
            page=page.tag,
        )

    def listed(self, page: Page) -> Sheet:
        """Return a page that has no layout: what is given, in the order of the form."""
        boxes = _form_of(page.tag)
        title = boxes.by_tag[page.tag].label if boxes else page.tag
        if boxes and boxes.form != MAIN_FORM:
            title = f"{boxes.title}　{title}"
        balance = balance_sheet(boxes, page) if boxes else BalanceSheet()
        rest = [tag for tag in page.values if tag not in balance.tags]
        cells = tuple(self._listed(boxes, tag, page.values) for tag in rest)
        halfway = -(-len(cells) // 2)
        tables = [self._balance(side) for side in balance.sides]
        tables += [
            self._table(boxes, group, rows)
            for group, rows in page.rows.items()
            if group not in balance.tags
        ]
        return Sheet(
            title=title,
            across=tuple(tables),
            assumed=bool(boxes and boxes.assumed),
            left=(Block(FILLED_ONLY, 1, cells[:halfway]),) if cells else (),
            right=(Block("記入のある欄（続き）", 2, cells[halfway:]),) if cells[halfway:] else (),
            page=page.tag,
        )

    def _table(
        self, boxes: FormMap | None, group: str, rows: Sequence[Mapping[str, Value]]
    ) -> Block:
        """Return a repeated part as a table of the boxes that are filled in some row."""
        given = {tag for row in rows for tag in row}
        known = boxes.by_tag if boxes else {}
        tags = [tag for tag in known if tag in given] or sorted(given)
        start = f"{boxes.path(group)} › " if boxes else ""
        headings = [boxes.path(tag).removeprefix(start) if boxes else tag for tag in tags]
        lines = tuple(tuple(self._cell(LaidBox("", tag, tag), row) for tag in tags) for row in rows)
        title = known[group].label if group in known else group
        return Block(title, 0, (), tuple(headings), lines)

    def _balance(self, side: BalanceSide) -> Block:
        lines = tuple(
            (
                Cell("", "科目", line.account),
                *(
                    Cell("", when, self._text(tag, value), amount=isinstance(value, int), tag=tag)
                    for when, tag, value in zip(OPEN_AND_CLOSE, line.tags, line.values, strict=True)
                ),
            )
            for line in side.lines
        )
        return Block(side.title, 0, (), ("科目", *OPEN_AND_CLOSE), lines)

    def _block(self, block: LaidBlock, page: Page) -> Block:
        boxes = [box for box in block.boxes if self._is_there(box)]
        if not block.rows:
            cells = tuple(self._cell(box, page.values) for box in boxes)
            return Block(block.title, block.column, cells)
        rows = tuple(
            tuple(self._cell(box, row) for box in boxes) for row in page.rows.get(block.rows, ())
        )
        return Block(block.title, block.column, (), tuple(box.label for box in boxes), rows)

    def _is_there(self, box: LaidBox) -> bool:
        return self._laid.first_years.get(box.tag, 0) <= self._year

    def _cell(self, box: LaidBox, values: Mapping[str, Value]) -> Cell:
        return Cell(
            mark=self._laid.words(box.mark, self._year),
            label=self._laid.words(box.label, self._year),
            text=self._text(box.tag, values.get(box.tag)),
            kind=self._text(box.kind, values.get(box.kind)),
            amount=isinstance(values.get(box.tag), int) and not _is_year(box.tag),
            tag=box.tag,
        )

    def _listed(self, boxes: FormMap | None, tag: str, values: Mapping[str, Value]) -> Cell:
        value = values[tag]
        label = boxes.path(tag).partition(" › ")[2] if boxes else tag
        amount = isinstance(value, int) and not _is_year(tag)
        return Cell("", label, self._text(tag, value), amount=amount, tag=tag)

    def _text(self, tag: str, value: Value | None) -> str:
        if value is None:
            return ""
        if self._withhold and tag in self._laid.addresses:
            return WITHHELD
        return shown(tag, value)


def shown(tag: str, value: Value) -> str:
    """Return what stands in a box, in words."""
    if isinstance(value, IndividualNumber):
        return NUMBER_GIVEN
    if isinstance(value, date):
        return wareki_text(value)
    if isinstance(value, int):
        return _year_text(value) if _is_year(tag) else yen_text(value)
    if (box := _box(tag)) is not None and box.type == "yymm":
        return _month_text(value)
    return CODES.get(tag, {}).get(value, value)


def _month_text(value: str) -> str:
    """Return era, year and month, which the XML has as numbers; as it stands if they are none."""
    era, _, rest = value.partition("-")
    year, _, month = rest.partition("-")
    if era not in ERAS or not (year.isdecimal() and month.isdecimal()):
        return value
    return f"{ERAS[era].label}{int(year)}年{int(month)}月"


def _year_text(year: int) -> str:
    era, number = era_of(date(year, 12, 31))
    return f"{era.label}{number}年分"


def _is_year(tag: str) -> bool:
    box = _box(tag)
    return box is not None and box.type == "yy"


def _box(tag: str) -> Box | None:
    boxes = _form_of(tag)
    return boxes.by_tag.get(tag) if boxes else None


def _form_of(tag: str) -> FormMap | None:
    return next((one for one in _maps() if tag in one.by_tag), None)


def _maps() -> Iterator[FormMap]:
    for maps in known_forms().values():
        yield from reversed(maps)
