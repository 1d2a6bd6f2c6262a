"""年齢計算ニ関スル法律: a year of age is complete at the end of the day before the birthday."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.age import age_at_end_of, age_on, ages

births = st.dates(date(1900, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        pytest.param(date(2010, 1, 1), 16, id="1 January: already 16 on 31 December 2025"),
        pytest.param(date(2010, 1, 2), 15, id="2 January: still 15, under 16"),
        pytest.param(date(2009, 12, 31), 16, id="31 December"),
        pytest.param(date(1961, 1, 1), 65, id="65 for the pension table of 2026"),
        pytest.param(date(1961, 1, 2), 64, id="64 for the pension table of 2026"),
        pytest.param(date(2026, 3, 1), 0, id="not yet born"),
    ],
)
def test_the_age_for_deductions_is_that_of_31_december(birth: date, age: int) -> None:
    assert age_at_end_of(2025, birth) == age


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        pytest.param(date(2008, 1, 2), 18, id="18 at the end of 1 January 2026"),
        pytest.param(date(2008, 1, 3), 17, id="a minor on 1 January 2026"),
    ],
)
def test_a_minor_is_one_on_the_assessment_date(birth: date, age: int) -> None:
    assert age_on(date(2026, 1, 1), birth) == age


def test_one_born_on_29_february_grows_older_on_28_february() -> None:
    birth = date(2008, 2, 29)
    assert age_on(date(2026, 2, 27), birth) == 17
    assert age_on(date(2026, 2, 28), birth) == 18


@given(people=st.lists(births, min_size=1, max_size=20), year=st.integers(1990, 2030))
def test_many_ages_at_once_are_the_single_ones(people: list[date], year: int) -> None:
    ordinals = np.array([birth.toordinal() for birth in people])
    expected = [age_at_end_of(year, birth) for birth in people]
    assert ages(ordinals, at_end_of=year).tolist() == expected


@given(birth=births, day=st.dates(date(1990, 1, 1), date(2029, 12, 30)))
def test_nobody_grows_younger(birth: date, day: date) -> None:
    following = date.fromordinal(day.toordinal() + 1)
    assert 0 <= age_on(following, birth) - age_on(day, birth) <= 1
