"""The tables that the city is drawn from: data files beside the code, read once."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

DATA = files("juminzei.synthetic") / "data"


class Word(NamedTuple):
    """A name or a part of one, with its reading in full-width kana."""

    name: str
    kana: str


@cache
def table(name: str) -> dict[str, Any]:
    """Return a TOML file of ``data/``."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


@cache
def rows(name: str) -> list[dict[str, str]]:
    """Return a CSV file of ``data/`` as one dict a line."""
    return list(csv.DictReader((DATA / f"{name}.csv").read_text("utf-8").splitlines()))


def words(name: str, **wanted: str) -> list[Word]:
    """Return the words of a CSV file in the lines whose columns are as ``wanted``."""
    return [
        Word(row["name"], row["kana"])
        for row in rows(name)
        if all(row[column] == value for column, value in wanted.items())
    ]
