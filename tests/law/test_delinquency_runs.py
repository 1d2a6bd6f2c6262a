"""Runs of days: where they break, where they do not, and how each is cut; figures written here."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.delinquency.rates import UnknownRateError, year_rates
from juminzei.kernel.delinquency.runs import (
    Remission,
    RemissionKind,
    Run,
    Terms,
    charged_base,
    overlapping,
    rounded_charge,
    runs,
)
from juminzei.kernel.parameters.interest import (
    ChargeRounding,
    FirstPeriod,
    InterestLaw,
    YearLength,
    YearRates,
)

TEN_PERCENT = Rate(100, 1_000)


def rates(year: int, later: int) -> YearRates:
    return YearRates(
        cite="附則3条の2",
        year=year,
        first_month=Rate(20, 1_000),
        later=Rate(later, 1_000),
        refund=Rate(10, 1_000),
    )


LAW = InterestLaw(
    schema=1,
    name="延滞金",
    status="draft",
    reviewed_by=(),
    rounding=ChargeRounding(
        cite="20条の4の2", base_unit=1_000, least_base=2_000, charge_unit=100, least_charge=1_000
    ),
    year_length=YearLength(cite="25条", days=365),
    first_period=FirstPeriod(cite="326条", months=1),
    rates=(rates(2024, 90), rates(2025, 90), rates(2026, 95)),
)


def always(_day: date) -> Terms:
    return Terms(TEN_PERCENT, 365_000)


def by_year(day: date) -> Terms:
    return Terms(year_rates(day.year, LAW, assumed={}).later, 365_000)


def spans(found: list[Run]) -> list[tuple[date, date, int]]:
    return [(run.first, run.last, run.amount) for run in found]


def test_terms_that_stay_make_one_run_whatever_might_have_changed() -> None:
    first, last = date(2024, 12, 30), date(2026, 1, 2)
    found = runs(first, last, [date(2025, 3, 1), date(2025, 7, 7)], always, LAW)
    assert spans(found) == [(first, last, 36_900)]  # 369 days of 100 yen
    assert found[0].days == 369


def test_a_year_with_another_rate_starts_a_run() -> None:
    found = runs(date(2025, 12, 30), date(2026, 1, 2), (), by_year, LAW)
    assert spans(found) == [
        (date(2025, 12, 30), date(2025, 12, 31), 180),  # 365,000 x 9 % x 2 / 365
        (date(2026, 1, 1), date(2026, 1, 2), 190),
    ]


def test_breaks_outside_the_period_count_for_nothing() -> None:
    day = date(2025, 5, 5)
    assert spans(runs(day, day, [date(2025, 5, 1), date(2025, 5, 6)], always, LAW)) == [
        (day, day, 100)
    ]


def test_a_period_that_ends_before_it_starts_has_no_run() -> None:
    assert runs(date(2025, 5, 5), date(2025, 5, 4), (), always, LAW) == []


@pytest.mark.parametrize(
    ("remission", "amount"),
    [
        pytest.param(None, 27, id="100,000 x 10 % / 365 = 27.3"),
        pytest.param(RemissionKind.HALF, 13, id="half of 27.3, cut once"),
        pytest.param(RemissionKind.GRACE, 27, id="the rate is already the lower one"),
        pytest.param(RemissionKind.WHOLE, 0, id="nothing"),
    ],
)
def test_a_run_is_cut_to_whole_yen_after_what_is_let_off(
    remission: RemissionKind | None, amount: int
) -> None:
    day = date(2025, 5, 5)
    (run,) = runs(day, day, (), lambda _: Terms(TEN_PERCENT, 100_000, remission), LAW)
    assert run.amount == amount
    assert run.rate_per_mille == 100


@pytest.mark.parametrize(
    ("tax", "base"), [(0, 0), (1_999, 0), (2_000, 2_000), (2_999, 2_000), (3_000, 3_000)]
)
def test_the_base_is_cut(tax: int, base: int) -> None:
    assert charged_base(tax, LAW) == base


@pytest.mark.parametrize(
    ("amounts", "charge"),
    [([999], 0), ([1_000], 1_000), ([600, 499], 1_000), ([600, 500], 1_100), ([], 0)],
)
def test_the_sum_of_the_runs_is_cut_once(amounts: list[int], charge: int) -> None:
    day = date(2025, 5, 5)
    parts = [Run(day, day, always(day), amount) for amount in amounts]
    assert rounded_charge(parts, LAW) == charge


def test_a_year_that_is_not_there_is_refused_with_those_that_are() -> None:
    for year in (2023, 2027):
        with pytest.raises(
            UnknownRateError, match=rf"{year}年の.*登録は2024年から2026年まで"
        ) as told:
            year_rates(year, LAW, assumed={})
        assert told.value.year == year


def test_another_years_rates_are_taken_only_where_that_is_asked_for() -> None:
    assert year_rates(2027, LAW, assumed={2027: 2026}).later == Rate(95, 1_000)
    assert year_rates(2026, LAW, assumed={2027: 2024}).later == Rate(95, 1_000)
    with pytest.raises(UnknownRateError, match="2027年"):
        year_rates(2027, LAW, assumed={2027: 2028})


def test_remissions_overlap_when_they_share_a_day() -> None:
    def let_off(first: int, last: int) -> Remission:
        return Remission(date(2025, 5, first), date(2025, 5, last), RemissionKind.HALF)

    assert not overlapping([])
    assert not overlapping([let_off(11, 20), let_off(1, 10)])
    assert overlapping([let_off(10, 20), let_off(1, 10)])
