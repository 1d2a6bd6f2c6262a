"""還付加算金: the day it starts, and what a run of days comes to."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.kernel.delinquency import UnknownRateError, refund_interest
from juminzei.kernel.delinquency.interest import (
    start_after_assessment,
    start_after_claim,
    start_after_income_tax,
    start_after_mistake,
)
from juminzei.kernel.parameters.interest import InterestLaw
from juminzei.kernel.standing_law import standing

LAW = standing(InterestLaw)
PAID = date(2024, 7, 1)


def interest(amount: int, start_on: date, decided_on: date) -> int:
    return refund_interest(amount=amount, start_on=start_on, decided_on=decided_on, law=LAW).charge


def test_an_assessment_lowered_by_the_city_starts_it_the_day_after_payment() -> None:
    assert start_after_assessment(date(2024, 2, 28)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("paid_on", "start_on"),
    [
        pytest.param(date(2024, 6, 10), date(2024, 7, 11), id="11 June to 10 July are the month"),
        pytest.param(
            date(2024, 1, 30), date(2024, 3, 1), id="from 31 January: over on 29 February"
        ),
        pytest.param(date(2023, 1, 31), date(2023, 3, 1), id="from 1 to 28 February"),
        pytest.param(date(2023, 12, 31), date(2024, 2, 1), id="January"),
    ],
)
def test_a_mistake_starts_it_after_a_month(paid_on: date, start_on: date) -> None:
    assert start_after_mistake(paid_on) == start_on


@pytest.mark.parametrize(
    ("claimed_on", "corrected_on", "start_on"),
    [
        pytest.param(
            date(2024, 9, 1), date(2024, 12, 20), date(2024, 12, 2), id="three months are earlier"
        ),
        pytest.param(
            date(2024, 9, 1), date(2024, 9, 20), date(2024, 10, 21), id="the correction is earlier"
        ),
        pytest.param(
            date(2024, 9, 1), date(2024, 11, 1), date(2024, 12, 2), id="both on the same day"
        ),
    ],
)
def test_a_claim_starts_it_by_the_earlier_of_two_days(
    claimed_on: date, corrected_on: date, start_on: date
) -> None:
    found = start_after_claim(paid_on=PAID, claimed_on=claimed_on, corrected_on=corrected_on)
    assert found == start_on


def test_a_return_of_income_tax_starts_it_after_a_month_but_not_before_the_payment() -> None:
    assert start_after_income_tax(paid_on=PAID, acted_on=date(2024, 8, 15)) == date(2024, 9, 16)
    assert start_after_income_tax(paid_on=PAID, acted_on=date(2024, 3, 15)) == date(2024, 7, 2)


def test_both_ends_count_and_each_year_has_its_rate() -> None:
    found = refund_interest(
        amount=300_999, start_on=date(2024, 1, 10), decided_on=date(2026, 2, 10), law=LAW
    )
    assert [(run.days, run.rate_per_mille, run.amount) for run in found.runs] == [
        (722, 9, 5_340),  # 357 + 365 days: 300,000 x 0.9 % x 722 / 365 = 5,340.8
        (41, 13, 438),  # 300,000 x 1.3 % x 41 / 365 = 438.1
    ]
    assert (found.base, found.charge, found.due_on) == (300_000, 5_700, None)


@pytest.mark.parametrize(
    ("year", "per_mille"),
    [(2014, 19), (2015, 18), (2016, 18), (2017, 17), (2018, 16), (2019, 16), (2020, 16),
     (2021, 10), (2022, 9), (2023, 9), (2024, 9), (2025, 9), (2026, 13)],
)  # fmt: skip
def test_each_year_has_its_published_rate(year: int, per_mille: int) -> None:
    # 大津市・草津市・中央市の公表
    found = refund_interest(
        amount=100_000, start_on=date(year, 1, 1), decided_on=date(year, 12, 31), law=LAW
    )
    assert [run.rate_per_mille for run in found.runs] == [per_mille]


def test_small_amounts_bear_nothing() -> None:
    year = date(2025, 1, 1), date(2025, 12, 31)
    assert interest(1_999, *year) == 0
    assert interest(111_999, *year) == 0  # 111,000 x 0.9 % = 999
    assert interest(112_000, *year) == 1_000  # 1,008
    assert interest(10**9, date(2025, 6, 2), date(2025, 6, 1)) == 0


def test_2027_is_refused_by_its_name() -> None:
    with pytest.raises(UnknownRateError, match="2027年の還付加算金の割合は登録されていません"):
        interest(10**6, date(2026, 12, 31), date(2027, 1, 1))
