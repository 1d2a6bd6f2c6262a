"""R-3.2.16: until when a fixed tax may be changed (地方税法17条の5), on both sides of each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.apps.assessment.models import ReassessmentGround
from juminzei.apps.assessment.services.reassessment_limits import (
    last_day_of,
    limit,
    needs_event,
)

DUE = date(2026, 6, 30)
"""第1期の納期限 of 令和8年度."""

CASES = [
    # ground, less tax, event, last day
    ("correction", False, None, date(2029, 6, 30)),  # 3 years
    ("late_document", False, None, date(2029, 6, 30)),
    ("correction", True, None, date(2031, 6, 30)),  # 5 years
    ("late_document", True, None, date(2031, 6, 30)),
    ("deceit", False, None, date(2033, 6, 30)),  # 7 years
    ("deceit", True, None, date(2033, 6, 30)),
    # Two years from what the tax office did, where that is later than the plain limit.
    ("income_tax", False, date(2028, 10, 1), date(2030, 10, 1)),
    ("income_tax", False, date(2027, 6, 29), date(2029, 6, 30)),
    ("income_tax", False, date(2027, 7, 1), date(2029, 7, 1)),
    ("income_tax", True, date(2028, 10, 1), date(2031, 6, 30)),
    ("ruling", False, date(2029, 3, 31), date(2029, 9, 30)),
    ("ruling", False, date(2026, 9, 1), date(2029, 6, 30)),
]


@pytest.mark.parametrize(("ground", "decreases", "event", "expected"), CASES)
def test_the_last_day_is_the_one_worked_out_by_hand(
    ground: str,
    decreases: bool,  # noqa: FBT001 - a column of the cases
    event: date | None,
    expected: date,
) -> None:
    found = limit(ground, first_due=DUE, decreases=decreases, event_on=event)
    assert found.last_day == expected
    assert found.law.startswith("地方税法17条の")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 6, 30), 36, date(2029, 6, 30)),
        (date(2026, 8, 30), 6, date(2027, 2, 28)),  # begins on 31 August; no 31 February
        (date(2026, 8, 31), 6, date(2027, 2, 28)),  # begins on 1 September
        (date(2027, 8, 30), 6, date(2028, 2, 29)),
        (date(2027, 12, 31), 12, date(2028, 12, 31)),
        (date(2024, 2, 28), 12, date(2025, 2, 28)),  # begins on 29 February
        (date(2024, 2, 29), 12, date(2025, 2, 28)),  # begins on 1 March
    ],
)
def test_a_period_ends_on_the_day_before_the_corresponding_one(
    start: date, months: int, expected: date
) -> None:
    assert last_day_of(start, months) == expected


@given(start=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 84))
def test_a_day_later_never_ends_earlier_and_more_months_end_later(start: date, months: int) -> None:
    assert last_day_of(start + timedelta(days=1), months) >= last_day_of(start, months)
    assert last_day_of(start, months + 1) > last_day_of(start, months)


def test_every_ground_has_its_limit_and_two_of_them_a_day_of_their_own() -> None:
    asked = {ground for ground in ReassessmentGround.values if needs_event(ground)}
    assert asked == {"income_tax", "ruling"}
    for ground in ReassessmentGround.values:
        assert limit(ground, first_due=DUE, decreases=True).last_day >= date(2031, 6, 30)


def test_a_day_of_a_ground_that_has_none_lengthens_nothing() -> None:
    found = limit("correction", first_due=DUE, decreases=False, event_on=date(2029, 1, 1))
    assert found.last_day == date(2029, 6, 30)


def test_there_is_no_limit_of_a_ground_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        limit("kindness", first_due=DUE, decreases=True)
