"""The boxes of the return (確定申告書) by income year: numbers, labels and what goes in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from juminzei.kernel.income_tax.explain import explained_income_tax
from juminzei.kernel.income_tax.law import income_year_text, load_income_tax
from juminzei.kernel.separate_kinds import LONG, SHORT

if TYPE_CHECKING:
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.explain import Step
    from juminzei.kernel.income_tax.return_columns import ReturnColumns

FIRST, SECOND, THIRD = 1, 2, 3
CIRCLED = (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50))
"""First sign, first and last number of the runs of circled numbers."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form as the year has it."""

    form: int
    """1, 2 or 3: 第一表, 第二表, 第三表."""
    number: str
    """As the form prints it: ``ア``, ``㉛``, ``㊱～㊳``, ``67``; empty where it has none."""
    name: str
    label: str
    sources: tuple[str, ...]
    """What is added, or taken off after ``-``; none where only people write."""


@dataclass(frozen=True, slots=True)
class FilledBox:
    """One box with its amount; yen."""

    box: Box
    amount: int


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one income year."""

    income_year: int
    assumption: str
    """What was not seen on the printed form; shown beside it."""
    boxes: tuple[Box, ...]


@cache
def form_of(income_year: int) -> Form:
    """Return the boxes of an income year.

    Raises:
        LookupError: The form of that year is not known here.
    """
    path = files("juminzei.kernel.income_tax").joinpath("forms", f"{income_year}.toml")
    if not path.is_file():
        raise LookupError(
            f"{income_year_text(income_year)}の確定申告書の様式は登録されていません。"
            "令和2年分から令和8年分までのどれかを選んでください。"
        )
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    boxes = tuple(
        Box(one["form"], _printed(one["box"]), one["name"], one["label"], tuple(one["sum"]))
        for one in _told_boxes(told)
    )
    return Form(told["income_year"], told["assumption"], boxes)


def _told_boxes(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the boxes that a year's file names, or those of the year that it is like."""
    if "like" not in told:
        return list(told["boxes"])
    path = files("juminzei.kernel.income_tax").joinpath("forms", f"{told['like']}.toml")
    before = tomllib.loads(path.read_text(encoding="utf-8"))["boxes"]
    return [
        one | {"box": _moved(one["box"], told.get("from", 0), told.get("by", 0))}
        for one in before
        if one["name"] not in told.get("without", [])
    ]


def _moved(box: str, first: int, by: int) -> str:
    """Return a number, or a run of numbers, moved where it is ``first`` or more."""
    return "-".join(
        str(int(part) + by) if part.isdecimal() and int(part) >= first else part
        for part in box.split("-")
    )


def filled_form(
    columns: TaxpayerColumns, return_columns: ReturnColumns, income_year: int
) -> tuple[FilledBox, ...]:
    """Return every box of one person's return with its amount.

    Raises:
        ValueError: More or less than one row.
        LookupError: The form of that year is not known here.
    """
    values = form_values(columns, return_columns, income_year)
    return tuple(
        FilledBox(box, sum(_of(values, source) for source in box.sources))
        for box in form_of(income_year).boxes
    )


def form_values(
    columns: TaxpayerColumns, return_columns: ReturnColumns, income_year: int
) -> dict[str, dict[str, int]]:
    """Return what the boxes are filled from: columns, taxes and every step by its name; yen.

    Raises:
        ValueError: More or less than one row.
    """
    tax, steps = explained_income_tax(columns, return_columns, load_income_tax(income_year))
    return {
        "columns": columns.to_sparse(0),
        "told": return_columns.to_sparse(0),
        "tax": tax.row(0),
        "step": _plain({step.name: step.value for step in steps}),
        "input": _inputs(steps),
        "separate": _separate(columns, steps),
    }


def _of(values: dict[str, dict[str, int]], source: str) -> int:
    where, _, name = source.removeprefix("-").partition(".")
    amount = values[where].get(name, 0)
    return -amount if source.startswith("-") else amount


def _plain(values: dict[str, object]) -> dict[str, int]:
    return {name: value for name, value in values.items() if isinstance(value, int)}


def _inputs(steps: list[Step]) -> dict[str, int]:
    return {
        f"{step.name}.{name}": value
        for step in steps
        for name, value in step.inputs.items()
        if isinstance(value, int)
    }


def _separate(columns: TaxpayerColumns, steps: list[Step]) -> dict[str, int]:
    """Return the separate incomes as the third form asks: netted, land after 特別控除."""
    values = _plain({step.name: step.value for step in steps})
    found: dict[str, int] = {}
    for kind in (*SHORT, *LONG):
        found[kind] = values.get(f"{kind}_taxed", values.get(f"{kind}_after_loss", 0))
    for kind in ("unlisted_shares", "listed_shares", "futures"):
        found[kind] = values.get(f"{kind}_gain", 0)
    found["listed_dividend"] = values.get("listed_dividend_netted", 0)
    found["forestry"] = values.get("forestry_income", 0)
    found["retirement"] = values.get("retirement_together", int(columns.retirement[0]))
    return found


def _printed(box: str) -> str:
    first, dash, last = box.partition("-")
    return f"{_circled(first)}～{_circled(last)}" if dash else _circled(first)


def _circled(number: str) -> str:
    """Return ``㉛`` for ``31``; the form has no circles above 50."""
    if not number.isdecimal():
        return number
    for sign, least, most in CIRCLED:
        if least <= int(number) <= most:
            return chr(ord(sign) + int(number) - least)
    return number
