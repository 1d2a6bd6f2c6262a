"""Blanking whatever could be an Individual Number out of text that people see or keep."""

from __future__ import annotations

import re
import unicodedata

from juminzei.base.numbers.individual_number import DIGITS, MASK, IndividualNumber

# Digits of any width or script, in one run or parted by single signs as people write them.
_RUN = re.compile(r"\d(?:[ 　\-‐‑‒–—―−－ー‐・.．]?\d){11,}")
_SIGNS = re.compile(r"\D")


def blank_numbers(text: str) -> str:
    """Return ``text`` with every run of twelve or more digits replaced by a mask."""
    return _RUN.sub(MASK, text)


def has_number(text: str) -> bool:
    """Whether :func:`blank_numbers` would change ``text``."""
    return _RUN.search(text) is not None


def numbers_in(text: str) -> tuple[IndividualNumber, ...]:
    """Return every run of exactly twelve digits (thirteen with a zero in front)."""
    found: list[IndividualNumber] = []
    for run in _RUN.findall(text):
        digits = unicodedata.normalize("NFKC", _SIGNS.sub("", run))
        if len(digits) == DIGITS or (len(digits) == DIGITS + 1 and digits[0] == "0"):
            found.append(IndividualNumber(digits))
    return tuple(found)
