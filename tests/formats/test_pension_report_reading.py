"""What a pension report says, in each of the three layouts."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats import pension_report
from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.relative import Relative
from support.report_cells import (
    PENSION_49,
    PENSION_71,
    PENSION_75,
    Cells,
    cells,
    file_of,
    made_up_number,
)

OWN, SPOUSE, CHILD = (made_up_number(f"2234567890{last}") for last in "123")
BASES = {49: PENSION_49, 71: PENSION_71, 75: PENSION_75}


def read_one(width: int, changed: Cells) -> pension_report.PensionReport:
    result = pension_report.read(file_of(",".join(cells(width, BASES[width], changed))))
    assert result.broken == []
    assert result.layout == str(width)
    [(_, report)] = result.records
    return report


@pytest.mark.parametrize(("width", "year"), [(49, 2014), (71, 2025), (75, 2025)])
def test_the_common_columns_are_read_in_every_layout(width: int, year: int) -> None:
    report = read_one(width, {6: "0570-05-1165"})
    assert (report.payer_name, report.payer_phone) == ("日本年金機構", "0570-05-1165")
    assert (report.name, report.kana) == ("山田　太郎", "ヤマダ　タロウ")
    assert (report.birth_on, report.income_year) == (date(1945, 4, 2), year)


@pytest.mark.parametrize(("width", "municipality"), [(49, "112101"), (71, ""), (75, "112101")])
def test_only_the_municipal_layouts_name_the_city(width: int, municipality: str) -> None:
    assert read_one(width, {}).municipality == municipality


@pytest.mark.parametrize(
    ("width", "column", "field"),
    [
        (49, 35, "dependants_elderly"),
        (49, 36, "dependants_other"),
        (49, 37, "disabled_special"),
        (49, 38, "disabled_other"),
        (49, 40, "dependants_specified"),
        (49, 42, "disabled_special_cohabiting"),
        (49, 45, "dependants_under16"),
        (71, 39, "dependants_elderly"),
        (71, 40, "dependants_other"),
        (71, 41, "disabled_special"),
        (71, 42, "disabled_other"),
        (71, 44, "dependants_specified"),
        (71, 46, "disabled_special_cohabiting"),
        (71, 49, "dependants_under16"),
        (71, 50, "nonresident_relatives"),
        (75, 44, "dependants_specified"),
        (75, 50, "nonresident_relatives"),
    ],
)
def test_each_count_stands_in_the_column_of_its_layout(width: int, column: int, field: str) -> None:
    assert getattr(read_one(width, {column: "2"}), field) == 2
    assert getattr(read_one(width, {}), field) is None


@pytest.mark.parametrize(
    ("width", "column", "field"),
    [
        (49, 13, "address_abroad"),
        (49, 31, "self_disability_special"),
        (49, 32, "self_disability_other"),
        (49, 44, "widow"),
        (71, 35, "self_disability_special"),
        (71, 36, "self_disability_other"),
        (71, 47, "single_parent"),
        (71, 48, "widow"),
        (75, 47, "single_parent"),
    ],
)
def test_each_flag_stands_in_the_column_of_its_layout(width: int, column: int, field: str) -> None:
    assert getattr(read_one(width, {column: "1"}), field) is True
    assert getattr(read_one(width, {column: "0"}), field) is False


def test_payments_are_kept_by_item_and_added_up() -> None:
    report = read_one(
        75, {19: "1000000", 21: "5000", 23: "800000", 24: "0", 31: "70000", 33: "1", 34: "2"}
    )
    assert report.payments == (
        PensionPayment(1_000_000, None, 5_000, None),
        PensionPayment(800_000, 0, None, None),
        PensionPayment(),
        PensionPayment(70_000, None, 1, 2),
    )
    assert report.revenue == 1_870_000  # 1,000,000 + 800,000 + 70,000
    assert report.withheld_income_tax == 5_001


def test_the_older_layout_has_three_items() -> None:
    report = read_one(49, {19: "1", 23: "20", 27: "300"})
    assert [payment.paid for payment in report.payments] == [1, 20, 300, None]
    assert report.revenue == 321


def test_spouse_and_relatives_are_read_with_their_numbers() -> None:
    report = read_one(
        71,
        {
            51: "7000012050002",
            53: f"0{OWN}",
            54: "ヤマダ　ハナコ",
            55: "山田　花子",
            56: "00",
            57: f"0{SPOUSE}",
            62: "ヤマダ　イチロウ",
            63: "山田　一郎",
            65: f"0{CHILD}",
            69: "ヤマダ　ミライ",
            70: "山田　未来",
            71: "01",
        },
    )
    assert report.payer_number == "7000012050002"
    assert report.individual_number == IndividualNumber(OWN)
    assert report.spouse == Relative("ヤマダ　ハナコ", "山田　花子", "00", IndividualNumber(SPOUSE))
    assert report.dependants == (
        Relative("ヤマダ　イチロウ", "山田　一郎", "", IndividualNumber(CHILD), 2),
    )
    assert report.under16 == (Relative("ヤマダ　ミライ", "山田　未来", "01", None, 2),)


@pytest.mark.parametrize(
    ("width", "changed", "expected"),
    [
        (75, {}, "none"),
        (75, {36: "1"}, "ordinary"),
        (75, {35: "1", 36: "1"}, "special"),
        (49, {32: "1"}, "ordinary"),
    ],
)
def test_the_disability_of_the_recipient_is_one_word(
    width: int, changed: Cells, expected: str
) -> None:
    assert read_one(width, changed).self_disability == expected


def test_a_prefix_of_eltax_is_taken_off() -> None:
    row = ",".join(cells(75, PENSION_75))
    [(_, report)] = pension_report.read(file_of(f"R3,年金@{row}")).records
    assert report.eltax_prefix == "R3,年金@"
