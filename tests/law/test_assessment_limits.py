"""期間制限: the last days on which a tax can be raised or lowered (地方税法17条の5, 17条の6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from juminzei.kernel.assessment_limits import assessment_limits
from juminzei.kernel.parameters.limits import AssessmentLimitLaw
from juminzei.kernel.standing_law import standing

LAW = standing(AssessmentLimitLaw)
DUE = date(2026, 6, 30)


def limits(statutory_due_on: date = DUE, **more: Any) -> tuple[date, date]:
    found = assessment_limits(statutory_due_on=statutory_due_on, law=LAW, **more)
    return found.increase, found.decrease


def test_a_tax_is_raised_for_three_years_and_lowered_for_five() -> None:
    # from 1 July 2026
    assert limits() == (date(2029, 6, 30), date(2031, 6, 30))


def test_fraud_makes_it_seven_years_both_ways() -> None:
    assert limits(fraud=True) == (date(2033, 6, 30), date(2033, 6, 30))


@pytest.mark.parametrize(
    ("acted_on", "expected"),
    [
        pytest.param(
            date(2027, 6, 30),
            (date(2029, 6, 30), date(2031, 6, 30)),
            id="no later than three years",
        ),
        pytest.param(
            date(2027, 7, 1), (date(2029, 7, 1), date(2031, 6, 30)), id="a day later than them"
        ),
        pytest.param(
            date(2031, 3, 14),
            (date(2033, 3, 14), date(2033, 3, 14)),
            id="later than five years too",
        ),
    ],
)
def test_income_tax_gives_two_more_years_if_they_end_later(
    acted_on: date, expected: tuple[date, date]
) -> None:
    assert limits(income_tax_acted_on=acted_on) == expected


def test_a_ruling_gives_six_months() -> None:
    assert limits(ruled_on=date(2031, 8, 31)) == (date(2032, 2, 29), date(2032, 2, 29))


def test_the_last_day_stays_on_a_closed_day() -> None:
    assert limits(statutory_due_on=date(2025, 8, 31))[0] == date(2028, 8, 31)
    assert limits(statutory_due_on=date(2024, 6, 30))[0] == date(2027, 6, 30)
    # 30 June 2029 is a Saturday: nobody has to pay or file on it
    assert limits()[0].weekday() == 5
