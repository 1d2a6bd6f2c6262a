"""The systems that have addressees, and what each may ask: ``systems.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from juminzei.base.numbers import individual_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TAX = "tax"
"""The system whose addressees this installation keeps itself."""

QUESTIONS = ("number", "find", "basic")


class SystemsError(ValueError):
    """``systems.toml`` cannot be taken; the text names the entry."""


@dataclass(frozen=True, slots=True)
class System:
    """One system from its first through its last day."""

    code: str
    name: str
    client: str
    digits: int
    individual_number: bool
    valid_from: date
    valid_until: date | None = None
    may: list[str] = field(default_factory=list)

    def holds(self, on: date) -> bool:
        """Return whether the entry is in force on the day ``on``."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def local(self, digits: str) -> str:
        """Return an addressee number of this system as it is kept: fifteen digits."""
        return digits.zfill(15)


@cache
def entries() -> tuple[System, ...]:
    """Return every entry, also those that ended.

    Raises:
        SystemsError: The file cannot be taken.
    """
    return read_systems(files(__package__).joinpath("systems.toml").read_text(encoding="utf-8"))


def systems(on: date) -> Mapping[str, System]:
    """Return the systems of a day by their codes."""
    return {one.code: one for one in entries() if one.holds(on)}


def system_names() -> Mapping[str, str]:
    """Return what each system is called, also those that ended."""
    return {one.code: one.name for one in entries()}


def read_systems(text: str) -> tuple[System, ...]:
    """Read the entries in ``text``.

    Raises:
        SystemsError: A key is missing or unknown, a question is unknown, or local numbers
            would look like Individual Numbers.
    """
    found = []
    for place, entry in enumerate(tomllib.loads(text).get("systems", []), 1):
        try:
            one = System(**entry)
        except TypeError:
            raise SystemsError(
                f"systems.toml の {place} 番目：項目が足りないか、余っています。"
            ) from None
        if set(one.may) - set(QUESTIONS):
            raise SystemsError(f"systems.toml の {one.code}：may に知らない照会があります。")
        if one.digits == individual_number.DIGITS or not 1 <= one.digits <= 15:  # noqa: PLR2004 - 15 digits hold every local number
            raise SystemsError(
                f"systems.toml の {one.code}：digits は個人番号と同じ12桁にできません。"
                "12以外の1から15までを書いてください。"
            )
        found.append(one)
    return tuple(found)
