"""What the city's assessment promises about acquiring and using numbers, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.platform.policy.data_class import FOLDER
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.policy.reading import Entry, PolicyError, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE = FOLDER / "controls.toml"

CHAPTERS: Mapping[str, str] = {
    "R-2.3": "Ⅱ-3　特定個人情報の入手・使用",
    "R-3.2": "Ⅲ-2　特定個人情報の入手",
    "R-3.3": "Ⅲ-3　特定個人情報の使用",
}
"""How the numbers of a chapter begin → what the assessment calls it."""

STATES: Mapping[str, str] = {
    "built": "仕組みで実施",
    "part": "一部",
    "later": "未対応",
    "city": "市が実施",
}
"""How far a promise is kept here → its name on the page."""


@dataclass(frozen=True, slots=True)
class Control:
    """One promise.

    ``pages`` are screens that show it, ``tests`` files of the repository that fail when it
    does not hold.
    """

    number: str
    says: str
    how: str
    state: str
    pages: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def chapter(self) -> str:
        """The chapter's key in :data:`CHAPTERS`."""
        return self.number.rpartition(".")[0]


@cache
def controls() -> Sequence[Control]:
    """Return every promise, in the order of the assessment.

    Raises:
        PolicyError: The file cannot be taken.
    """
    listed = read(FILE).get("controls")
    if not isinstance(listed, list):
        raise PolicyError(f"{FILE.name} の controls：ありません。[[controls]] と書いてください。")
    return [
        _control(Entry(FILE.name, f"controls[{place}]", values))
        for place, values in enumerate(listed, 1)
    ]


def counts(chapter: str) -> Mapping[str, int]:
    """Return how many promises of a chapter are kept how far, by the state's name."""
    states = [one.state for one in controls() if one.chapter == chapter]
    return {name: states.count(key) for key, name in STATES.items()}


def _control(entry: Entry) -> Control:
    made = Control(
        number=entry.text("id"),
        says=entry.text("says"),
        how=entry.text("how"),
        state=entry.text("state"),
        pages=entry.names("pages", ways_in("pages"), []),
        tests=entry.names("tests", None, []),
    )
    if made.chapter not in CHAPTERS:
        raise entry.refused("id", "章がありません。", f"{', '.join(CHAPTERS)} で始めてください。")
    if made.state not in STATES:
        remedy = f"{', '.join(STATES)} から選んでください。"
        raise entry.refused("state", "知らない状態です。", remedy)
    entry.ended()
    return made
