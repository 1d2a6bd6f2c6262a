"""The convenience-store bar code of a payment slip (GS1-128, 44 digits).

Layout: GS1 事業者コード等によるコンビニ収納代行の標準; AI 91, then the digits of
:class:`StoreCode` in the order of its fields, then a check digit. Shops take up to
:data:`SHOP_LIMIT` yen a slip. The symbol is Start C, FNC1, the digits in pairs, the
modulo-103 sign and Stop.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

APPLICATION_IDENTIFIER = "91"
DIGITS = 44
SHOP_LIMIT = 300_000
"""The most that a shop takes on one slip, yen (above it a revenue stamp and cash rules apply)."""

START_C, FNC1, STOP = 105, 102, 106

_CENTURY = 2000
_TABLE = """
11011001100 11001101100 11001100110 10010011000 10010001100 10001001100 10011001000
10011000100 10001100100 11001001000 11001000100 11000100100 10110011100 10011011100
10011001110 10111001100 10011101100 10011100110 11001110010 11001011100 11001001110
11011100100 11001110100 11101101110 11101001100 11100101100 11100100110 11101100100
11100110100 11100110010 11011011000 11011000110 11000110110 10100011000 10001011000
10001000110 10110001000 10001101000 10001100010 11010001000 11000101000 11000100010
10110111000 10110001110 10001101110 10111011000 10111000110 10001110110 11101110110
11010001110 11000101110 11011101000 11011100010 11011101110 11101011000 11101000110
11100010110 11101101000 11101100010 11100011010 11101111010 11001000010 11110001010
10100110000 10100001100 10010110000 10010000110 10000101100 10000100110 10110010000
10110000100 10011010000 10011000010 10000110100 10000110010 11000010010 11001010000
11110111010 11000010100 10001111010 10100111100 10010111100 10010011110 10111100100
10011110100 10011110010 11110100100 11110010100 11110010010 11011011110 11011110110
11110110110 10101111000 10100011110 10001011110 10111101000 10111100010 11110101000
11110100010 10111011110 10111101110 11101011110 11110101110 11010000100 11010010000
11010011100 1100011101011
"""
_PATTERNS = tuple(_TABLE.split())


class StoreCodeError(ValueError):
    """A slip cannot carry, or a scanner cannot have read, such a bar code."""


@dataclass(frozen=True, slots=True)
class StoreCode:
    """What the bar code says.

    ``issuer`` is the company code of the collecting agency (6 digits), ``reference``
    the free field (21 digits), ``reissue`` 0 for the first print, ``due_on`` the last
    day on which shops take the slip (None: no limit), ``stamp`` the revenue-stamp flag
    (0 for taxes), ``amount`` yen.
    """

    issuer: str
    reference: str
    reissue: int
    due_on: date | None
    stamp: int
    amount: int


def check_digit(digits: str) -> int:
    """Return the modulo-10 check digit of ``digits``, weights 3, 1, 3, … from the right."""
    weighted = sum(int(d) * (3, 1)[i % 2] for i, d in enumerate(reversed(digits)))
    return -weighted % 10


def encode(code: StoreCode) -> str:
    """Return the 44 digits of ``code``.

    Raises:
        StoreCodeError: The amount is nought or above what shops take, or a field has
            not the width or the signs that the layout gives it.
    """
    if not 0 < code.amount <= SHOP_LIMIT:
        raise StoreCodeError(
            f"コンビニ用バーコードは1円から{SHOP_LIMIT:,}円までです（{code.amount:,}円）。"
            "この納付書は金融機関の窓口かeL-QRで納めるものとして印刷してください。"
        )
    due = "999999" if code.due_on is None else f"{code.due_on:%y%m%d}"
    parts = (
        (APPLICATION_IDENTIFIER, 2),
        (code.issuer, 6),
        (code.reference, 21),
        (str(code.reissue), 1),
        (due, 6),
        (str(code.stamp), 1),
        (f"{code.amount:06d}", 6),
    )
    for text, width in parts:
        if len(text) != width or not (text.isascii() and text.isdigit()):
            raise StoreCodeError(
                f"バーコードの項目は数字{width}桁です（{text!r}）。"
                "収納の設定（企業コード・自由使用欄）を確認してください。"
            )
    body = "".join(text for text, _ in parts)
    return body + str(check_digit(body))


def decode(digits: str) -> StoreCode:
    """Return what 44 scanned ``digits`` say.

    Raises:
        StoreCodeError: The length, the signs, the identifier or the check digit is wrong.
    """
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise StoreCodeError(f"バーコードは数字{DIGITS}桁です。読み取り直してください。")
    if not digits.startswith(APPLICATION_IDENTIFIER):
        raise StoreCodeError("収納用のバーコード（識別子91）ではありません。")
    if check_digit(digits[:-1]) != int(digits[-1]):
        raise StoreCodeError("バーコードの検査数字が合いません。読み取り直してください。")
    return StoreCode(
        issuer=digits[2:8],
        reference=digits[8:29],
        reissue=int(digits[29]),
        due_on=_due_on(digits[30:36]),
        stamp=int(digits[36]),
        amount=int(digits[37:43]),
    )


def _due_on(text: str) -> date | None:
    if text == "999999":
        return None
    try:
        return date(_CENTURY + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        raise StoreCodeError(
            "バーコードの支払期限が日付ではありません。読み取り直してください。"
        ) from None


def human_readable(digits: str) -> str:
    """Return ``digits`` as printed under the bars, ``(91)912345-…-0-270630-0-012300-1``."""
    cuts = (2, 8, 29, 30, 36, 37, 43, 44)
    parts = [digits[a:b] for a, b in itertools.pairwise(cuts)]
    return f"({digits[:2]})" + "-".join(parts)


def modules(digits: str) -> str:
    """Return the symbol of ``digits`` as one sign a module: ``1`` is a bar, ``0`` a space.

    Args:
        digits: An even number of digits, such as the 44 of :func:`encode`.
    """
    pairs = [int(digits[i : i + 2]) for i in range(0, len(digits), 2)]
    values = [START_C, FNC1, *pairs]
    sign = (START_C + sum(i * v for i, v in enumerate(values[1:], start=1))) % 103
    return "".join(_PATTERNS[v] for v in (*values, sign, STOP))
