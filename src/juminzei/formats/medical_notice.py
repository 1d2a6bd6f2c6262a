"""医療費通知情報 from マイナポータル (CSV): who was treated where, for how much.

The layout is known from public tools that read such files, not from a specification: two
titles, a blank line, ``項目名,内容``, then pairs; a name alone begins a group, and in the
group of details the first name of the group begins the next line of the notice.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.wareki import Era, from_era
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.formats.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "医療費通知情報"
HEADS = ["項目名", "内容"]
PERSON, NAME = "資格情報", "氏名"
DETAILS = "医療費情報明細"
MONTH, KIND, CLINIC, PAID = "診療年月", "診療区分", "医療機関等名称", "窓口相当負担額（円）"
NEEDED = (MONTH, CLINIC, PAID)
MOST_LINES = 20_000
LONGEST_WORDS = 60
_AMOUNT = re.compile(r"\d{1,3}(,\d{3})*|\d{1,9}")
_MONTH = re.compile(r"(令和|平成)?(\d{1,4}|元)[年/-](\d{1,2})月?")
ERAS = {"令和": Era.REIWA, "平成": Era.HEISEI}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What one clinic was paid for one month of treatment."""

    year: int
    month: int
    clinic: str
    paid: int
    """At the window, yen."""


@dataclass(frozen=True, slots=True)
class MedicalNotice:
    """One person's notice."""

    patient: str
    lines: tuple[NoticeLine, ...]

    def paid_in(self, year: int) -> dict[str, int]:
        """Return what was paid for treatment of a year by clinic, yen, as the details ask."""
        sums: Counter[str] = Counter()
        for line in self.lines:
            if line.year == year and line.paid:
                sums[line.clinic] += line.paid
        return dict(sums)

    def outside(self, year: int) -> int:
        """Return how many lines are of other years."""
        return sum(line.year != year for line in self.lines)


def read_medical_notice(text: str) -> MedicalNotice:
    """Return a notice.

    Raises:
        FormatError: It is no such file, or a line of it cannot be read.
    """
    groups = _groups(text)
    patients = [pairs[NAME] for _, pairs in groups.get(PERSON, []) if pairs.get(NAME)]
    if not patients:
        raise FormatError(problem="受診した人の氏名（資格情報）がありません。", remedy=ANOTHER)
    lines = tuple(_line(row, pairs) for row, pairs in groups.get(DETAILS, []))
    return MedicalNotice(_words(patients[0]), lines)


ANOTHER = "マイナポータルの「わたしの情報」で取得した医療費通知情報のCSVを選んでください。"
Pairs = dict[str, str]


def _groups(text: str) -> dict[str, list[tuple[int, Pairs]]]:
    """Return the groups by name, each line with the number of the row where it begins."""
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise FormatError(problem="CSVとして読めません。", remedy=ANOTHER) from error
    titles = [row[0].strip() for row in rows[:2] if row]
    head = next((at for at, row in enumerate(rows[:8]) if row[:2] == HEADS), None)
    if TITLE not in titles or head is None:
        raise FormatError(problem="医療費通知情報のファイルではありません。", remedy=ANOTHER)
    if len(rows) > MOST_LINES:
        raise FormatError(problem=f"行が多すぎます（上限{MOST_LINES:,}行）。", remedy=ANOTHER)
    groups: dict[str, list[tuple[int, Pairs]]] = {}
    for name, row, pairs in _parted(rows, head + 1):
        groups.setdefault(name, []).append((row, pairs))
    return groups


def _parted(rows: list[list[str]], first: int) -> Iterator[tuple[str, int, Pairs]]:
    """Yield the lines of groups: what stands before the first of them is left out."""
    group, begins, pairs, began = "", "", Pairs(), 0
    for at, row in enumerate(rows[first:], first + 1):
        if not any(cell.strip() for cell in row):
            continue
        name = row[0].strip()
        alone = len(row) == 1 or not any(cell.strip() for cell in row[1:])
        if alone and name in {PERSON, DETAILS}:
            if pairs:
                yield group, began, pairs
            group, begins, pairs = name, "", Pairs()
            continue
        if not group:
            continue
        if name == begins and pairs:
            yield group, began, pairs
            pairs = Pairs()
        if not pairs:
            begins, began = name, at
        pairs[name] = _joined(row[1:])
    if pairs:
        yield group, began, pairs


def _joined(cells: list[str]) -> str:
    """Return what stands in a line: 1,200 without quotation marks is two cells."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return ",".join(cells).strip()


def _line(row: int, pairs: Pairs) -> NoticeLine:
    missing = [name for name in NEEDED if not pairs.get(name)]
    if missing:
        raise FormatError(
            problem=f"明細に{'・'.join(missing)}がありません。", remedy=ANOTHER, row=row
        )
    year, month = _month(pairs[MONTH], row)
    plain = unicodedata.normalize("NFKC", pairs[PAID])
    if not _AMOUNT.fullmatch(plain):
        raise FormatError(problem=f"{PAID}が金額ではありません。", remedy=ANOTHER, row=row)
    return NoticeLine(year, month, _words(pairs[CLINIC]), int(plain.replace(",", "")))


def _month(text: str, row: int) -> tuple[int, int]:
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text))
    if found:
        era, year, month = found[1], 1 if found[2] == "元" else int(found[2]), int(found[3])
        try:
            day = from_era(ERAS[era], year, month, 1) if era else date(year, month, 1)
        except ValueError:
            day = None
        if day is not None:
            return day.year, day.month
    raise FormatError(problem=f"{MONTH}が年月ではありません。", remedy=ANOTHER, row=row)


def _words(text: str) -> str:
    return blank_numbers_in_words(" ".join(text.split()))[:LONGEST_WORDS]
