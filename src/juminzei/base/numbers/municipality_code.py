"""全国地方公共団体コード: five digits of prefecture and municipality, and a check digit."""

from __future__ import annotations

BODY_DIGITS = 5
DIGITS = 6
WEIGHTS = (6, 5, 4, 3, 2)
MODULUS = 11


def check_digit(body: str) -> int:
    """Return the sixth digit of the five digits ``body`` (11210 加須市 → 1).

    Raises:
        ValueError: ``body`` is not five digits.
    """
    if len(body) != BODY_DIGITS or not (body.isascii() and body.isdigit()):
        raise ValueError(f"市町村コードは検査数字を除いて数字5桁です（{len(body)}文字）。")
    weighted = sum(map(int.__mul__, map(int, body), WEIGHTS))
    if weighted < MODULUS:
        return (MODULUS - weighted) % 10
    return (MODULUS - weighted % MODULUS) % 10


def is_valid(text: str) -> bool:
    """Whether ``text`` is six digits of which the last is the check digit."""
    if len(text) != DIGITS or not (text.isascii() and text.isdigit()):
        return False
    return check_digit(text[:BODY_DIGITS]) == int(text[BODY_DIGITS])


def six_digits(text: str) -> str:
    """Return a code of five (JIS X 0402) or six digits with its check digit.

    Raises:
        ValueError: ``text`` is neither, or its check digit is wrong.
    """
    if len(text) == BODY_DIGITS:
        return f"{text}{check_digit(text)}"
    if not is_valid(text):
        raise ValueError("市町村コードは、5桁または検査数字を含む6桁の数字です。")
    return text
