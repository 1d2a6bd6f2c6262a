"""Figures that an employer prints for 2025, worked by hand from the articles and tables."""

from __future__ import annotations

import pytest

from juminzei.synthetic.earning import year_end


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(0, 0, id="nothing earned"),
        pytest.param(650_999, 999, id="just above the minimum deduction: 650,999 - 650,000"),
        pytest.param(650_000, 0, id="at the minimum deduction"),
        pytest.param(1_899_999, 1_249_999, id="the last yen of the first step"),
        pytest.param(1_900_000, 1_250_000, id="1,900,000/4 = 475,000 x 2.8 - 80,000"),
        pytest.param(1_903_999, 1_250_000, id="the table goes by 4,000: as 1,900,000"),
        pytest.param(1_904_000, 1_252_800, id="476,000 x 2.8 - 80,000"),
        pytest.param(3_599_999, 2_437_200, id="899,000 x 2.8 - 80,000"),
        pytest.param(3_600_000, 2_440_000, id="900,000 x 3.2 - 440,000"),
        pytest.param(6_599_999, 4_836_800, id="1,649,000 x 3.2 - 440,000"),
        pytest.param(6_600_000, 4_840_000, id="6,600,000 x 0.9 - 1,100,000"),
        pytest.param(6_600_001, 4_840_000, id="5,940,000.9 - 1,100,000, rounded down"),
        pytest.param(8_499_999, 6_549_999, id="7,649,999.1 - 1,100,000, rounded down"),
        pytest.param(8_500_000, 6_550_000, id="8,500,000 - 1,950,000"),
        pytest.param(20_000_000, 18_050_000, id="20,000,000 - 1,950,000"),
    ],
)
def test_employment_income_follows_the_table_of_2025(revenue: int, expected: int) -> None:
    assert year_end.employment_income(revenue) == expected


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(8_500_000, 0, id="at 8.5 million: none"),
        pytest.param(8_500_001, 1, id="a tenth of one yen, rounded up"),
        pytest.param(9_000_000, 50_000, id="500,000 x 10%"),
        pytest.param(10_000_000, 150_000, id="1,500,000 x 10%"),
        pytest.param(15_000_000, 150_000, id="wages count up to 10 million"),
    ],
)
def test_income_adjustment_begins_above_eight_and_a_half_million(
    revenue: int, expected: int
) -> None:
    assert year_end.income_adjustment(revenue) == expected


@pytest.mark.parametrize(
    ("revenue", "age", "expected"),
    [
        pytest.param(1_100_000, 65, 0, id="65: 1,100,000 free"),
        pytest.param(1_100_001, 65, 1, id="65: one yen above"),
        pytest.param(600_000, 64, 0, id="64: 600,000 free"),
        pytest.param(600_001, 64, 1, id="64: one yen above"),
        pytest.param(3_299_999, 65, 2_199_999, id="65: less 1,100,000"),
        pytest.param(3_300_000, 65, 2_200_000, id="65: 75% - 275,000"),
        pytest.param(1_300_000, 64, 700_000, id="64: 75% - 275,000"),
        pytest.param(4_100_000, 70, 2_800_000, id="85% - 685,000"),
        pytest.param(7_700_000, 70, 5_860_000, id="95% - 1,455,000"),
        pytest.param(10_000_000, 70, 8_045_000, id="less 1,955,000"),
    ],
)
def test_pension_income_depends_on_being_65(revenue: int, age: int, expected: int) -> None:
    assert year_end.pension_income(revenue, age) == expected


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        (1_320_000, 950_000),
        (1_320_001, 880_000),
        (3_360_000, 880_000),
        (3_360_001, 680_000),
        (4_890_001, 630_000),
        (6_550_001, 580_000),
        (23_500_000, 580_000),
        (23_500_001, 480_000),
        (24_000_001, 320_000),
        (24_500_001, 160_000),
        (25_000_000, 160_000),
        (25_000_001, 0),
    ],
)
def test_basic_deduction_of_2025_falls_in_eight_steps(income: int, expected: int) -> None:
    assert year_end.basic_deduction(income) == expected


