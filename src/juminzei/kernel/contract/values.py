"""Reading single values of a request strictly: no guess, no conversion."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.money import Rate
from juminzei.kernel.column_kind import MOST_AGE, MOST_YEN
from juminzei.kernel.contract.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LONGEST_SHOWN = 40
FIRST_YEAR, LAST_YEAR = 1868, 2199
"""Days beyond are slips of the pen, and the calendar's own ends would break what counts on."""


def needed(key: str, told: Mapping[str, object]) -> object:
    """Return what an object has for the last name of ``key``.

    Raises:
        ContractError: It is not there.
    """
    name = key.rpartition(".")[2]
    if name not in told:
        raise ContractError(key, "is missing; give it")
    return told[name]


def whole(key: str, value: object, *, least: int = 0, most: int = MOST_YEN) -> int:
    """Return a whole number within its range.

    Raises:
        ContractError: Something else, a fraction, or out of range.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise ContractError(key, f"{_shown(value)} is no whole number; give an integer")
    if value < least:
        what = "negative" if least == 0 else "too small"
        raise ContractError(key, f"{value} is {what}; give {least:,} or more")
    if value > most:
        raise ContractError(key, f"{value} is too large; give at most {most:,}")
    return value


def flag(key: str, value: object) -> bool:
    """Return true or false.

    Raises:
        ContractError: Something else.
    """
    if not isinstance(value, bool):
        raise ContractError(key, f"{_shown(value)} is neither true nor false")
    return value


def age(key: str, value: object) -> int:
    """Return an age in whole years.

    Raises:
        ContractError: No whole number, or nobody's age.
    """
    return whole(key, value, most=MOST_AGE)


def choice(key: str, value: object, known: Collection[str]) -> str:
    """Return one of the ``known`` words.

    Raises:
        ContractError: Another word, or no word.
    """
    if not isinstance(value, str) or value not in known:
        raise ContractError(key, f"{_shown(value)} is unknown; give one of {', '.join(known)}")
    return value


def day(key: str, value: object) -> date:
    """Return a date written as ``2026-01-31``.

    Raises:
        ContractError: No such day, written otherwise, or in no year that matters.
    """
    try:
        read = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None or read.isoformat() != value:
        raise ContractError(key, f"{_shown(value)} is no date; write it as 1981-04-02")
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise ContractError(key, f"{read} is out of range; give {FIRST_YEAR} to {LAST_YEAR}")
    return read


def rate(key: str, value: object) -> Rate:
    """Return a rate written as ``"6/100"``, at most 1.

    Raises:
        ContractError: Written otherwise, or a nonsensical rate.
    """
    if not isinstance(value, str):
        raise ContractError(key, f'{_shown(value)} is no rate; write it as "6/100"')
    try:
        read = Rate.parse(value)
    except ValueError as error:
        raise ContractError(key, str(error)) from None
    if read.fraction > 1 or read.denominator > 10**6:
        raise ContractError(key, f"{value} is out of range; give at most 1, to six decimals")
    return read


def table(key: str, value: object, known: Collection[str]) -> Mapping[str, object]:
    """Return an object that has only ``known`` keys.

    Raises:
        ContractError: Another key, or no object.
    """
    if not isinstance(value, dict):
        raise ContractError(key or "request", f"{_shown(value)} is no object; write {{…}}")
    for name in value:
        if name not in known:
            path = f"{key}.{name}" if key else str(name)
            raise ContractError(path, f"no such key; known here: {', '.join(known)}")
    return value


def _shown(value: object) -> str:
    """Return a value for a message as JSON writes it, never so long that it hides the rest."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
