"""Files of inhabitant returns as a punch contractor enters them, made for a test."""

from __future__ import annotations

from datetime import date

from juminzei.formats import inhabitant_return
from juminzei.formats.inhabitant_return import InhabitantReturn
from support.report_files import HERE


def entered(**fields: object) -> InhabitantReturn:
    """Return 加藤一郎's return of the income of 2025, with ``fields`` as given."""
    given: dict[str, object] = {
        "reference": "P-1",
        "filed_on": date(2026, 2, 20),
        "name": "加藤　一郎",
        "kana": "カトウ　イチロウ",
        "birth_on": date(1980, 4, 2),
        "address": "埼玉県加須市三俣２－１－１",
        "revenue_employment": 1_800_000,
        "social_insurance": 250_000,
    }
    return InhabitantReturn(**(given | fields))  # type: ignore[arg-type]  # each test names its own


def entered_file(*returns: InhabitantReturn, to: str = HERE, year: int = 2025) -> bytes:
    """Return a file of returns to ``to``, of the income of ``year``."""
    return inhabitant_return.write(returns, municipality=to, income_year=year)
