"""Days of which not all is known (不詳日), or that no calendar of today has.

Such a day is kept as it was written, beside a day to sort by: the first day that it can
have been, none before 明治. A day that its month does not have (2月30日, or the thirtieth
of a month by the calendar in use until 1872) is sorted as the last day of that month.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from juminzei.base.wareki import Era

_ERAS = {name: era.first_day.year for era in Era for name in (era.label, era.letter)}
_ERAS |= {"慶応": 1865, "元治": 1864, "文久": 1861, "万延": 1860, "安政": 1855}
_EARLIEST_YEAR = 1800
_YEAR = rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<in_era>元|\d{{1,2}})|(?P<year>\d{{4}}))"
_UNKNOWN = r"(?:不詳|不明)"
_WRITTEN = re.compile(
    rf"(?:旧暦)?{_YEAR}[年.\-/]?"
    r"(?:(?P<month>\d{1,2})[月.\-/]?"
    r"(?:(?P<day>\d{1,2})日?|(?P<third>[上中下]旬))?)?"
    rf"(?P<rest>(?:月日|日)?{_UNKNOWN}|頃|ころ|ごろ)?"
)
_NOTHING_KNOWN = re.compile(rf"(?:生年月日|年月日|生年月|年月|年)?{_UNKNOWN}")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_THIRDS = {"上旬": 1, "中旬": 11, "下旬": 21}
_OUR_CALENDAR = date(1873, 1, 1)
"""The first day that Japan counted as we do."""
_MONTHS = 12
_LONGEST_MONTH = 31


class NotADayError(ValueError):
    """The text says no day and does not say that the day is unknown."""


@dataclass(frozen=True, slots=True)
class UncertainDay:
    """A day as written and the day to sort by, none where not even the year is known."""

    text: str
    sort_on: date | None
    exact: bool
    """Whether everything is known, and the day one of our calendar."""


def read_uncertain_day(text: str) -> UncertainDay:
    """Read 昭和55年4月1日, S55.4.1, 1980-04-01, 昭和20年頃, 昭和20年5月日不詳, 年月日不詳, 2月30日.

    Raises:
        NotADayError: It is none of these.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if _NOTHING_KNOWN.fullmatch(plain):
        return UncertainDay(text.strip(), None, exact=False)
    match = _COMPACT.fullmatch(plain) or _WRITTEN.fullmatch(plain)
    if match is None:
        raise NotADayError(
            "日付として読めません。昭和55年4月1日、S55.4.1、1980-04-01、"
            "昭和20年頃、昭和20年5月日不詳、年月日不詳 のように入れてください。"
        )
    found = match.groupdict()
    month, day = int(found["month"] or 1), int(found["day"] or 1)
    if found.get("third"):
        day = _THIRDS[found["third"]]
    if not (1 <= month <= _MONTHS and 1 <= day <= _LONGEST_MONTH):
        raise NotADayError("月は1から12、日は1から31までです。日付を確かめてください。")
    year = _year_of(found)
    there_is = day <= calendar.monthrange(year, month)[1]
    sort_on = date(year, month, min(day, calendar.monthrange(year, month)[1]))
    if sort_on < Era.MEIJI.first_day:
        return UncertainDay(text.strip(), None, exact=False)
    known = bool(found["day"]) and not found.get("rest") and not plain.startswith("旧暦")
    return UncertainDay(
        text.strip(), sort_on, exact=known and there_is and sort_on >= _OUR_CALENDAR
    )


def _year_of(found: dict[str, str | None]) -> int:
    """Return the year of the common era.

    Raises:
        NotADayError: There is no such year.
    """
    if found.get("era"):
        in_era = 1 if found["in_era"] == "元" else int(found["in_era"] or 0)
        year = _ERAS[str(found["era"])] + in_era - 1
    else:
        in_era, year = 1, int(found["year"] or 0)
    if in_era < 1 or year < _EARLIEST_YEAR:
        raise NotADayError("そのような年はありません。日付を確かめてください。")
    return year


def unless_exact(text: str) -> str:
    """Return ``text`` if it says less than a day of our calendar, or cannot be read; else nothing.

    What is left to show where the day to sort by would claim to know too much.
    """
    try:
        return "" if not text or read_uncertain_day(text).exact else text
    except NotADayError:
        return text
