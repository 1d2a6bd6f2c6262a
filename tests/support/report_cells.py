"""Rows of report files put together cell by cell, as senders' programs write them.

Nothing here uses the code under test: columns are given by their number in the published
layout. Individual Numbers are made up and get their check digit here.
"""

from __future__ import annotations

from collections.abc import Mapping

Cells = Mapping[int, str]

WAGE_REQUIRED: Cells = {
    1: "315",
    4: "埼玉県加須市三俣２－１－１",
    5: "株式会社加須製作所",
    10: "0",
    11: "07",
    12: "加須市大門町１－２",
    14: "山田　太郎",
    44: "1",
    45: "55",
    46: "04",
    47: "02",
}
WAGE_144: Cells = {**WAGE_REQUIRED, 137: "ﾔﾏﾀﾞ ﾀﾛｳ", 139: "112101", 144: "2"}
WAGE_98: Cells = {**WAGE_REQUIRED, 11: "26", 95: "ﾔﾏﾀﾞ ﾀﾛｳ", 97: "112101"}

PENSION_REQUIRED: Cells = {
    1: "331",
    4: "東京都杉並区高井戸西３－５－２４",
    5: "日本年金機構",
    10: "0",
    11: "07",
    12: "加須市大門町１－２",
    14: "山田　太郎",
    15: "1",
    16: "20",
    17: "04",
    18: "02",
}
PENSION_49: Cells = {**PENSION_REQUIRED, 11: "26", 46: "ﾔﾏﾀﾞ ﾀﾛｳ", 48: "112101"}
PENSION_71: Cells = {**PENSION_REQUIRED, 52: "ﾔﾏﾀﾞ ﾀﾛｳ"}
PENSION_75: Cells = {**PENSION_REQUIRED, 72: "ﾔﾏﾀﾞ ﾀﾛｳ", 74: "112101"}


def cells(width: int, base: Cells, changed: Cells | None = None) -> list[str]:
    """Return ``width`` cells: those of ``base``, then those ``changed``, the others blank."""
    told = {**base, **(changed or {})}
    return [told.get(number, "") for number in range(1, width + 1)]


def wage_row(changed: Cells | None = None) -> str:
    """Return a row of 144 columns without its line end."""
    return ",".join(cells(144, WAGE_144, changed))


def file_of(*rows: str, charset: str = "cp932") -> bytes:
    """Return ``rows`` as a file, each line ended by CR LF."""
    return "".join(f"{row}\r\n" for row in rows).encode(charset)


def wage_file(*changes: Cells, charset: str = "cp932") -> bytes:
    """Return a file with one row of 144 columns for each of ``changes``."""
    return file_of(*map(wage_row, changes), charset=charset)


def made_up_number(first_eleven: str) -> str:
    """Return ``first_eleven`` digits and their check digit, reckoned as the ordinance says it.

    番号法施行令8条 and its ministerial ordinance: n counts from the right, Q is n + 1 up to the
    sixth digit and n - 5 after it; eleven less the remainder, 0 for remainders 0 and 1.
    """
    total = sum(
        int(digit) * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(first_eleven[::-1], 1)
    )
    remainder = total % 11
    return f"{first_eleven}{0 if remainder <= 1 else 11 - remainder}"
