"""法人番号: thirteen digits, the first of which checks the others."""

from __future__ import annotations

from juminzei.base.citation import cites

DIGITS = 13


@cites("法人番号の指定等に関する省令2条")
def check_digit(body: str) -> int:
    """Return the digit that stands before the twelve digits of ``body`` (基礎番号).

    Raises:
        ValueError: ``body`` is not twelve digits.
    """
    if len(body) != DIGITS - 1 or not (body.isascii() and body.isdigit()):
        raise ValueError(f"法人番号の基礎番号は数字12桁です（{len(body)}文字）。")
    from_the_right = [int(digit) for digit in reversed(body)]
    weighted = sum(from_the_right[0::2]) + 2 * sum(from_the_right[1::2])
    return 9 - weighted % 9


def is_valid(text: str) -> bool:
    """Whether ``text`` is thirteen digits that begin with their check digit."""
    if len(text) != DIGITS or not (text.isascii() and text.isdigit()):
        return False
    return check_digit(text[1:]) == int(text[0])
