"""How the pages of a national return are laid out on paper, as data (``views/``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FIRST_CIRCLE, CIRCLES_TO_20, CIRCLES_TO_35 = 1, 20, 35
CIRCLES_TO_50 = 50
_NAMED = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class LaidBox:
    """One box of the paper."""

    mark: str
    """What stands before it on paper: a number of 2025's form, a kana, or nothing."""
    label: str
    tag: str
    kind: str = ""
    """The box of its kind (区分), if it has one."""


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """Boxes that stand together."""

    title: str
    column: int
    """1 left, 2 right, 0 across the paper."""
    boxes: tuple[LaidBox, ...]
    rows: str = ""
    """The repeated group whose rows it shows; empty for single boxes."""


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """One page of the paper."""

    page: str
    title: str
    blocks: tuple[LaidBlock, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """By how much the marks of some years differ from those of 2025."""

    from_year: int
    through_year: int
    shifts: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets, and what differs between years."""

    sheets: tuple[LaidSheet, ...]
    numberings: tuple[Numbering, ...]
    first_years: dict[str, int]
    addresses: frozenset[str]
    assumed: frozenset[int]
    """Income years whose marks were not seen on a form."""

    def mark(self, number: int, income_year: int) -> str:
        """Return a number of 2025's form as the form of a year has it, in a circle."""
        for one in self.numberings:
            if one.from_year <= income_year <= one.through_year:
                for first, last, by in one.shifts:
                    if first <= number <= last:
                        return circled(number + by)
        return circled(number)

    def words(self, text: str, income_year: int) -> str:
        """Return a mark or a name with the numbers that a year's form has."""
        if text.isdecimal():
            return self.mark(int(text), income_year)
        return _NAMED.sub(lambda found: self.mark(int(found[1]), income_year), text)


@cache
def layout() -> Layout:
    """Return the layout of the forms 1 to 3."""
    path = files("juminzei.formats") / "views" / "national_return.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Layout(
        sheets=tuple(_sheet(entry) for entry in raw["sheets"]),
        numberings=tuple(_numbering(entry) for entry in raw["numbering"]),
        first_years=raw["first_years"],
        addresses=frozenset(raw["addresses"]["boxes"]),
        assumed=frozenset(raw["assumed"]),
    )


def circled(number: int) -> str:
    """Return a number in a circle up to 50, in brackets beyond."""
    if FIRST_CIRCLE <= number <= CIRCLES_TO_20:
        return chr(0x2460 + number - 1)
    if CIRCLES_TO_20 < number <= CIRCLES_TO_35:
        return chr(0x3251 + number - CIRCLES_TO_20 - 1)
    if CIRCLES_TO_35 < number <= CIRCLES_TO_50:
        return chr(0x32B1 + number - CIRCLES_TO_35 - 1)
    return f"({number})"


def _sheet(raw: dict[str, Any]) -> LaidSheet:
    blocks = tuple(
        LaidBlock(
            title=block["title"],
            column=block["column"],
            boxes=tuple(LaidBox(*box.split("|")) for box in block["boxes"]),
            rows=block.get("rows", ""),
        )
        for block in raw["blocks"]
    )
    return LaidSheet(raw["page"], raw["title"], blocks)


def _numbering(raw: dict[str, Any]) -> Numbering:
    shifts = tuple((one["from"], one["through"], one["by"]) for one in raw["shifts"])
    return Numbering(raw["from_year"], raw["through_year"], shifts)
