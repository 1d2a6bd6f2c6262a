"""Files of wage and pension reports, made for a test; numbers are made up as the test runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.formats import pension_report, wage_report
from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.pension_report import PensionReport
from juminzei.formats.wage_report import WageReport

HERE = "112101"


def number(body: int, *, valid: bool = True) -> IndividualNumber:
    """Return the Individual Number with these first eleven digits, its check digit right or not."""
    first_eleven = f"{body:011d}"
    last = check_digit(first_eleven)
    return IndividualNumber(f"{first_eleven}{last if valid else (last + 1) % 10}")


def wage(**fields: Any) -> WageReport:
    """Return a wage report of 令和7年分 about 加藤一郎, with ``fields`` as given."""
    return WageReport(
        **{
            "submission": "0",
            "income_year": 2025,
            "municipality": HERE,
            "payer_address": "埼玉県加須市三俣２－１",
            "payer_name": "株式会社甲",
            "payer_identifier": "7000012050002",
            "address": "埼玉県加須市三俣２－１－１",
            "name": "加藤　一郎",
            "kana": "カトウ　イチロウ",
            "birth_on": date(1980, 4, 2),
            "recipient_reference": "1",
            "revenue": 5_000_000,
            **fields,
        }
    )


def wages(*reports: WageReport) -> bytes:
    """Return a file of wage reports."""
    return wage_report.write(reports)


def pension(**fields: Any) -> PensionReport:
    """Return a pension report of 令和7年分 about 加藤一郎, with ``fields`` as given."""
    paid = PensionPayment(paid=1_800_000, withheld=20_000)
    return PensionReport(
        **{
            "submission": "0",
            "income_year": 2025,
            "municipality": HERE,
            "payer_address": "東京都千代田区霞が関１－２－２",
            "payer_name": "厚生労働省",
            "address": "埼玉県加須市三俣２－１－１",
            "name": "加藤　一郎",
            "kana": "カトウ　イチロウ",
            "birth_on": date(1950, 4, 2),
            "recipient_reference": "1",
            "payments": (paid, PensionPayment(), PensionPayment(), PensionPayment()),
            **fields,
        }
    )


def pensions(*reports: PensionReport) -> bytes:
    """Return a file of pension reports."""
    return pension_report.write(reports)
