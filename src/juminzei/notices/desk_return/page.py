"""Sheets of a return as the template prints them: every figure already a text.

They are sheets of our own with the boxes' numbers, not copies of the official forms, and no
Individual Number is on them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.notices.drawing import compiled
from juminzei.notices.glyphs import drawable

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM = "desk_return"


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a sheet: its heads, and rows of as many texts."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1
    """How many of the last columns are figures, set to the right."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of a form."""

    mark: str
    """Its number."""
    label: str
    text: str
    kind: str = ""
    """What stands in the box of its kind (区分)."""
    is_amount: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Boxes of a form that stand together, or rows below heads."""

    title: str
    cells: tuple[Cell, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """Blocks as the form lays them: across the sheet, then in two columns."""

    across: tuple[Block, ...] = ()
    left: tuple[Block, ...] = ()
    right: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, of as many pages as it takes."""

    title: str
    who: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    laid: Laid | None = None
    """The boxes of a form; the sections follow below."""

    @property
    def says_something(self) -> bool:
        """Whether anything stands on it."""
        return self.laid is not None or any(section.rows for section in self.sections)


def sheets_pdf(sheets: Sequence[Sheet], *, city: str, issued: str) -> bytes:
    """Return the sheets as one PDF; the same sheets give the same bytes.

    Args:
        sheets: In order, each beginning on a page of its own.
        city: Who prints them.
        issued: The day, in words.
    """
    told = {"city": city, "issued": issued, "sheets": [_values(one) for one in sheets]}
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return compiled(FORM, {"data.json": content})


def _values(sheet: Sheet) -> dict[str, object]:
    return {
        "title": sheet.title,
        "who": [drawable(line).text for line in sheet.who],
        "notes": list(sheet.notes),
        "sections": [
            {
                "title": one.title,
                "heads": list(one.heads),
                "numbers": one.numbers,
                "rows": [[drawable(cell).text for cell in row] for row in one.rows],
            }
            for one in sheet.sections
            if one.rows
        ],
        "laid": None if sheet.laid is None else _laid(sheet.laid),
    }


def _laid(laid: Laid) -> dict[str, object]:
    parts = (("across", laid.across), ("left", laid.left), ("right", laid.right))
    return {name: [_block(one) for one in blocks] for name, blocks in parts}


def _block(block: Block) -> dict[str, object]:
    return {
        "title": block.title,
        "cells": [
            {
                "mark": cell.mark,
                "label": cell.label,
                "text": drawable(cell.text).text,
                "kind": cell.kind,
                "amount": cell.is_amount,
            }
            for cell in block.cells
        ],
        "heads": list(block.heads),
        "rows": [[drawable(text).text for text in row] for row in block.rows],
    }
