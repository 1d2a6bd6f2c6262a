"""The figures of the law that a page lets people move: read from a law, put into a change."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from juminzei.base.money import Rate, exact_text
from juminzei.kernel.law_change import Table, merged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.law import Law

PART = re.compile(r"(\w+)(?:\[(\d+)\])?")
UNITS = {"percent": "％", "yen": "円", "grade": "級地"}
DECIMAL = re.compile(r"\d{1,12}(\.\d{1,3})?", re.ASCII)


class LeverError(ValueError):
    """What was given for a lever cannot be taken; the text says what can."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One figure that can be moved, as the law of one year and city has it."""

    path: str
    """Where a change file says it; ``[0]`` picks a row of a table."""
    label: str
    unit: str
    """``percent``, ``yen`` or ``grade``."""
    least: str
    most: str
    step: str
    value: str
    """As the law has it: ``"6"`` for 6/100, ``"430000"``."""

    @property
    def unit_text(self) -> str:
        """Japanese, for behind the figure."""
        return UNITS[self.unit]

    def figure(self, text: str) -> int | str:
        """Return what a change file says for the ``text`` of a field.

        Raises:
            LeverError: It is no number, or outside the bounds.
        """
        given = unicodedata.normalize("NFKC", text).replace(",", "").strip()
        if not DECIMAL.fullmatch(given) or (self.unit != "percent" and "." in given):
            wanted = "数（小数第3位まで）" if self.unit == "percent" else "整数"
            raise LeverError(f"{self.label}は{wanted}で入れてください。")
        if not Fraction(self.least) <= Fraction(given) <= Fraction(self.most):
            raise LeverError(
                f"{self.label}は{_commas(self.least)}から{_commas(self.most)}まで"
                f"{self.unit_text}で入れてください。"
            )
        return f"{given}/100" if self.unit == "percent" else int(given)

    def same(self, text: str) -> bool:
        """Say whether the ``text`` of a field is what the law has."""
        return Fraction(text_of(self.figure(text))) == Fraction(self.value)


def text_of(figure: int | str) -> str:
    """Return a figure of a change file as a field shows it: ``"7/100"`` is ``"7"``."""
    if isinstance(figure, str):
        return exact_text(Rate.parse(figure).fraction * 100)
    return str(figure)


def levers(law: Law) -> list[Lever]:
    """Return what can be moved in ``law``, in the order of the page.

    A figure that the year does not know is left out, and in a designated city (指定都市) the
    prefecture's rate is the one that holds there.
    """
    found = []
    for words in _given():
        path = words["path"].format(grade=law.city.grade.grade)
        if path == "prefecture.income_levy.rate" and law.city.designated_city:
            value = law.prefecture.income_levy.rate
            path = "prefecture.income_levy_in_designated_cities.rate"
        else:
            value = _at(law, path)
        if value is not None:
            label = words["label"].format(grade=law.city.grade.grade)
            told = {**words, "path": path, "label": label}
            found.append(Lever(**told, value=text_of(_plain(value))))
    return found


def change_of(
    moved: Mapping[str, int | str], statutes: Table, besides: Table | None = None
) -> dict[str, Any]:
    """Return the change that moves figures, over a change given ``besides``.

    Args:
        moved: Path of a lever → what a change file says for it.
        statutes: The tables of the year's law by body, for the rows of tables.
        besides: A change of other figures; where both move one, the lever holds.
    """
    change = dict(besides or {})
    for path, figure in moved.items():
        change = merged(change, _nested(path, figure, merged(statutes, change)))
    return change


def without(change: Table, paths: Mapping[str, int | str], statutes: Table) -> dict[str, Any]:
    """Return what a change says besides levers: what is left for a field of text.

    Args:
        change: A change file's tables.
        paths: Path of a lever → what the change makes of it.
        statutes: The tables of the year's law by body.
    """
    left = dict(change)
    for path, figure in paths.items():
        left = _less(left, _nested(path, figure, statutes))
    return left


def _less(table: Table, other: Table) -> dict[str, Any]:
    """Return ``table`` without what ``other`` says alike, and without what that empties."""
    left: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and isinstance(other.get(key), dict):
            if rest := _less(value, other[key]):
                left[key] = rest
        elif key not in other or value != other[key]:
            left[key] = value
    return left


def _nested(path: str, figure: int | str, statutes: Table) -> dict[str, Any]:
    """Return the change that sets one path; for a row, the whole table with that row changed."""
    *parts, last = path.split(".")
    if parts and "[" in parts[-1]:
        name, place = _part(parts.pop())
        rows = [dict(row) for row in _inside(statutes, parts)[name]]
        rows[place][last] = figure
        value: Any = {name: rows}
    else:
        value = {last: figure}
    for part in reversed(parts):
        value = {part: value}
    return dict(value)


def _inside(table: Table, parts: list[str]) -> Any:  # noqa: ANN401 - a table of any depth
    for part in parts:
        table = table[part]
    return table


def _at(law: Law, path: str) -> Any:  # noqa: ANN401 - a figure of the law
    """Return the figure at a path of the bound law, None where the year has none."""
    value: Any = law
    for part in path.split("."):
        name, place = _part(part)
        value = getattr(value, name)
        if "[" in part:
            value = value.rows[place]
        if value is None:
            return None
    return value


def _part(part: str) -> tuple[str, int]:
    match = PART.fullmatch(part)
    if match is None:
        raise ValueError(f"{part!r} is no part of a path")
    return match[1], int(match[2] or 0)


def _plain(value: Rate | int) -> int | str:
    return str(value) if isinstance(value, Rate) else value


def _commas(text: str) -> str:
    return text if "." in text else f"{int(text):,}"


@cache
def _given() -> list[dict[str, str]]:
    path = files("juminzei.kernel.simulation").joinpath("levers.toml")
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["lever"])
