"""所得割の調整措置, worked by hand from 地方税法附則3条の3第2項・第5項."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.rules.income_levy_relief import income_levy_relief, relief_share_exact
from law.figures import yen

levies = st.integers(0, 200_000)


def relief(income: int, city: int, prefecture: int, threshold: int = 450_000) -> int:
    found = income_levy_relief(
        total_income_etc=yen(income),
        threshold=yen(threshold),
        municipal_levy=yen(city),
        prefectural_levy=yen(prefecture),
    )
    return int(found[0])


def share(amount: int, own: int, other: int) -> int:
    exact = relief_share_exact(relief=yen(amount), own_levy=yen(own), other_levy=yen(other))
    return int(exact.up()[0])


@pytest.mark.parametrize(
    ("income", "city", "prefecture", "expected"),
    [
        pytest.param(451_000, 600, 400, 0, id="451,000 - 1,000 is just the threshold"),
        pytest.param(451_000, 600, 401, 1, id="450,000 - (451,000 - 1,001) = 1"),
        pytest.param(451_000, 600, 399, 0, id="one yen is left above the threshold"),
        pytest.param(450_500, 600, 400, 500, id="450,000 - (450,500 - 1,000)"),
        pytest.param(450_001, 600, 400, 999, id="450,000 - (450,001 - 1,000)"),
        pytest.param(450_000, 600, 400, 1_000, id="at the threshold all of the levies"),
        pytest.param(440_000, 600, 400, 1_000, id="below it never more than the levies"),
        pytest.param(5_000_000, 120_000, 80_000, 0, id="far above: nothing"),
        pytest.param(450_001, 0, 0, 0, id="no levies, no relief"),
    ],
)
def test_the_levies_must_leave_the_threshold(
    income: int, city: int, prefecture: int, expected: int
) -> None:
    assert relief(income, city, prefecture) == expected


def test_the_threshold_of_a_family_is_its_own() -> None:
    # 1,120,000 - (1,121,000 - 5,000) = 4,000
    assert relief(1_121_000, 3_000, 2_000, threshold=1_120_000) == 4_000


@given(income=st.integers(450_001, 1_000_000), city=levies, prefecture=levies)
def test_nobody_above_the_threshold_is_left_with_less_than_it(
    income: int, city: int, prefecture: int
) -> None:
    paid = city + prefecture - relief(income, city, prefecture)
    assert income - paid >= 450_000
    assert 0 <= paid <= city + prefecture


@pytest.mark.parametrize(
    ("amount", "own", "other", "expected"),
    [
        pytest.param(500, 600, 400, 300, id="500 x 600 / 1,000"),
        pytest.param(501, 600, 400, 301, id="501 x 0.6 = 300.6, rounded up"),
        pytest.param(1, 600, 400, 1, id="0.6, rounded up"),
        pytest.param(1, 400, 600, 1, id="0.4, rounded up on the other side too"),
        pytest.param(1_000, 600, 400, 600, id="all of the levies"),
        pytest.param(999, 600, 400, 600, id="999 x 0.6 = 599.4, rounded up"),
        pytest.param(0, 600, 400, 0, id="no relief"),
        pytest.param(100, 0, 400, 0, id="no levy of its own"),
        pytest.param(100, 400, 0, 100, id="the only levy bears all"),
        pytest.param(0, 0, 0, 0, id="neither relief nor levies: nothing to divide by"),
    ],
)
def test_each_body_bears_its_proportion(amount: int, own: int, other: int, expected: int) -> None:
    assert share(amount, own, other) == expected


@given(city=levies, prefecture=levies, part=st.integers(0, 400_000))
def test_both_parts_make_up_the_relief_but_for_a_yen(city: int, prefecture: int, part: int) -> None:
    amount = min(part, city + prefecture)
    ours, theirs = share(amount, city, prefecture), share(amount, prefecture, city)
    assert ours <= city
    assert theirs <= prefecture
    assert amount <= ours + theirs <= amount + 1


def test_people_without_relief_stand_between_those_with() -> None:
    found = relief_share_exact(
        relief=yen(500, 0, 250), own_levy=yen(600, 90_000, 0), other_levy=yen(400, 60_000, 900)
    )
    assert found.up().tolist() == [300, 0, 0]
