"""The forms of a national return as sheets of paper: every box with its number, also blank ones."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.filled_boxes import form_note
from juminzei.apps.return_desk.selectors.national_xml import MAIN_FORM, national_return
from juminzei.formats.national_return_boxes import known_forms
from juminzei.formats.national_return_view import FILLED_ONLY
from juminzei.formats.national_return_view import sheets as forms_as_laid
from juminzei.notices.desk_return.page import Block, Cell, Laid, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.apps.return_desk.selectors.papers import Papers
    from juminzei.formats import national_return_view as view

TICK, YES = "○", "1"
KIND = "kubun"
FINAL = {"ABA00020", "ABC00015", "ABK00020", "ABM00020", "ABO00020"}
"""Boxes of the kind of return: a final one."""
CHOSEN = {"ABI00010"}
"""Boxes of kinds whose digit is said in words already."""
PARTED = " › "
NOTED = ("申告書第一表", "申告書第三表")


def national_sheets(papers: Papers) -> list[Sheet]:
    """Return every page of the forms, in order, with further pages for further rows."""
    year = papers.one.tax_year - 1
    whole = national_return(papers)
    pages = [page for form in whole.forms if form.form == MAIN_FORM for page in form.pages]
    shown = forms_as_laid(pages, year, withhold_address=papers.who.protected)
    note = form_note(year)
    seen: set[str] = set()
    made = []
    for sheet in shown:
        title = sheet.title.replace("申告書第", "確定申告書　第")
        again = "（続き）" if title in seen else ""
        seen.add(title)
        noted = (note,) if note and sheet.title.startswith(NOTED) else ()
        if any(block.title != FILLED_ONLY for block in sheet.left[:1]):
            laid = _laid(sheet, only_said=bool(again))
            made.append(Sheet(title + again, (), (), noted, laid))
        else:
            made.append(Sheet(title + again, (), _listed(sheet), noted))
    return made


def _listed(sheet: view.Sheet) -> tuple[Section, ...]:
    """Return a page that has no layout of its own: its figures, by the names of the form."""
    rows = tuple(
        (cell.label.partition(PARTED)[2].replace(PARTED, "　"), _text(cell))
        for block in (*sheet.across, *sheet.left, *sheet.right)
        for cell in block.cells
        if cell.amount
    )
    return (Section("欄と金額", ("欄", "金額（円）"), rows),)


def _laid(sheet: view.Sheet, *, only_said: bool) -> Laid:
    """Return the blocks of a page; of a further page those in which something stands."""
    across, left, right = (
        [block for block in blocks if not only_said or _says(block)]
        for blocks in (sheet.across, sheet.left, sheet.right)
    )
    return Laid(across=_blocks(across), left=_blocks(left), right=_blocks(right))


def _says(block: view.Block) -> bool:
    return bool(block.rows) or any(cell.text for cell in block.cells)


def _blocks(blocks: Sequence[view.Block]) -> tuple[Block, ...]:
    return tuple(
        Block(
            block.title,
            tuple(_cell(cell) for cell in block.cells),
            block.headings,
            tuple(tuple(_text(cell) for cell in row) for row in block.rows),
        )
        for block in blocks
        if block.cells or block.rows
    )


def _cell(cell: view.Cell) -> Cell:
    return Cell(cell.mark, cell.label, _text(cell), cell.kind, cell.amount)


def _text(cell: view.Cell) -> str:
    if cell.tag in FINAL and cell.text:
        return "確定"
    is_kind = cell.tag in _kinds() and cell.tag not in CHOSEN
    return TICK if is_kind and cell.text == YES else cell.text


@cache
def _kinds() -> frozenset[str]:
    return frozenset(
        box.tag
        for maps in known_forms().values()
        for one in maps
        for box in one.boxes
        if box.type == KIND
    )
