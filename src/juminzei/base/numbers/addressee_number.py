"""宛名番号: our own ten digits, the last an ISO 7064 MOD 11,10 check digit."""

from __future__ import annotations

from juminzei.base.numbers.iso_7064 import mod_11_10

BODY_DIGITS = 9
DIGITS = 10
LAST_BODY = 10**BODY_DIGITS - 1


def check_digit(body: int) -> int:
    """Return the ISO 7064 MOD 11,10 check digit of ``body``, written with nine digits.

    Raises:
        ValueError: ``body`` is not from 1 through 999,999,999.
    """
    if not 1 <= body <= LAST_BODY:
        raise ValueError("宛名番号の本体は1から999,999,999までです。")
    return mod_11_10(f"{body:09d}")


def number(body: int) -> int:
    """Return the whole addressee number of ``body``."""
    return body * 10 + check_digit(body)


def text(number: int) -> str:
    """Return ``number`` as it is printed: ten digits, zeros in front."""
    return f"{number:010d}"


def is_valid(number: int) -> bool:
    """Whether the last digit of ``number`` is the check digit of the others."""
    body, last = divmod(number, 10)
    return 1 <= body <= LAST_BODY and check_digit(body) == last
