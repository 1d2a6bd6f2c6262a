"""延滞金: published examples, each boundary by hand, and what must always hold."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.business_days import is_closed
from juminzei.kernel.contract.delinquency import answer
from juminzei.kernel.delinquency import (
    Charge,
    Remission,
    RemissionKind,
    UnknownRateError,
    delinquency_charge,
)
from juminzei.kernel.parameters.interest import InterestLaw
from juminzei.kernel.standing_law import standing

LAW = standing(InterestLaw)
CASES = tomllib.loads(
    (Path(__file__).parent / "cases/municipalities/delinquency.toml").read_text(encoding="utf-8")
)["delinquency"]
MAY_31 = date(2024, 5, 31)
days_late = st.integers(0, 900)
taxes = st.integers(0, 2_000_000)


def charged(tax: int, due_on: date, paid_on: date, **more: Any) -> Charge:
    return delinquency_charge(tax=tax, due_on=due_on, paid_on=paid_on, law=LAW, **more)


def lengths(charge: Charge) -> list[int]:
    return [run.days for run in charge.runs]


def amounts(charge: Charge) -> list[int]:
    return [run.amount for run in charge.runs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_charges_what_the_municipality_published(case: dict[str, Any]) -> None:
    found = charged(**case["given"])
    assert lengths(found) == case["days"]
    assert amounts(found) == case["amounts"]
    assert found.charge == case["charge"]


def test_the_answer_is_the_one_that_the_contract_shows() -> None:
    assert answer(charged(100_000, date(2026, 6, 30), date(2026, 12, 20))) == {
        "charge": 3_700,
        "base": 100_000,
        "periods": [
            {"from": "2026-07-01", "to": "2026-07-31", "rate_per_mille": 28, "days": 31,
             "amount": 237},
            {"from": "2026-08-01", "to": "2026-12-20", "rate_per_mille": 91, "days": 142,
             "amount": 3_540},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("due_on", "last"),
    [
        pytest.param(date(2026, 2, 2), date(2026, 3, 2), id="3 February to 2 March"),
        pytest.param(date(2026, 8, 31), date(2026, 9, 30), id="1 to 30 September"),
        pytest.param(date(2026, 6, 30), date(2026, 7, 31), id="1 to 31 July"),
        pytest.param(date(2023, 1, 30), date(2023, 2, 28), id="no 30 February: its last day"),
        pytest.param(date(2024, 1, 30), date(2024, 2, 29), id="in a leap year the 29th"),
        pytest.param(date(2024, 1, 29), date(2024, 2, 29), id="30 January: no 30 February either"),
        pytest.param(date(2024, 2, 28), date(2024, 3, 28), id="29 February to 28 March"),
        pytest.param(date(2024, 11, 29), date(2024, 12, 29), id="30 November to 29 December"),
    ],
)
def test_the_first_month_ends_the_day_before_the_same_date(due_on: date, last: date) -> None:
    found = charged(1_000_000, due_on, last + timedelta(days=1))
    assert found.runs[0].last == last
    assert found.runs[0].rate_per_mille < found.runs[-1].rate_per_mille
    assert found.runs[-1].days == 1


@pytest.mark.parametrize(
    ("tax", "base"),
    [(1_999, 0), (2_000, 2_000), (2_999, 2_000), (3_000, 3_000), (152_500, 152_000)],
)
def test_the_tax_is_cut_to_thousands_and_nothing_below_2000_counts(tax: int, base: int) -> None:
    found = charged(tax, MAY_31, date(2025, 5, 30))
    assert found.base == base
    assert bool(found.runs) == bool(base)


def test_a_charge_below_1000_is_waived_and_above_cut_to_hundreds() -> None:
    # 100,000 x 2.4 % x 30 / 365 = 197; x 8.7 % / 365 = 23.83 a day: 33 days 786, 34 days 810
    assert charged(100_000, MAY_31, date(2024, 8, 2)).charge == 0  # 197 + 786 = 983
    assert charged(100_000, MAY_31, date(2024, 8, 3)).charge == 1_000  # 197 + 810 = 1,007
    assert charged(100_000, MAY_31, date(2024, 8, 6)).charge == 1_000  # 197 + 881 = 1,078
    assert charged(100_000, MAY_31, date(2024, 8, 7)).charge == 1_100  # 197 + 905 = 1,102


def test_on_the_due_date_nothing_is_charged_and_one_day_later_one_day() -> None:
    assert charged(10**7, MAY_31, MAY_31).runs == ()
    late = charged(10**7, MAY_31, MAY_31 + timedelta(days=1))
    assert amounts(late) == [657]  # 10,000,000 x 2.4 % / 365 = 657.5


def test_a_due_date_on_a_closed_day_is_shifted_before_days_are_counted() -> None:
    saturday, monday = date(2026, 10, 31), date(2026, 11, 2)
    assert charged(10**7, saturday, monday).runs == ()
    assert charged(10**7, saturday, date(2026, 12, 20)) == charged(
        10**7, monday, date(2026, 12, 20)
    )
    new_year = charged(10**7, date(2024, 12, 31), date(2025, 1, 6))
    assert new_year.due_on == date(2025, 1, 6)  # 4 January is a Saturday
    assert new_year.runs == ()


def test_years_with_one_rate_are_one_run_and_cut_once() -> None:
    # 1 October 2022 to 31 December 2023 are 92 + 365 days at 8.7 %, as 宇都宮市 counts them.
    found = charged(123_000, date(2022, 8, 31), date(2023, 12, 31))
    assert lengths(found) == [30, 457]
    assert amounts(found)[1] == 13_398  # 123,000 x 8.7 % x 457 / 365 = 13,398.1


def test_a_leap_year_has_366_days_of_a_365th_each() -> None:
    # from 1 July 2023 on 8.7 %: 184 days of 2023 and 366 of 2024
    found = charged(365_000, date(2023, 5, 31), date(2024, 12, 31))
    assert lengths(found) == [30, 550]
    assert amounts(found) == [720, 47_850]  # 24 a day x 30, 87 a day x 550


def test_a_new_year_with_another_rate_starts_a_run_even_within_the_first_month() -> None:
    found = charged(1_000_000, date(2020, 12, 28), date(2021, 1, 31))
    assert [(run.first, run.rate_per_mille) for run in found.runs] == [
        (date(2020, 12, 29), 26),
        (date(2021, 1, 1), 25),
        (date(2021, 1, 29), 88),
    ]


@pytest.mark.parametrize(
    ("year", "first_month", "later"),
    [
        (2014, 29, 92), (2015, 28, 91), (2016, 28, 91), (2017, 27, 90), (2018, 26, 89),
        (2019, 26, 89), (2020, 26, 89), (2021, 25, 88), (2022, 24, 87), (2023, 24, 87),
        (2024, 24, 87), (2025, 24, 87), (2026, 28, 91),
    ],
)  # fmt: skip
def test_each_year_has_its_published_rates(year: int, first_month: int, later: int) -> None:
    # 福岡市・中央市・士別市の公表。どの年も2月最後の開庁日の納期限で見る。
    found = charged(1_000_000, date(year, 2, 20), date(year, 6, 30))
    assert [run.rate_per_mille for run in found.runs] == [first_month, later]


def test_the_rates_of_2027_are_refused_until_they_are_announced() -> None:
    due = date(2026, 10, 30)
    assert charged(10**6, due, date(2026, 12, 31)).charge > 0
    with pytest.raises(UnknownRateError, match=r"2027年の延滞金の割合は登録されていません"):
        charged(10**6, due, date(2027, 1, 1))
    assumed = charged(10**6, due, date(2027, 1, 1), assumed={2027: 2026})
    assert assumed.runs[-1].days == 32  # 1 December to 1 January, one rate: one run


def test_a_due_date_before_the_known_holidays_is_refused() -> None:
    with pytest.raises(ValueError, match="2013年の祝日が登録されていません"):
        charged(10**6, date(2013, 12, 20), date(2014, 2, 6))


def test_a_payment_in_part_lowers_the_base_from_the_day_after() -> None:
    found = charged(
        300_000, date(2026, 6, 30), date(2026, 9, 30), payments=[(date(2026, 8, 20), 100_500)]
    )
    assert [(run.last, run.terms.base, run.amount) for run in found.runs] == [
        (date(2026, 7, 31), 300_000, 713),  # 300,000 x 2.8 % x 31 / 365 = 713.4
        (date(2026, 8, 20), 300_000, 1_495),  # 300,000 x 9.1 % x 20 / 365 = 1,495.8
        (date(2026, 9, 30), 199_000, 2_034),  # 199,500 cut; x 9.1 % x 41 / 365 = 2,034.1
    ]
    assert found.charge == 4_200


def test_a_payment_before_the_due_date_leaves_only_the_rest() -> None:
    early = charged(300_000, MAY_31, date(2024, 9, 2), payments=[(MAY_31, 100_000)])
    assert early == charged(200_000, MAY_31, date(2024, 9, 2))


def test_a_rest_below_2000_is_not_charged_on() -> None:
    found = charged(100_000, MAY_31, date(2025, 5, 30), payments=[(date(2024, 6, 30), 98_001)])
    assert amounts(found) == [197, 0]
    rest = charged(100_000, MAY_31, date(2025, 5, 30), payments=[(date(2024, 6, 30), 98_000)])
    assert amounts(rest) == [197, 159]  # 2,000 x 8.7 % x 334 / 365 = 159.2


@pytest.mark.parametrize(
    ("payments", "said"),
    [
        ([(date(2024, 9, 3), 1_000)], "一部納付の日が"),
        ([(date(2024, 8, 1), 300_000)], "一部納付の合計が税額に達しています"),
    ],
)
def test_payments_that_cannot_be_are_refused(payments: list[tuple[date, int]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        charged(300_000, MAY_31, date(2024, 9, 2), payments=payments)


def remitted(kind: RemissionKind) -> Charge:
    # 1 July to 31 August: 62 days at 9.1 %, of which 1 to 31 August, 31 days, are let off
    let_off = Remission(date(2026, 8, 1), date(2026, 8, 31), kind)
    return charged(1_000_000, date(2026, 5, 29), date(2026, 9, 30), remissions=[let_off])


@pytest.mark.parametrize(
    ("kind", "august"),
    [
        pytest.param(RemissionKind.WHOLE, 0, id="all of it"),
        pytest.param(RemissionKind.HALF, 3_864, id="1,000,000 x 9.1 % x 31 / 365 / 2 = 3,864.4"),
        pytest.param(RemissionKind.GRACE, 1_104, id="1,000,000 x 1.3 % x 31 / 365 = 1,104.1"),
    ],
)
def test_days_let_off_are_a_run_of_their_own(kind: RemissionKind, august: int) -> None:
    found = remitted(kind)
    run = next(run for run in found.runs if run.terms.remission is kind)
    assert (run.first, run.last) == (date(2026, 8, 1), date(2026, 8, 31))
    assert run.amount == august


def test_a_year_without_a_rate_for_grace_is_refused() -> None:
    let_off = Remission(date(2020, 7, 1), date(2020, 7, 31), RemissionKind.GRACE)
    with pytest.raises(UnknownRateError, match="猶予期間の延滞金"):
        charged(10**6, date(2020, 6, 1), date(2020, 9, 30), remissions=[let_off])


def test_remissions_that_contradict_each_other_are_refused() -> None:
    august = Remission(date(2026, 8, 1), date(2026, 8, 31), RemissionKind.HALF)
    end = Remission(date(2026, 8, 31), date(2026, 9, 5), RemissionKind.WHOLE)
    back = Remission(date(2026, 8, 2), date(2026, 8, 1), RemissionKind.WHOLE)
    for wrong, said in (([august, end], "重なっています"), ([back], "始まりより前")):
        with pytest.raises(ValueError, match=said):
            charged(10**6, date(2026, 5, 29), date(2026, 9, 30), remissions=wrong)


@given(tax=taxes, days=days_late, more=st.integers(1, 60))
def test_paying_later_never_costs_less(tax: int, days: int, more: int) -> None:
    paid = MAY_31 + timedelta(days=days)
    later = paid + timedelta(days=more)
    assert charged(tax, MAY_31, later).charge >= charged(tax, MAY_31, paid).charge


@given(tax=taxes, more=taxes, days=days_late)
def test_owing_more_never_costs_less(tax: int, more: int, days: int) -> None:
    paid = MAY_31 + timedelta(days=days)
    assert charged(tax + more, MAY_31, paid).charge >= charged(tax, MAY_31, paid).charge


@given(tax=taxes, days=days_late)
def test_runs_cover_every_day_once(tax: int, days: int) -> None:
    found = charged(tax, MAY_31, MAY_31 + timedelta(days=days))
    assert sum(lengths(found)) == (days if found.base else 0)
    for one, following in zip(found.runs, found.runs[1:], strict=False):
        assert following.first - one.last == timedelta(days=1)


def by_days(tax: int, due_on: date, paid_on: date) -> int:
    """Return the charge by walking through the days, written from the statute's words alone.

    The due date is one of the first 27 of its month, so that the next month has it too.
    """
    base = 0 if tax < 2_000 else tax - tax % 1_000
    same_date = (due_on.replace(day=1) + timedelta(days=32)).replace(day=due_on.day)
    day, parts = due_on, [[0, 0]]
    while day < paid_on:
        day += timedelta(days=1)
        rate = RATES[day.year][0 if day <= same_date else 1]
        if parts[-1][0] != rate:
            parts.append([rate, 0])
        parts[-1][1] += 1
    total = sum(floor(Fraction(base * rate * days, 365_000)) for rate, days in parts)
    return 0 if total < 1_000 else total - total % 100


RATES = (
    {2020: (26, 89), 2021: (25, 88)} | dict.fromkeys(range(2022, 2026), (24, 87)) | {2026: (28, 91)}
)
"""Per mille, as 福岡市 and 中央市 publish them."""
open_days = st.dates(date(2020, 1, 6), date(2026, 6, 1)).filter(
    lambda day: not is_closed(day) and day.day < 28
)


@given(tax=taxes, due_on=open_days, days=st.integers(0, 2_000))
def test_walking_through_the_days_gives_the_same(tax: int, due_on: date, days: int) -> None:
    paid_on = min(due_on + timedelta(days=days), date(2026, 12, 31))
    assert charged(tax, due_on, paid_on).charge == by_days(tax, due_on, paid_on)


@given(tax=st.integers(3_000, 10**6), paid=st.integers(1, 999), days=st.integers(1, 300))
def test_a_payment_in_part_never_raises_the_charge(tax: int, paid: int, days: int) -> None:
    end = MAY_31 + timedelta(days=300)
    part = [(MAY_31 + timedelta(days=days), paid)]
    assert charged(tax, MAY_31, end, payments=part).charge <= charged(tax, MAY_31, end).charge
