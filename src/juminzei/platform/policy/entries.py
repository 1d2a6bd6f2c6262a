"""Every way in: pages, commands, jobs and questions of the interface, with what they need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.platform.policy.data_class import FOLDER
from juminzei.platform.policy.function import functions
from juminzei.platform.policy.reading import Entry, read

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = FOLDER / "entries.toml"
KINDS: Mapping[str, str] = {
    "pages": "画面",
    "commands": "コマンド",
    "jobs": "処理",
    "calls": "API",
}
"""Kinds of ways in → their names."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way in: any one of ``functions`` opens it; open to all, it says why."""

    name: str
    functions: tuple[str, ...]
    open_because: str = ""


@cache
def ways_in(kind: str) -> Mapping[str, WayIn]:
    """Return every way in of one kind, by its name.

    Args:
        kind: A key of :data:`KINDS`.

    Raises:
        juminzei.platform.policy.reading.PolicyError: The file cannot be taken.
    """
    content = read(FILE)
    guarded = Entry(FILE.name, kind, content.get(kind))
    known = functions()
    found = {name: WayIn(name, guarded.names(name, known)) for name in guarded.keys()}  # noqa: SIM118 - no mapping
    unguarded = Entry(FILE.name, f"open.{kind}", content.get("open", {}).get(kind, {}))  # type: ignore[attr-defined]  # an entry refuses what is no table
    for name in unguarded.keys():  # noqa: SIM118 - an entry is no mapping
        if name in found:
            raise unguarded.refused(name, "二度あります。", "どちらかを消してください。")
        found[name] = WayIn(name, (), unguarded.text(name))
    for way in found.values():
        if not way.functions and not way.open_because:
            raise guarded.refused(way.name, "機能がありません。", "機能を書いてください。")
    return found
