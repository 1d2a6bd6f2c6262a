"""Files of one-stop donation notices and of other cities' notices, made for a test."""

from __future__ import annotations

from datetime import date

from juminzei.formats import city_notice, one_stop
from juminzei.formats.city_notice import CityNotice, CityNoticeKind
from juminzei.formats.one_stop import OneStopNotice
from support.report_files import HERE

KUMAGAYA = "112020"


def notice(**fields: object) -> OneStopNotice:
    """Return a notice of 加藤一郎's donation to 熊谷市 in 2025, with ``fields`` as given."""
    given: dict[str, object] = {
        "name": "加藤　一郎",
        "kana": "カトウ　イチロウ",
        "address": "埼玉県加須市三俣２－１－１",
        "birth_on": date(1980, 4, 2),
        "donated_on": date(2025, 12, 1),
        "amount": 30_000,
        "body": KUMAGAYA,
    }
    return OneStopNotice(**(given | fields))  # type: ignore[arg-type]  # each test names its own


def notices(*records: OneStopNotice, to: str = HERE, year: int = 2025) -> bytes:
    """Return a file of notices to ``to``, of donations in ``year``."""
    return one_stop.write(records, municipality=to, income_year=year)


def told(**fields: object) -> CityNotice:
    """Return what 熊谷市 tells of 加藤一郎, with ``fields`` as given."""
    given: dict[str, object] = {
        "reference": "K-1",
        "notice": CityNoticeKind.TAXED_THERE,
        "noticed_on": date(2026, 3, 1),
        "name": "加藤　一郎",
        "kana": "カトウ　イチロウ",
        "birth_on": date(1980, 4, 2),
        "address": "埼玉県加須市三俣２－１－１",
        "revenue_employment": 3_000_000,
        "aggregate_income": 2_020_000,
    }
    return CityNotice(**(given | fields))  # type: ignore[arg-type]  # each test names its own


def city_notice_file(*records: CityNotice) -> bytes:
    """Return a file of notices of 熊谷市 to us, of income of 2025."""
    return city_notice.write(records, municipality=HERE, sender=KUMAGAYA, income_year=2025)
