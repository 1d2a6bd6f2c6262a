"""The classes of data (データ区分) and the seven files, as the city's assessment names them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.platform.policy.reading import Entry, read

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
USES: Mapping[str, str] = {
    "list": "一覧",
    "search": "検索",
    "print": "印刷",
    "export": "書出し",
    "log": "ログ",
}
"""What data may be used for → its name on pages."""


@dataclass(frozen=True, slots=True)
class DataClass:
    """One class: what belongs to it, and what its data may be used for."""

    key: str
    name: str
    meaning: str
    uses: tuple[str, ...]


@cache
def data_classes() -> Mapping[str, DataClass]:
    """Return every class by its key, the most guarded first.

    Raises:
        juminzei.platform.policy.reading.PolicyError: The file cannot be taken.
    """
    file = FOLDER / "classes.toml"
    listed = Entry(file.name, "classes", read(file).get("classes"))
    found = {}
    for key in listed.keys():  # noqa: SIM118 - an entry is no mapping
        entry = Entry(file.name, f"classes.{key}", listed.given(key, None))
        found[key] = DataClass(
            key, entry.text("name"), entry.text("meaning"), entry.names("uses", USES)
        )
        entry.ended()
    return found


@cache
def file_names() -> Mapping[int, str]:
    """Return the seven files by their number."""
    file = FOLDER / "classes.toml"
    listed = Entry(file.name, "files", read(file).get("files"))
    return {int(key): listed.text(key) for key in listed.keys()}  # noqa: SIM118 - the same
