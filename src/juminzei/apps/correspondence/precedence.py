"""Who receives letters before whom, and which taxes there are: data read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from juminzei.apps.correspondence.models import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

ALL = "all"
"""The tax that covers every other."""


class PrecedenceError(ValueError):
    """``precedence.toml`` does not name every kind once."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of the order."""

    kind: Kind
    line: str
    why: str
    law: str
    assumption: bool


@cache
def taxes() -> Mapping[str, str]:
    """Return the taxes by key, in the order of pages, with what they are called."""
    return _read("taxes.toml")


@cache
def ranks() -> Mapping[Kind, Rank]:
    """Return the kinds in the order in which they go before each other."""
    return read_ranks(_read("precedence.toml"))


def read_ranks(table: Mapping[str, Any]) -> Mapping[Kind, Rank]:
    """Return the order that ``table`` gives.

    Raises:
        PrecedenceError: A kind is missing, unknown or named twice.
    """
    entries = table.get("precedence", [])
    named = [entry.get("kind") for entry in entries]
    if sorted(named) != sorted(Kind.values):
        raise PrecedenceError(
            f"precedence.toml：種別は {', '.join(Kind.values)} を一度ずつ書いてください。"
        )
    return {
        Kind(entry["kind"]): Rank(**{**entry, "kind": Kind(entry["kind"])}) for entry in entries
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
