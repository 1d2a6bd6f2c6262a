"""Blanking whatever could be an Individual Number out of text that people see or keep."""

from __future__ import annotations

import re
import unicodedata

from juminzei.base.numbers.individual_number import DIGITS, MASK, IndividualNumber

_PARTING = r"[ 　\-‐‑‒–—―−－ー‐・.．]"
# Digits of any width or script. In raw rows, single signs between any two of them do not help.
_ANYWHERE = re.compile(rf"\d(?:{_PARTING}?\d){{11,}}")
# One digit fewer in a row that is broken: a number may be what is broken in it, and its last
# digit follows from the others.
_NEARLY = re.compile(rf"\d(?:{_PARTING}?\d){{10,}}")
# In words, dates and lots stand beside telephone numbers: only a run, or the 4-4-4 of the card.
_IN_WORDS = re.compile(rf"\d{{12,}}|(?<!\d)\d{{4}}{_PARTING}\d{{4}}{_PARTING}\d{{4}}(?!\d)")
_SIGNS = re.compile(r"\D")


def blank_numbers(text: str) -> str:
    """Return ``text`` with every run of twelve or more digits, parted or not, masked."""
    return _ANYWHERE.sub(MASK, text)


def blank_broken_row(text: str) -> str:
    """Return a raw row with every run of eleven or more digits, parted or not, masked."""
    return _NEARLY.sub(MASK, text)


def blank_numbers_in_words(text: str) -> str:
    """Return ``text`` with every run of twelve or more digits, or 4-4-4 digits, masked."""
    return _IN_WORDS.sub(MASK, text)


def blank_valid_numbers(text: str) -> str:
    """Return ``text`` with every run masked in which twelve digits have a right check digit.

    For what programs say, where other runs of digits are of use: times, keys, addresses.
    """
    return _ANYWHERE.sub(lambda run: MASK if _hides_a_number(run.group()) else run.group(), text)


def _hides_a_number(run: str) -> bool:
    digits = unicodedata.normalize("NFKC", _SIGNS.sub("", run))
    starts = range(len(digits) - DIGITS + 1)
    return any(_may_be_number(digits[start : start + DIGITS]) for start in starts)


def _may_be_number(digits: str) -> bool:
    return not digits.isascii() or IndividualNumber(digits).is_valid


def has_number_in_words(text: str) -> bool:
    """Whether :func:`blank_numbers_in_words` would change ``text``."""
    return _IN_WORDS.search(text) is not None


def numbers_in(text: str) -> tuple[IndividualNumber, ...]:
    """Return every run of exactly twelve digits (thirteen with a zero in front) in words."""
    found: list[IndividualNumber] = []
    for run in _IN_WORDS.findall(text):
        digits = unicodedata.normalize("NFKC", _SIGNS.sub("", run))
        if len(digits) == DIGITS or (len(digits) == DIGITS + 1 and digits[0] == "0"):
            found.append(IndividualNumber(digits))
    return tuple(found)
