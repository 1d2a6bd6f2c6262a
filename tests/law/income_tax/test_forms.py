"""The boxes of the return: the numbers of each year, and that every amount finds its box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import ReturnColumns
from juminzei.kernel.income_tax.forms import FIRST, SECOND, THIRD, filled_form, form_of

if TYPE_CHECKING:
    from collections.abc import Mapping

YEARS = (2020, 2021, 2022, 2023, 2024, 2025, 2026)


def amounts(
    income_year: int = 2025, told: Mapping[str, int] | None = None, **columns: int
) -> dict[str, int]:
    """Return the amounts of 第一表 and 第三表 by the number of their box."""
    filled = filled_form(
        TaxpayerColumns.from_sparse([{"age": 44} | columns]),
        ReturnColumns.from_sparse([told or {}]),
        income_year,
    )
    return {one.box.number: one.amount for one in filled if one.box.form != SECOND}


# e-Tax KOA020 23.0版の定義による令和7年分の欄
ANCHORS = {
    "⑫": "comprehensive_income",
    "㉔": "deduction_specified_relative",
    "㉕": "deduction_basic",
    "㉛": "tax_base",
    "㉟": "credit_housing_loan",
    "㊹": "tax_after_relief",
    "㊾": "withheld",
    "㊿": "tax_declared",
    "52": "payable",
    "53": "refund",
    "66": "deferred",
    "67": "income_land_short",
    "72": "income_unlisted_shares",
    "74": "income_listed_dividend",
    "77": "income_retirement",
    "78": "base_comprehensive",
    "86": "tax_comprehensive",
    "94": "tax_sum",
}


def test_the_numbers_of_2025_are_those_of_the_definition() -> None:
    names = {box.number: box.name for box in form_of(2025).boxes}
    assert {number: names[number] for number in ANCHORS} == ANCHORS


@pytest.mark.parametrize(
    ("income_year", "expected"),
    [
        (2020, {"withheld": "㊽", "refund": "52", "income_besides_pension": "53"}),
        (2021, {"deferred": "63", "income_land_short": "64", "tax_sum": "91"}),
        (2022, {"correction": "53～54", "income_besides_pension": "55", "tax_sum": "93"}),
        (2023, {"deduction_basic": "㉔", "tax_base": "㉚", "withheld": "㊽", "refund": "52"}),
        (2024, {"deduction_basic": "㉔", "fixed_reduction": "㊹", "base_tax": "㊺"}),
        (2024, {"surtax": "㊻", "tax_and_surtax": "㊼", "withheld": "㊿", "tax_declared": "51"}),
        (2026, {"deduction_basic": "㉕", "tax_base": "㉛", "withheld": "㊾", "refund": "53"}),
    ],
)
def test_other_years_have_their_own_numbers(income_year: int, expected: dict[str, str]) -> None:
    numbers = {box.name: box.number for box in form_of(income_year).boxes}
    assert {name: numbers[name] for name in expected} == expected


@pytest.mark.parametrize("income_year", YEARS)
def test_no_box_stands_twice_and_every_box_has_a_label(income_year: int) -> None:
    form = form_of(income_year)
    numbered = [box.number for box in form.boxes if box.form != SECOND]
    assert len(numbered) == len(set(numbered))
    assert all(box.label for box in form.boxes)
    assert {box.form for box in form.boxes} == {FIRST, SECOND, THIRD}
    assert re.search("未確認|確かめていない|数えたもの", form.assumption)


@pytest.mark.parametrize("income_year", [2020, 2021])
def test_the_corrected_tax_stood_on_a_form_of_its_own_before_2022(income_year: int) -> None:
    names = [box.name for box in form_of(income_year).boxes]
    assert "correction" not in names
    assert names == [box.name for box in form_of(2022).boxes if box.name != "correction"]


def test_a_year_without_a_form_says_which_years_there_are() -> None:
    with pytest.raises(LookupError, match="令和元年分の確定申告書の様式は登録されていません"):
        form_of(2019)


def test_the_example_of_the_tax_agency_fills_the_form() -> None:
    found = amounts(
        told={"withheld": 109_500}, revenue_employment=5_000_000, social_insurance=700_000
    )
    expected = {"オ": 5_000_000, "⑥": 3_560_000, "⑫": 3_560_000, "⑬": 700_000, "㉕": 680_000}
    expected |= {"㉖": 1_380_000, "㉚": 1_380_000, "㉛": 2_180_000, "㉜": 120_500, "㊺": 2_530}
    expected |= {"㊻": 123_030, "㊾": 109_500, "㊿": 13_500, "52": 13_500, "53": 0}
    assert {number: found[number] for number in expected} == expected


@pytest.mark.parametrize("income_year", YEARS)
def test_the_incomes_of_the_form_sum_to_its_total(income_year: int) -> None:
    found = amounts(
        income_year,
        {"income_farm": 300_000, "income_miscellaneous_work": 50_000},
        income_business=1_000_000,
        income_real_estate=200_000,
        income_interest=10_000,
        income_dividend=20_000,
        income_miscellaneous=80_000,
        revenue_employment=3_000_000,
        revenue_public_pension=1_500_000,
        transfer_short=700_000,
        transfer_long=900_000,
        occasional=1_000_000,
    )
    assert found["①"] == 700_000
    assert found["②"] == 300_000
    assert found["⑩"] == found["⑦"] + found["⑧"] + found["⑨"]
    assert found["⑪"] == found["ケ"] + (found["コ"] + found["サ"]) // 2
    singly = ("①", "②", "③", "④", "⑤", "⑥", "⑩", "⑪")
    assert found["⑫"] == sum(found[number] for number in singly)


def test_land_stands_after_its_special_deduction_and_shares_after_losses() -> None:
    found = amounts(
        separate_land_long=10_000_000,
        separate_land_long_deduction=1_000_000,
        separate_land_short=-400_000,
        separate_listed_shares=-300_000,
        separate_listed_dividend=500_000,
    )
    assert (found["67"], found["69"], found["73"], found["74"]) == (0, 8_600_000, 0, 200_000)


def test_losses_of_before_have_a_box_of_their_own() -> None:
    found = amounts(income_business=5_000_000, loss_carryforward=1_200_000)
    assert (found["⑫"], found["62"]) == (5_000_000, 1_200_000)