@pytest.mark.parametrize(
    ("own", "spouse", "age", "expected"),
    [
        pytest.param(9_000_000, 580_000, 69, 380_000, id="配偶者控除"),
        pytest.param(9_000_000, 580_000, 70, 480_000, id="老人控除対象配偶者"),
        pytest.param(9_000_000, 580_001, 70, 380_000, id="配偶者特別控除 knows no age"),
        pytest.param(9_000_001, 580_000, 50, 260_000, id="own income above 9 million"),
        pytest.param(9_500_001, 580_000, 70, 160_000, id="above 9.5 million, 70 years old"),
        pytest.param(10_000_000, 950_000, 50, 130_000, id="at 10 million"),
        pytest.param(10_000_001, 0, 50, 0, id="above 10 million: none"),
        pytest.param(5_000_000, 950_001, 50, 360_000, id="above 950,000"),
        pytest.param(5_000_000, 1_330_000, 50, 30_000, id="the last step"),
        pytest.param(5_000_000, 1_330_001, 50, 0, id="above the last step"),
    ],
)
def test_spouse_deduction_falls_on_both_sides(
    own: int, spouse: int, age: int, expected: int
) -> None:
    assert year_end.spouse_deduction(own, spouse, age) == expected


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        pytest.param((20_000,), (), 20_000, id="up to 20,000 all"),
        pytest.param((20_001,), (), 20_001, id="10,000.5 rounded up + 10,000"),
        pytest.param((40_000,), (), 30_000, id="half of 40,000 + 10,000"),
        pytest.param((60_000,), (), 35_000, id="a quarter of 60,000 + 20,000"),
        pytest.param((80_000,), (), 40_000, id="the most of a new class"),
        pytest.param((999_999,), (), 40_000, id="never more"),
        pytest.param((), (25_000,), 25_000, id="old: up to 25,000 all"),
        pytest.param((), (50_000,), 37_500, id="old: half of 50,000 + 12,500"),
        pytest.param((), (100_000,), 50_000, id="old: a quarter of 100,000 + 25,000"),
        pytest.param((80_000, 80_000), (100_000,), 120_000, id="130,000, limited to 120,000"),
        pytest.param((), (), 0, id="no insurance"),
    ],
)
def test_life_deduction_by_class(new: tuple[int, ...], old: tuple[int, ...], expected: int) -> None:
    assert year_end.life_deduction(new=new, old=old) == expected


@pytest.mark.parametrize(
    ("taxable", "credit", "expected"),
    [
        pytest.param(-50_000, 0, 0, id="deductions above income"),
        pytest.param(999, 0, 0, id="below a thousand"),
        pytest.param(1_000_999, 0, 51_000, id="1,000,000 x 5% x 1.021 = 51,050"),
        pytest.param(1_949_999, 0, 99_400, id="1,949,000 x 5% = 97,450; x 1.021 = 99,496"),
        pytest.param(1_950_000, 0, 99_500, id="10% - 97,500 = 97,500; x 1.021 = 99,547"),
        pytest.param(3_300_000, 0, 237_300, id="20% - 427,500 = 232,500; x 1.021 = 237,382"),
        pytest.param(1_000_000, 20_000, 30_600, id="(50,000 - 20,000) x 1.021 = 30,630"),
        pytest.param(1_000_000, 60_000, 0, id="the credit takes all"),
        pytest.param(50_000_000, 0, 18_075_700, id="45% - 4,796,000 = 17,704,000"),
    ],
)
def test_income_tax_with_the_surtax_in_whole_hundreds(
    taxable: int, credit: int, expected: int
) -> None:
    assert year_end.income_tax(taxable, credit) == expected
