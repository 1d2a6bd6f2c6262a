"""What is within somebody's reach: things of which they may at least know that they are there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from juminzei.platform.policy.data_class import FOLDER
from juminzei.platform.policy.function import functions
from juminzei.platform.policy.reading import Entry, read

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FILE = FOLDER / "entries.toml"


@cache
def seen_by() -> Mapping[str, tuple[str, ...]]:
    """Return for each kind of thing that addresses name which functions show such things.

    Raises:
        juminzei.platform.policy.reading.PolicyError: The file cannot be taken.
    """
    listed = Entry(FILE.name, "things", read(FILE).get("things"))
    return {key: listed.names(key, functions()) for key in listed.keys()}  # noqa: SIM118 - no mapping


def within_reach(named: Collection[str], held: Collection[str]) -> bool:
    """Return whether a refusal may admit that the thing is there.

    Args:
        named: What the address names, such as ``"number"`` for a person.
        held: The functions of whoever asks.
    """
    known = seen_by()
    return all(not set(held).isdisjoint(known.get(key, ())) for key in named)
