"""Japanese eras (和暦): reading and writing dates as notices and reports do."""

from __future__ import annotations

from datetime import date
from enum import Enum


class Era(Enum):
    """An era, with its name, its letter and the first day that bears its name."""

    MEIJI = ("明治", "M", date(1868, 1, 25))
    TAISHO = ("大正", "T", date(1912, 7, 30))
    SHOWA = ("昭和", "S", date(1926, 12, 25))
    HEISEI = ("平成", "H", date(1989, 1, 8))
    REIWA = ("令和", "R", date(2019, 5, 1))

    def __init__(self, label: str, letter: str, first_day: date) -> None:
        self.label = label
        self.letter = letter
        self.first_day = first_day


def era_of(day: date) -> tuple[Era, int]:
    """Return the era of ``day`` and the year in it.

    Raises:
        ValueError: The day lies before 明治.
    """
    for era in reversed(Era):
        if day >= era.first_day:
            return era, day.year - era.first_day.year + 1
    raise ValueError(
        f"{day.isoformat()} は明治より前のため、和暦で表せません。日付を確かめてください。"
    )


def from_era(era: Era, year: int, month: int, day: int) -> date:
    """Return the day that a report writes as era, year, month and day.

    A date that lies just outside its era is taken as meant: forms printed before a
    change of era are used after it (平成31年12月 is December 2019).

    Raises:
        ValueError: No such day, or a year that the era never came near.
    """
    last = _last_year(era)
    if not 1 <= year <= last:
        raise ValueError(
            f"{era.label}{year}年は存在しません。1年から{last}年までで書いてください。"
        )
    try:
        return date(era.first_day.year + year - 1, month, day)
    except ValueError:
        raise ValueError(
            f"{era.label}{year}年{month}月{day}日という日はありません。月と日を確かめてください。"
        ) from None


def wareki_text(day: date) -> str:
    """Return ``"令和8年6月30日"``; the first year of an era is 元年."""
    era, year = era_of(day)
    return f"{era.label}{_year_text(year)}年{day.month}月{day.day}日"


def tax_year_text(tax_year: int) -> str:
    """Return ``"令和8年度"``, by the era at the end of its calendar year."""
    return f"{year_text(tax_year)}度"


def year_text(year: int) -> str:
    """Return ``"令和8年"``, by the era at the end of the calendar year."""
    era, of_era = era_of(date(year, 12, 31))
    return f"{era.label}{_year_text(of_era)}年"


def _year_text(year: int) -> str:
    return "元" if year == 1 else str(year)


def _last_year(era: Era) -> int:
    """Return the last year of an era that documents write, the year of the change included."""
    later = [other for other in Era if other.first_day > era.first_day]
    return min(other.first_day.year for other in later) - era.first_day.year + 1 if later else 99
