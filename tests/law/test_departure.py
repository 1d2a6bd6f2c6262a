"""異動: who withholds the rest in one sum, who is billed, on each side of every day and yen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from juminzei.kernel.instalments.departure import (
    Departure,
    LumpSumRule,
    Rest,
    lump_sum_rule,
    rest_after_departure,
)
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.standing_law import standing

LAW = standing(ChangeLaw).lump_sum
MONTHS = [8_000] + [7_500] * 11


@pytest.mark.parametrize(
    ("left_on", "rule"),
    [
        (date(2026, 5, 31), LumpSumRule.NONE),
        (date(2026, 6, 1), LumpSumRule.ON_REQUEST),
        (date(2026, 12, 31), LumpSumRule.ON_REQUEST),
        (date(2027, 1, 1), LumpSumRule.COMPULSORY),
        (date(2027, 4, 30), LumpSumRule.COMPULSORY),
        (date(2027, 5, 1), LumpSumRule.NONE),
    ],
)
def test_the_day_of_leaving_says_whether_a_lump_sum_is_taken(
    left_on: date, rule: LumpSumRule
) -> None:
    assert lump_sum_rule(left_on, LAW) is rule


def rest(left_on: date, withheld: int, **more: Any) -> tuple[Rest, int]:
    reported = Departure(**{"left_on": left_on, "pay": 500_000, **more})
    return rest_after_departure(MONTHS, withheld=withheld, departure=reported, law=LAW)


def test_from_january_the_lump_sum_needs_no_request() -> None:
    # left in February: March, April, May are 22,500
    assert rest(date(2027, 2, 15), 9) == (Rest.LUMP_SUM, 22_500)


def test_until_december_it_is_taken_on_request_only() -> None:
    # left in September: October to May are 60,000
    assert rest(date(2026, 9, 30), 4) == (Rest.ORDINARY, 60_000)
    assert rest(date(2026, 9, 30), 4, requested=True) == (Rest.LUMP_SUM, 60_000)


@pytest.mark.parametrize(("pay", "how"), [(22_500, Rest.ORDINARY), (22_501, Rest.LUMP_SUM)])
def test_pay_must_be_above_the_rest(pay: int, how: Rest) -> None:
    assert rest(date(2027, 2, 15), 9, pay=pay) == (how, 22_500)


def test_in_may_the_last_month_is_simply_withheld() -> None:
    assert rest(date(2027, 5, 15), 12) == (Rest.NOTHING, 0)
    assert rest(date(2027, 5, 15), 11, requested=True) == (Rest.ORDINARY, 7_500)


def test_a_new_employer_goes_on() -> None:
    assert rest(date(2027, 2, 15), 9, new_employer=True) == (Rest.NEW_EMPLOYER, 22_500)


def test_of_the_dead_no_lump_sum_is_taken() -> None:
    assert rest(date(2027, 2, 15), 9, died=True) == (Rest.ORDINARY, 22_500)
    assert rest(date(2027, 2, 15), 9, died=True, new_employer=True) == (Rest.ORDINARY, 22_500)
