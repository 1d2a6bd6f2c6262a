"""住宅借入金等特別控除: every class by its days, both sides of each, and each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.income_tax import HousingLoan, housing_loan_credit
from juminzei.kernel.income_tax.housing_loan import class_of
from juminzei.kernel.parameters.housing_loan import HousingLoanClass, HousingLoanLaw
from juminzei.kernel.standing_law import standing

LOAN = HousingLoan(
    moved_in_on=date(2020, 3, 1),
    house="general",
    dwelling="new",
    acquisition="taxed_13_years",
    balance=35_000_000,
    price=45_000_000,
    price_without_tax=41_000_000,
)
OWED = 90_000_000
"""More than any limit."""


def amount(loan: HousingLoan, income_year: int, aggregate_income: int = 5_000_000) -> int:
    return housing_loan_credit([loan], income_year, aggregate_income).amount


# 措法41条: 借入限度額 × 率（万円 × ％）を、入居の日と区分ごとに手で計算
BY_CLASS = [
    (date(2011, 12, 31), "general", "new", "any", False, 400_000),
    (date(2011, 1, 1), "certified", "new", "any", False, 600_000),
    (date(2012, 1, 1), "general", "new", "any", False, 300_000),
    (date(2012, 12, 31), "certified", "new", "any", False, 400_000),
    (date(2013, 1, 1), "general", "new", "any", False, 200_000),
    (date(2014, 3, 31), "certified", "new", "any", False, 300_000),
    (date(2014, 4, 1), "general", "new", "untaxed", False, 200_000),
    (date(2014, 4, 1), "general", "new", "taxed", False, 400_000),
    (date(2021, 12, 31), "certified", "new", "taxed", False, 500_000),
    (date(2019, 10, 1), "general", "new", "taxed_13_years", False, 400_000),
    (date(2022, 12, 31), "certified", "new", "taxed_13_years_by_contract", False, 500_000),
    (date(2022, 1, 1), "certified", "new", "taxed", False, 350_000),
    (date(2022, 1, 1), "zeh", "new", "taxed", False, 315_000),
    (date(2023, 12, 31), "energy", "new", "taxed", False, 280_000),
    (date(2023, 12, 31), "general", "new", "taxed", False, 210_000),
    (date(2023, 6, 1), "certified", "existing", "untaxed", False, 210_000),
    (date(2023, 6, 1), "general", "existing", "untaxed", False, 140_000),
    (date(2024, 1, 1), "certified", "new", "taxed", False, 315_000),
    (date(2024, 1, 1), "zeh", "new", "taxed", False, 245_000),
    (date(2025, 12, 31), "energy", "new", "taxed", False, 210_000),
    (date(2025, 12, 31), "certified", "new", "taxed", True, 350_000),
    (date(2025, 12, 31), "zeh", "new", "taxed", True, 315_000),
    (date(2025, 12, 31), "energy", "new", "taxed", True, 280_000),
    (date(2025, 12, 31), "certified", "existing", "taxed", True, 210_000),
    (date(2024, 6, 30), "permitted_before_2024", "new", "taxed", False, 140_000),
    (date(2024, 6, 30), "general", "new", "taxed", False, 0),
    (date(2026, 1, 1), "certified", "new", "taxed", False, 315_000),
    (date(2026, 1, 1), "zeh", "new", "taxed", False, 245_000),
    (date(2026, 12, 31), "energy", "new", "taxed", False, 140_000),
    (date(2026, 12, 31), "certified", "new", "taxed", True, 350_000),
    (date(2026, 12, 31), "energy", "new", "taxed", True, 210_000),
    (date(2026, 12, 31), "certified", "existing", "taxed", False, 245_000),
    (date(2026, 12, 31), "zeh", "existing", "taxed", True, 315_000),
    (date(2026, 12, 31), "energy", "existing", "taxed", True, 210_000),
    (date(2026, 12, 31), "energy", "existing", "taxed", False, 140_000),
    (date(2026, 12, 31), "general", "existing", "untaxed", False, 140_000),
    (date(2026, 12, 31), "general", "new", "taxed", False, 0),
    (date(2027, 1, 1), "certified", "new", "taxed", False, 0),
]


@pytest.mark.parametrize("told", BY_CLASS)
def test_a_class_gives_its_limit_times_its_rate(
    told: tuple[date, str, str, str, bool, int],
) -> None:
    moved_in_on, house, dwelling, acquisition, special, expected = told
    loan = HousingLoan(
        moved_in_on=moved_in_on,
        house=house,
        dwelling=dwelling,
        acquisition=acquisition,
        balance=OWED,
        price=OWED,
        special_individual=special,
    )
    assert amount(loan, moved_in_on.year) == expected


@pytest.mark.parametrize("row", standing(HousingLoanLaw).classes)
def test_a_class_holds_in_its_years_and_not_a_year_longer(row: HousingLoanClass) -> None:
    loan = HousingLoan(
        moved_in_on=row.moved_in_from,
        house=row.house,
        dwelling="new" if row.dwelling == "any" else row.dwelling,
        acquisition="taxed" if row.acquisition == "any" else row.acquisition,
        balance=OWED,
        price=OWED,
        price_without_tax=OWED,
        special_individual=row.special_individual,
    )
    first, years = row.moved_in_from.year, row.years
    assert class_of(loan, standing(HousingLoanLaw)) == row
    assert amount(loan, first - 1) == 0
    assert amount(loan, first) > 0
    assert amount(loan, first + years - 1) > 0
    assert amount(loan, first + years) == 0


def test_the_smallest_of_debt_price_and_limit_counts_and_below_100_is_cut() -> None:
    assert amount(LOAN, 2020) == 350_000
    assert amount(replace(LOAN, balance=35_009_999), 2020) == 350_000
    assert amount(replace(LOAN, balance=35_010_000), 2020) == 350_100
    assert amount(replace(LOAN, price=30_000_000), 2020) == 300_000


@pytest.mark.parametrize(
    ("income_year", "expected"),
    [(2020, 350_000), (2029, 350_000), (2030, 266_600), (2032, 266_600), (2033, 0)],
)
def test_the_years_11_to_13_are_limited_by_the_price(income_year: int, expected: int) -> None:
    # 41,000,000 but at most 40,000,000 x 2% / 3 = 266,666; 35,000,000 x 1% = 350,000
    assert amount(LOAN, income_year) == expected


def test_a_small_debt_is_less_than_the_price_in_the_later_years() -> None:
    assert amount(replace(LOAN, balance=20_000_000), 2031) == 200_000


@pytest.mark.parametrize(("aggregate_income", "expected"), [(20_000_000, 245_000), (20_000_001, 0)])
def test_the_income_of_each_year_decides(aggregate_income: int, expected: int) -> None:
    loan = replace(LOAN, moved_in_on=date(2024, 5, 1), house="zeh")
    assert amount(loan, 2025, aggregate_income) == expected


def test_those_who_moved_in_before_2022_may_earn_30_million() -> None:
    assert amount(LOAN, 2025, 30_000_000) == 350_000
    assert amount(LOAN, 2025, 30_000_001) == 0


@pytest.mark.parametrize(
    ("floor_area", "aggregate_income", "expected"),
    [
        (50, 20_000_000, 245_000),
        (49, 10_000_000, 245_000),
        (49, 10_000_001, 0),
        (40, 10_000_000, 245_000),
        (39, 1_000_000, 0),
    ],
)
def test_a_small_floor_is_for_small_incomes(
    floor_area: int, aggregate_income: int, expected: int
) -> None:
    loan = replace(LOAN, moved_in_on=date(2024, 5, 1), house="zeh", floor_area=floor_area)
    assert amount(loan, 2024, aggregate_income) == expected


def test_an_old_house_with_a_small_floor_counts_from_2026() -> None:
    loan = replace(LOAN, house="zeh", dwelling="existing", floor_area=45)
    assert amount(replace(loan, moved_in_on=date(2025, 12, 31)), 2025) == 0
    assert amount(replace(loan, moved_in_on=date(2026, 1, 1)), 2026) == 245_000


def test_a_small_floor_does_not_go_with_the_raised_limits() -> None:
    loan = replace(LOAN, balance=OWED, price=OWED, house="zeh", special_individual=True)
    moved_in = replace(loan, moved_in_on=date(2026, 5, 1))
    assert amount(moved_in, 2026) == 315_000
    assert amount(replace(moved_in, floor_area=49), 2026) == 245_000


def test_a_joint_debt_counts_by_the_own_part_and_a_house_by_the_part_lived_in() -> None:
    joint = replace(LOAN, debt_share=Rate(3, 5), price=27_000_000)
    assert amount(joint, 2020) == 210_000
    assert amount(replace(LOAN, living_share=Rate(4, 5)), 2020) == 280_000


def test_several_classes_sum_up_to_the_highest_single_limit() -> None:
    house = replace(LOAN, moved_in_on=date(2022, 5, 1), house="zeh", balance=40_000_000)
    works = replace(LOAN, moved_in_on=date(2023, 5, 1), dwelling="existing", balance=8_000_000)
    both = housing_loan_credit([house, works], 2023, 5_000_000)
    assert [line.amount for line in both.lines] == [280_000, 56_000]
    assert both.amount == 315_000


def test_what_goes_to_the_inhabitant_tax_depends_on_the_class() -> None:
    assert housing_loan_credit([LOAN], 2025, 5_000_000).seven_percent
    later = replace(LOAN, moved_in_on=date(2022, 5, 1))
    assert not housing_loan_credit([later], 2025, 5_000_000).seven_percent


def test_a_refusal_says_why() -> None:
    told = [
        housing_loan_credit([loan], year, income).lines[0].refusal
        for loan, year, income in (
            (replace(LOAN, moved_in_on=date(2030, 1, 1)), 2030, 0),
            (LOAN, 2033, 0),
            (LOAN, 2025, 30_000_001),
            (replace(LOAN, floor_area=49), 2025, 0),
        )
    ]
    assert "入居の日と区分を確かめて" in told[0]
    assert "控除期間（13年）の外" in told[1]
    assert "30,000,000円を超えて" in told[2]
    assert "50㎡未満" in told[3]


def test_the_classes_of_a_day_are_never_two_for_the_same_house() -> None:
    classes = standing(HousingLoanLaw).classes
    for one in classes:
        assert one.moved_in_from <= one.moved_in_to
        after = one.moved_in_to + timedelta(days=1)
        alike = [
            other
            for other in classes
            if (other.house, other.dwelling, other.acquisition, other.special_individual)
            == (one.house, one.dwelling, one.acquisition, one.special_individual)
            and other.moved_in_from < after
            and other.moved_in_to >= one.moved_in_from
        ]
        assert alike == [one]
