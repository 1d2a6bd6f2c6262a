"""Layouts of files, as data: which columns a kind of file has in which years."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layout."""

    number: int
    """From 1."""
    name: str
    type: str
    """K full-width text, N digits, A letters, digits and signs, H half-width kana, U any text."""
    max: int
    """Greatest number of characters; 0 for no limit."""
    required: bool = False
    allowed: tuple[str, ...] = ()
    field: str = ""
    meaning: str = ""
    """How the cell is read into ``field``: amount, count, flag, code, text …"""


@dataclass(frozen=True, slots=True)
class Group:
    """Several columns that make one field, such as the parts of a date."""

    field: str
    meaning: str
    columns: tuple[int, ...]
    context: tuple[int, ...] = ()
    """Columns that must be known to understand these; not written by the group."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All columns of one layout of one kind of file."""

    kind: str
    name: str
    title: str
    official: bool
    """False: our own layout, or our own assumption about one that is not public."""
    valid_from: int
    """First income year it is used for."""
    valid_through: int
    """Last income year; 9999 while in use."""
    charset: str
    form: str
    """What the first column always says."""
    era: str
    """The era of the two digits of 年分."""
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    trailing_allowed: bool

    @property
    def grouped(self) -> frozenset[int]:
        """Numbers of the columns that a group reads."""
        return frozenset(number for group in self.groups for number in group.columns)


@cache
def load(kind: str, name: str) -> Layout:
    """Return the layout ``name`` of files of ``kind``.

    Raises:
        FileNotFoundError: There is no such layout.
    """
    path = files("juminzei.formats") / "layouts" / f"{kind}_{name}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = raw.pop("columns")
    groups = raw.pop("groups", [])
    return Layout(
        **{"valid_through": 9999, "trailing_allowed": False, "era": "令和", **raw},
        columns=tuple(_column(entry) for entry in columns),
        groups=tuple(
            Group(
                field=entry["field"],
                meaning=entry["as"],
                columns=tuple(entry["columns"]),
                context=tuple(entry.get("context", ())),
            )
            for entry in groups
        ),
    )


def _column(entry: dict[str, Any]) -> Column:
    known = {**entry, "meaning": entry.get("as", ""), "allowed": tuple(entry.get("allowed", ()))}
    known.pop("as", None)
    return Column(**known)
