"""What a change of the law may say at most, so that no calculation under it can go wrong.

The statutes were read by people; a change is typed by one. With these bounds and
the bounds of the columns no intermediate result leaves int64: a rate of a table
times a share of both bodies times the largest amount stays below 2**63.
"""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

from juminzei.base.money import Rate
from juminzei.kernel.column_kind import MOST_YEN
from juminzei.kernel.law_file import LawError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FINEST = 100_000
"""Largest denominator of a rate: three decimals of a per cent."""
LARGEST_SHARE = 900
"""Largest numerator where a rate is given for both bodies and multiplies another rate."""
FINEST_TOGETHER = 10_000_000
"""Largest common denominator of the rows of one table."""
BODY_KEYS = frozenset({"municipal", "prefectural"})
MAY_BE_NEGATIVE = frozenset({"plus", "up_to", "above"})
BETWEEN = {"grade": (1, 3)}


def refuse_impossible(table: Mapping[str, Any], *, file: str, key: str) -> None:
    """Look at every value of a change; what is of a wrong type is left to the binder.

    Args:
        table: A part of the change, as TOML has it.
        file: What the change is called in complaints.
        key: Where the part stands.

    Raises:
        LawError: A value out of range: which, and what is possible.
    """
    for name, value in table.items():
        _look(value, file, f"{key}.{name}", name)


def _look(value: object, file: str, key: str, name: str) -> None:
    if isinstance(value, dict):
        refuse_impossible(value, file=file, key=key)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            _look(one, file, f"{key}[{place}]", name)
        _refuse_uneven(value, file, key)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int):
        _refuse_amount(value, file, key, name)
    elif isinstance(value, str) and "/" in value:
        _refuse_rate(value, file, key, name)


def _refuse_amount(value: int, file: str, key: str, name: str) -> None:
    least, most = BETWEEN.get(name, (0, MOST_YEN))
    if name in MAY_BE_NEGATIVE:
        least = -MOST_YEN
    elif name.endswith("unit"):
        least = 1
    if not least <= value <= most:
        raise LawError(file, key, f"is {value}; give {least:,} to {most:,}")


def _refuse_rate(value: str, file: str, key: str, name: str) -> None:
    rate = _parsed(value)
    if rate is None:  # no rate: the binder says so, or a text such as a cite takes it
        return
    if rate.numerator > rate.denominator or rate.denominator > FINEST:
        raise LawError(
            file, key, f"is {value}; give a rate of at most 1, in steps of 1/{FINEST:,} or more"
        )
    if name in BODY_KEYS and rate.numerator > LARGEST_SHARE:
        raise LawError(
            file, key, f"is {value}; write it with a numerator of at most {LARGEST_SHARE}"
        )


def _refuse_uneven(rows: Sequence[object], file: str, key: str) -> None:
    """Refuse a quick table (速算表) whose rates have no small common denominator."""
    lines = [row for row in rows if isinstance(row, dict) and "plus" in row]
    texts = [row.get("rate") for row in lines]
    rates = [_parsed(text) for text in texts if isinstance(text, str)]
    together = lcm(*(rate.denominator for rate in rates if rate))
    if together > FINEST_TOGETHER:
        raise LawError(
            file,
            key,
            f"has rates whose common denominator is {together:,}; use the same one in all rows",
        )


def _parsed(text: str) -> Rate | None:
    try:
        return Rate.parse(text)
    except ValueError:
        return None
