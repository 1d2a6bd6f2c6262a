"""Dates: era, year, month and day in columns of their own, and our own layouts' ISO dates."""

from __future__ import annotations

from datetime import date

from juminzei.base.wareki import Era, era_of, from_era
from juminzei.formats.cells.codec import Cells, Codec, Problem, RefusedError

# 元号 of the report files; the tax agency's XML counts them the other way round.
ERAS = {"1": Era.SHOWA, "2": Era.TAISHO, "3": Era.MEIJI, "4": Era.HEISEI, "5": Era.REIWA}
ERA_CODES = {era: code for code, era in ERAS.items()}
REIWA_BEFORE_FIRST = 2018
HEISEI_BEFORE_FIRST = 1988
LAST_HEISEI_YEAR = 31
YEAR_DIGITS = 2  # months and days have no more
_NO_SUCH_DAY = "実在しない日付"


class EraDate(Codec):
    """元号, 年, 月, 日 of a birth; the fifth cell (context) is the income year's two digits."""

    def __init__(self, *, required: bool, year_base: int) -> None:
        """Count the context's year from ``year_base`` (2018 for 令和)."""
        self.required = required
        self.year_base = year_base

    def read(self, cells: Cells) -> date | None:
        """Return the day, or None where all four cells are blank."""
        if not any(cells[:4]):
            if self.required:
                raise RefusedError(Problem("空欄", "必須の日付が空欄です。"))
            return None
        era = ERAS.get(cells[0])
        if era is None:
            problem = "元号が1昭和・2大正・3明治・4平成・5令和のどれでもありません。"
            raise RefusedError(Problem("区分外", problem))
        day = _day(era, cells[1:4], place=1)
        latest = _income_year(cells[4:], self.year_base)
        if latest is not None and day.year > latest:
            raise RefusedError(Problem("未来の日付", "年分より後の日付です。", place=1))
        return day

    def write(self, value: object) -> Cells:
        """Return era code and two digits each of year, month and day."""
        if not isinstance(value, date):
            return ("", "", "", "")
        era, year = era_of(value)
        return (ERA_CODES[era], f"{year:02d}", f"{value.month:02d}", f"{value.day:02d}")


class ShortDate(Codec):
    """年, 月, 日 without era: the latest such day that is not after the income year (context)."""

    def __init__(self, year_base: int) -> None:
        """Count the context's year from ``year_base`` (2018 for 令和)."""
        self.year_base = year_base

    def read(self, cells: Cells) -> date | None:
        """Return the day, or None where all three cells are blank or zero."""
        if not any(cell.strip("0") for cell in cells[:3]):
            return None
        latest = _income_year(cells[3:], self.year_base)
        reiwa = cells[0].isdigit() and (
            latest is None or REIWA_BEFORE_FIRST + int(cells[0]) <= latest
        )
        return _day(Era.REIWA if reiwa else Era.HEISEI, cells[:3], place=0)

    def write(self, value: object) -> Cells:
        """Return two digits each of year, month and day."""
        if not isinstance(value, date):
            return ("", "", "")
        year = value.year - (
            REIWA_BEFORE_FIRST if value.year > REIWA_BEFORE_FIRST else HEISEI_BEFORE_FIRST
        )
        return (f"{year:02d}", f"{value.month:02d}", f"{value.day:02d}")


class IncomeYear(Codec):
    """年分: two digits of an era's year, read as a year of the common era."""

    def __init__(self, year_base: int) -> None:
        """Count from ``year_base``; 30 and 31 are 平成 in every layout."""
        self.year_base = year_base

    def read(self, cells: Cells) -> int:
        """Return the year."""
        year = _income_year(cells, self.year_base)
        if year is None:
            raise RefusedError(Problem("年分でない", "年分が和暦2桁の数字ではありません。"))
        return year

    def write(self, value: object) -> Cells:
        """Return the two digits of the layout's era."""
        year = int(str(value))
        base = self.year_base if year > self.year_base else HEISEI_BEFORE_FIRST
        return (f"{year - base:02d}",)


class IsoDate(Codec):
    """``2026-01-01``, in our own layouts."""

    def __init__(self, *, required: bool) -> None:
        """Refuse a blank cell where ``required``."""
        self.required = required

    def read(self, cells: Cells) -> date | None:
        """Return the day, or None for a blank cell."""
        text = cells[0]
        if not text:
            if self.required:
                raise RefusedError(Problem("空欄", "必須の日付が空欄です。"))
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            problem = "西暦の「年4桁-月2桁-日2桁」で書いた実在する日付ではありません。"
            raise RefusedError(Problem(_NO_SUCH_DAY, problem))
        return day

    def write(self, value: object) -> Cells:
        """Return the day as ``2026-01-01``."""
        return (value.isoformat() if isinstance(value, date) else "",)


def _day(era: Era, cells: Cells, *, place: int) -> date:
    """Return the day of year, month and day in ``cells``, the first of which is ``place``."""
    wrong = tuple(
        Problem("数字でない", "半角の数字だけで書く項目です。", place=place + offset)
        for offset, cell in enumerate(cells)
        if not (cell.isascii() and cell.isdigit() and len(cell) <= YEAR_DIGITS)
    )
    if wrong:
        raise RefusedError(*wrong)
    try:
        return from_era(era, *map(int, cells))
    except ValueError:
        problem = "暦にない日付です。元号と年月日を確かめてください。"
        raise RefusedError(Problem(_NO_SUCH_DAY, problem, place=place)) from None


def _income_year(cells: Cells, year_base: int) -> int | None:
    """Return the year of the 年分 in ``cells``, or None where there is none to be read."""
    text = cells[0].strip(" ") if cells else ""
    if not (text.isascii() and text.isdigit()) or len(text) > YEAR_DIGITS or int(text) == 0:
        return None
    year = int(text)
    late_heisei = LAST_HEISEI_YEAR - 1 <= year <= LAST_HEISEI_YEAR
    return (HEISEI_BEFORE_FIRST if late_heisei else year_base) + year
