"""The figures of the law in words: what each is called, and its value with its unit."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, singledispatch
from importlib.resources import files

from juminzei.base.money import Rate
from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.kernel.parameters.tables import Grid

WORDS = frozenset({"cite", "assumption"})
"""What stands in a section beside its figures."""
UNITS = {
    "grade": "級地",
    "small_floor_area_below": "㎡",
    "small_floor_area_from": "㎡",
    "special_due_day": "日",
    "days": "日",
    "days_a_month": "日",
    "days_before_due": "日",
    "months": "か月",
    "special_months_left_out": "か月",
    "first_later_year": "年目",
    "parts": "",
    "rate_parts": "",
    "years": "年",
    "years_included": "年",
    "long_service_years": "年",
    "short_service_years": "年",
    "most_times_subsistence": "倍",
}
YEARS = {"tax_year": "年度", "year": "年"}
"""Figures that are a year of the calendar, which is written without commas."""


def parameter_label(path: str) -> str:
    """Return what the section or figure at ``path`` is called in Japanese.

    Args:
        path: ``national.spouse.gap_ordinary``. The longest end of it that
            ``parameters.toml`` names gives the words; a name without words stands for itself.
    """
    labels, parts = _labels(), path.split(".")
    ends = (".".join(parts[place:]) for place in range(len(parts)))
    return next((labels[end] for end in ends if end in labels), parts[-1])


def figure_text(path: str, value: object) -> str:
    """Return a figure as people read it: ``"430,000円"``, ``"6％"``, ``"なし"``.

    Args:
        path: Where it stands; its last name tells the unit.
        value: As a law file has it, bound.
    """
    return _text(value, path)


@singledispatch
def _text(value: object, path: str) -> str:
    """Tell a section that is whole new or gone, name by name; any other kind as it is."""
    if not is_dataclass(value) or "__str__" in type(value).__dict__:
        return str(value)
    told = [(name, getattr(value, name)) for name in (one.name for one in fields(value))]
    return "、".join(
        f"{parameter_label(f'{path}.{name}')} {_text(one, f'{path}.{name}')}"
        for name, one in told
        if name not in WORDS
    )


@_text.register
def _(_value: None, _path: str) -> str:
    return "なし"


@_text.register
def _(value: bool, _path: str) -> str:  # noqa: FBT001 - a figure of the law
    return "はい" if value else "いいえ"


@_text.register
def _(value: int, path: str) -> str:
    name = path.rpartition(".")[2]
    if name in YEARS:
        return f"{value}{YEARS[name]}"
    return yen_text(value) + _unit(name)


@_text.register
def _(value: Rate, _path: str) -> str:
    return f"{value:%}"


@_text.register
def _(value: date, _path: str) -> str:
    return wareki_text(value)


@_text.register
def _(value: tuple, path: str) -> str:  # type: ignore[type-arg]  # of any figures
    return "、".join(_text(one, path) for one in value)


@_text.register
def _(grid: Grid, _path: str) -> str:
    """Tell each row: up to which income of the spouse, then the amounts by the own income."""
    own = "／".join(f"{limit:,}円以下" for limit in grid.own_up_to)
    rows = [
        f"{row.up_to:,}円以下 {'／'.join(f'{amount:,}円' for amount in row.amounts)}"
        for row in grid.rows
    ]
    return f"本人の所得 {own}：{'、'.join(rows)}" if rows else "なし"


def _unit(name: str) -> str:
    if name.endswith("_age"):
        return "歳"
    return UNITS.get(name, "円")


@cache
def _labels() -> dict[str, str]:
    path = files("juminzei.kernel.wording").joinpath("parameters.toml")
    return {
        f"{section}.{name}" if section != "any" else name: label
        for section, names in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for name, label in names.items()
    }
