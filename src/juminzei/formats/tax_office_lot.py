"""A lot of income tax returns for the tax office (データ引継): files with a list, our own layout.

``list.csv`` names every return of the lot with the SHA-256 of its file; ``returns/`` holds the
files, the e-Tax XML of each. A cancelled return has a line and no file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIST = "list.csv"
COLUMNS = (
    "行",
    "区分",
    "受付番号",
    "年分",
    "提出日",
    "ファイル",
    "SHA-256",
    "前の引継ぎ",
    "前の行",
)
NEW, CORRECTED, CANCELLED = "新規", "訂正", "取消"
KINDS = (NEW, CORRECTED, CANCELLED)
TOTAL = "計"
MOST_LINES = 10_000
ASK_AGAIN = "作成した側に作り直しを依頼してください。"
DIGITS = re.compile(r"[0-9]{1,18}")


class LotError(ValueError):
    """The file is no lot, or not as its list says."""


@dataclass(frozen=True, slots=True)
class LotLine:
    """One return of a lot."""

    line: int
    """From 1."""
    kind: str
    """新規, 訂正 or 取消."""
    number: int
    """The city's own number of the return (受付番号), the same in every lot."""
    income_year: int
    """年分."""
    filed_on: date | None
    """None of a cancelled return."""
    sha256: str = ""
    former_lot: int | None = None
    former_line: int | None = None

    @property
    def file(self) -> str:
        """The name of its file; empty where there is none."""
        return "" if self.kind == CANCELLED else f"returns/{self.line:06d}.xml"


@dataclass(frozen=True, slots=True)
class Lot:
    """What a lot holds."""

    lines: tuple[LotLine, ...]
    files: Mapping[str, bytes]


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def write_list(lines: Sequence[LotLine]) -> bytes:
    """Return the list: a line for each return, the counts at its end."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one) for one in lines)
    writer.writerow(_total(lines))
    return text.getvalue().encode("utf-8-sig")


def write_lot(lines: Sequence[LotLine], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return every file of a lot by name, its list first.

    Args:
        lines: Of the list, in order.
        files: The XML of each line that has one, by name.
    """
    return {LIST: write_list(lines), **files}


def read_lot(files: Mapping[str, bytes]) -> Lot:
    """Return what a lot holds.

    Args:
        files: Every file of it by name.

    Raises:
        LotError: A file is missing, altered or too many, or the counts do not add up.
    """
    if LIST not in files:
        raise LotError(f"{LIST} がありません。{ASK_AGAIN}")
    lines = read_list(files[LIST])
    named = {one.file: one for one in lines if one.file}
    returns = {name: content for name, content in files.items() if name != LIST}
    if set(named) != set(returns):
        wrong = min(set(named) ^ set(returns))
        raise LotError(f"{wrong}: 一覧とファイルが合いません。{ASK_AGAIN}")
    for name, one in named.items():
        if digest_of(returns[name]) != one.sha256:
            raise LotError(f"{name}: 一覧のSHA-256と合いません。{ASK_AGAIN}")
    return Lot(lines, returns)


def read_list(content: bytes) -> tuple[LotLine, ...]:
    """Return the lines of a list.

    Raises:
        LotError: It is not one, or its counts do not add up.
    """
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise LotError(f"{LIST}: 一覧として読めません。{ASK_AGAIN}") from error
    if not rows or tuple(rows[0]) != COLUMNS or len(rows) > MOST_LINES + 2:
        raise LotError(f"{LIST}: 見出しが違うか、行が多すぎます。{ASK_AGAIN}")
    lines = tuple(_line(row, place) for place, row in enumerate(rows[1:-1], start=1))
    if rows[-1] != _total(lines):
        raise LotError(f"{LIST}: 計が行と合いません。{ASK_AGAIN}")
    return lines


def _cells(one: LotLine) -> list[str]:
    return [
        str(one.line),
        one.kind,
        str(one.number),
        str(one.income_year),
        one.filed_on.isoformat() if one.filed_on else "",
        one.file,
        one.sha256,
        "" if one.former_lot is None else str(one.former_lot),
        "" if one.former_line is None else str(one.former_line),
    ]


def _total(lines: Sequence[LotLine]) -> list[str]:
    counts = [f"{kind} {sum(one.kind == kind for one in lines)}" for kind in KINDS]
    return [TOTAL, str(len(lines)), *counts]


def _line(row: Sequence[str], place: int) -> LotLine:
    try:
        line, kind, number, year, filed, _, digest, lot, former = row
        told = LotLine(
            line=_whole(line),
            kind=kind,
            number=_whole(number),
            income_year=_whole(year),
            filed_on=date.fromisoformat(filed) if filed else None,
            sha256=digest,
            former_lot=_whole(lot) if lot else None,
            former_line=_whole(former) if former else None,
        )
    except ValueError as error:
        raise LotError(f"{LIST}: {place}行目を読めません。{ASK_AGAIN}") from error
    right = told.line == place and kind in KINDS and _cells(told) == list(row)
    refers = (told.former_lot is None) == (kind == NEW) == (told.former_line is None)
    if not right or not refers or bool(digest) != bool(told.file):
        raise LotError(f"{LIST}: {place}行目の値が正しくありません。{ASK_AGAIN}")
    return told


def _whole(text: str) -> int:
    if not DIGITS.fullmatch(text):
        raise ValueError(text)
    return int(text)
