"""Functions: what can be done at all, in which system, and which classes of data are seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.platform.policy.data_class import FOLDER, data_classes
from juminzei.platform.policy.reading import Entry, read

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = FOLDER / "functions.toml"


@dataclass(frozen=True, slots=True)
class Function:
    """One function: its name on screens, its system, and the data seen by carrying it out."""

    key: str
    name: str
    system: str
    data: tuple[str, ...]


@cache
def systems() -> Mapping[str, str]:
    """Return the systems' names by key."""
    listed = Entry(FILE.name, "systems", read(FILE).get("systems"))
    return {key: listed.text(key) for key in listed.keys()}  # noqa: SIM118 - no mapping


@cache
def functions() -> Mapping[str, Function]:
    """Return every function by its key, as they stand in the file.

    Raises:
        juminzei.platform.policy.reading.PolicyError: The file cannot be taken.
    """
    listed = Entry(FILE.name, "functions", read(FILE).get("functions"))
    found = {}
    for key in listed.keys():  # noqa: SIM118 - an entry is no mapping
        entry = Entry(FILE.name, f"functions.{key}", listed.given(key, None))
        system = entry.text("system")
        if system not in systems():
            remedy = f"次のどれかを書いてください：{', '.join(systems())}。"
            raise entry.refused("system", f"{system} という系はありません。", remedy)
        data = entry.names("data", data_classes())
        found[key] = Function(key, entry.text("name"), system, data)
        entry.ended()
    return found
