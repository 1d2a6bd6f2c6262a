"""Amounts, days and pairs of them as people write them after an option."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.kernel.delinquency import Remission

MOST_YEN = 99_999_999_999


def amount(text: str) -> int:
    """Return yen, 0 or more; commas may part the thousands.

    Raises:
        argparse.ArgumentTypeError: It is no such amount.
    """
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > MOST_YEN:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no amount; give whole yen from 0 to {MOST_YEN:,}"
        )
    return int(digits)


def count(text: str) -> int:
    """Return a small number of people, days or years.

    Raises:
        argparse.ArgumentTypeError: It is no such number.
    """
    if not (text.isascii() and text.isdigit()) or int(text) > 999:  # noqa: PLR2004 - three digits
        raise argparse.ArgumentTypeError(f"{text!r} is no number; give 0 to 999")
    return int(text)


def day(text: str) -> date:
    """Return a date written as ``2026-06-30``.

    Raises:
        argparse.ArgumentTypeError: No such day, or written otherwise.
    """
    try:
        read = date.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.isoformat() != text:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-06-30")
    return read


def payment(text: str) -> tuple[date, int]:
    """Return a payment written as ``2026-08-10=30000``.

    Raises:
        argparse.ArgumentTypeError: It is written otherwise.
    """
    on, _, yen = text.partition("=")
    return day(on), amount(yen)


def remission(text: str) -> Remission:
    """Return days let off, written as ``2026-08-01..2026-09-30=half``.

    Raises:
        argparse.ArgumentTypeError: It is written otherwise.
    """
    from juminzei.kernel.delinquency import Remission, RemissionKind

    days, _, kind = text.partition("=")
    first, _, last = days.partition("..")
    if kind not in list(RemissionKind):
        raise argparse.ArgumentTypeError(
            f"{kind!r} is no remission; give one of {', '.join(RemissionKind)}"
        )
    return Remission(day(first), day(last), RemissionKind(kind))
