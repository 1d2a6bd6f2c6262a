"""The acts that can be on record, as data: ``actions.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from juminzei.platform.audit.results import Result

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of act."""

    name: str
    """What it is called on screens."""
    function: str = ""
    """The function of the policy under which it is permitted; empty where none is needed."""
    views: bool = False
    """Whether it shows an identified person."""
    result: Result = Result.DONE
    """How it ends, unless its record says otherwise."""


@cache
def actions() -> Mapping[str, Action]:
    """Return every kind of act by its key."""
    table = files(__package__).joinpath("actions.toml").read_text(encoding="utf-8")
    return {
        key: Action(
            name=entry["name"],
            function=entry.get("function", ""),
            views=entry.get("views", False),
            result=Result(entry.get("result", Result.DONE)),
        )
        for key, entry in tomllib.loads(table).items()
    }


def action_called(key: str) -> Action:
    """Return the act of that key; one that nobody entered is called by its key."""
    return actions().get(key) or Action(name=key)
