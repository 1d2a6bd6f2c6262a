"""Records of exchange files with made-up people, for tests that only care about a few fields."""

from __future__ import annotations

from datetime import date

from juminzei.base.numbers import addressee_number
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats.nonregistered import NonregisteredRecord, TaxableGround
from juminzei.formats.pension_report import PensionReport
from juminzei.formats.register_reasons import Reason
from juminzei.formats.resident_register import ResidentRecord
from juminzei.formats.wage_report import WageReport
from support.report_cells import made_up_number

NUMBER = IndividualNumber(made_up_number("12345678901"))
OTHER_NUMBER = IndividualNumber(made_up_number("98765432109"))


def wage(**changed: object) -> WageReport:
    """Return a wage report of 加須製作所 for 山田太郎, with the fields ``changed``."""
    fields: dict[str, object] = {
        "income_year": 2025,
        "municipality": "112101",
        "payer_address": "埼玉県加須市三俣２－１－１",
        "payer_name": "株式会社加須製作所",
        "address": "加須市大門町１－２",
        "name": "山田　太郎",
        "kana": "ヤマダ　タロウ",
        "birth_on": date(1980, 4, 2),
    }
    return WageReport(**(fields | changed))  # type: ignore[arg-type]  # each test names its own


def pension(**changed: object) -> PensionReport:
    """Return a pension report for 山田太郎, with the fields ``changed``."""
    fields: dict[str, object] = {
        "income_year": 2025,
        "municipality": "112101",
        "payer_address": "東京都杉並区高井戸西３－５－２４",
        "payer_name": "日本年金機構",
        "address": "加須市大門町１－２",
        "name": "山田　太郎",
        "kana": "ヤマダ　タロウ",
        "birth_on": date(1945, 4, 2),
    }
    return PensionReport(**(fields | changed))  # type: ignore[arg-type]  # each test names its own


def resident(**changed: object) -> ResidentRecord:
    """Return the register's version of 髙橋葛子, with the fields ``changed``."""
    fields: dict[str, object] = {
        "addressee_number": addressee_number.number(1),
        "version": 1,
        "reason": Reason.BIRTH.value,
        "true_from": date(1980, 4, 2),
        "reported_on": date(1980, 4, 10),
        "name": "髙橋　葛󠄀子",
        "kana": "タカハシ　カツコ",
        "birth_on": date(1980, 4, 2),
        "birth_text": "昭和55年4月2日",
        "sex": "2",
        "household_number": 1,
        "relationship": "02",
        "municipality": "112101",
        "address": "加須市大門町１－２",
    }
    return ResidentRecord(**(fields | changed))  # type: ignore[arg-type]  # each test names its own


def owner(**changed: object) -> NonregisteredRecord:
    """Return somebody in 久喜市 who owns a house in 加須市, with the fields ``changed``."""
    fields: dict[str, object] = {
        "reference": "K-0001",
        "name": "佐藤　一",
        "kana": "サトウ　ハジメ",
        "birth_on": date(1960, 1, 31),
        "birth_text": "昭和35年1月31日",
        "address": "久喜市下早見８５－３",
        "ground": TaxableGround.HOUSE,
        "property_address": "加須市大門町３－４",
    }
    return NonregisteredRecord(**(fields | changed))  # type: ignore[arg-type]  # each test names its own
