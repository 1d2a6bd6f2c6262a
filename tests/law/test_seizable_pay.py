"""国税徴収法76条: what of pay may be seized, by hand and by a published example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.parameters.seizure import SeizureLaw
from juminzei.kernel.seizure import (
    Pay,
    SeizablePay,
    seizable_pay,
    seizable_retirement_pay,
    seizable_with_consent,
)
from juminzei.kernel.standing_law import standing

LAW = standing(SeizureLaw)
PUBLISHED = Pay(amount=282_078, income_tax=4_280, inhabitant_tax=4_700, social_insurance=47_680)
amounts = st.integers(0, 3_000_000)


def monthly(amount: int, family: int = 0, *, rounded: bool = True) -> SeizablePay:
    return seizable_pay(Pay(amount=amount), family_members=family, rounded=rounded, law=LAW)


def test_rounds_to_thousands_as_published() -> None:
    # 給与差押の計算例（syufu-fx.com）: 282,000 - 5,000 - 5,000 - 48,000 - 190,000 = 34,000;
    # 20 % of it are 6,800, raised to 7,000
    found = seizable_pay(PUBLISHED, family_members=2, rounded=True, law=LAW)
    assert found == SeizablePay(
        seizable=27_000,
        pay=Pay(amount=282_000, income_tax=5_000, inhabitant_tax=5_000, social_insurance=48_000),
        subsistence=190_000,
        standing=7_000,
    )


def test_without_the_practice_every_yen_counts() -> None:
    # 282,078 - 4,280 - 4,700 - 47,680 - 190,000 = 35,418; 20 % are 7,083.6
    found = seizable_pay(PUBLISHED, family_members=2, rounded=False, law=LAW)
    assert (found.standing, found.seizable) == (7_084, 28_334)


@pytest.mark.parametrize(
    ("amount", "family", "seizable"),
    [
        pytest.param(100_000, 0, 0, id="subsistence itself"),
        pytest.param(101_000, 0, 0, id="20 % of 1,000 raised to 1,000: all of it"),
        pytest.param(102_000, 0, 1_000, id="2,000 less 1,000"),
        pytest.param(105_000, 0, 4_000, id="5,000 less 1,000"),
        pytest.param(106_000, 0, 4_000, id="6,000 less 1,200, raised to 2,000"),
        pytest.param(145_000, 1, 0, id="one relative: 145,000"),
        pytest.param(150_000, 1, 4_000, id="5,000 less 1,000"),
        pytest.param(1_100_000, 0, 800_000, id="20 % of 1,000,000 are 200,000, twice subsistence"),
        pytest.param(1_105_000, 0, 805_000, id="no more than twice subsistence"),
    ],
)
def test_a_fifth_of_the_rest_is_left_up_to_twice_the_subsistence(
    amount: int, family: int, seizable: int
) -> None:
    assert monthly(amount, family).seizable == seizable


@pytest.mark.parametrize(
    ("months", "seizable"),
    [pytest.param(1, 320_000, id="400,000 x 80 %"), pytest.param(2, 240_000, id="300,000 x 80 %")],
)
def test_pay_for_two_months_has_subsistence_twice(months: int, seizable: int) -> None:
    pay = Pay(amount=500_000)
    found = seizable_pay(pay, family_members=0, months=months, rounded=True, law=LAW)
    assert found.seizable == seizable


@pytest.mark.parametrize(
    ("days", "rounded", "subsistence"),
    [
        pytest.param(10, True, 49_000, id="145,000 x 10 / 30 = 48,333.3"),
        pytest.param(10, False, 48_334, id="to the yen"),
        pytest.param(30, True, 145_000, id="thirty days are a month"),
        pytest.param(6, True, 29_000, id="145,000 x 6 / 30 comes out even"),
    ],
)
def test_pay_by_days_has_a_part_of_it(days: int, rounded: bool, subsistence: int) -> None:  # noqa: FBT001 - pytest gives it by name
    pay = Pay(amount=200_000)
    found = seizable_pay(pay, family_members=1, days=days, rounded=rounded, law=LAW)
    assert found.subsistence == subsistence


@pytest.mark.parametrize(
    ("years", "protected"),
    [
        pytest.param(0, 435_000, id="145,000 x 3"),
        pytest.param(5, 435_000, id="five years add nothing"),
        pytest.param(6, 522_000, id="one year more: 87,000"),
        pytest.param(30, 2_610_000, id="25 x 87,000"),
    ],
)
def test_retirement_pay_has_three_months_and_a_fifth_for_each_year(
    years: int, protected: int
) -> None:
    pay = Pay(amount=5_000_000, income_tax=100_000, inhabitant_tax=50_000)
    found = seizable_retirement_pay(
        pay, family_members=1, service_years=years, rounded=True, law=LAW
    )
    assert (found.subsistence, found.standing) == (protected, 0)
    assert found.seizable == 4_850_000 - protected


def test_small_retirement_pay_is_left_whole() -> None:
    pay = Pay(amount=300_000)
    found = seizable_retirement_pay(pay, family_members=0, service_years=1, rounded=True, law=LAW)
    assert found.seizable == 0


def test_with_consent_all_that_is_paid_out_may_be_seized() -> None:
    found = seizable_with_consent(PUBLISHED, rounded=False, law=LAW)
    assert found.seizable == 282_078 - 56_660
    assert (found.subsistence, found.standing) == (0, 0)
    poor = Pay(amount=1_000, income_tax=2_000)
    assert seizable_with_consent(poor, rounded=False, law=LAW).seizable == 0


@given(amount=amounts, more=st.integers(0, 500_000), family=st.integers(0, 6))
def test_higher_pay_never_has_less_seized(amount: int, more: int, family: int) -> None:
    for rounded in (True, False):
        less = monthly(amount, family, rounded=rounded).seizable
        assert less <= monthly(amount + more, family, rounded=rounded).seizable


@given(amount=amounts, family=st.integers(0, 6))
def test_what_is_seized_and_what_is_left_is_the_pay(amount: int, family: int) -> None:
    found = monthly(amount, family)
    assert 0 <= found.seizable <= max(0, amount - 100_000 - 45_000 * family)
    assert monthly(amount, family + 1).seizable <= found.seizable
    assert found.seizable <= monthly(amount, family, rounded=False).seizable


def restated(pay: int, held_back: tuple[int, int, int], family: int) -> int:
    """Return what may be seized of a month's pay to the yen, written from 76条1項 alone."""
    four = 100_000 + 45_000 * family
    left = pay - sum(held_back) - four
    if left <= 0:
        return 0
    five = min(-(-left * 20 // 100), 2 * four)
    return left - five


@given(
    pay=amounts,
    held_back=st.tuples(*[st.integers(0, 200_000)] * 3),
    family=st.integers(0, 8),
)
def test_the_article_read_anew_gives_the_same(
    pay: int, held_back: tuple[int, int, int], family: int
) -> None:
    given_ = Pay(
        amount=pay,
        income_tax=held_back[0],
        inhabitant_tax=held_back[1],
        social_insurance=held_back[2],
    )
    found = seizable_pay(given_, family_members=family, rounded=False, law=LAW)
    assert found.seizable == restated(pay, held_back, family)
    by_thousands = seizable_pay(given_, family_members=family, rounded=True, law=LAW)
    up = tuple(-(-one // 1_000) * 1_000 for one in held_back)
    plain = restated(pay // 1_000 * 1_000, (up[0], up[1], up[2]), family)
    assert by_thousands.seizable == plain // 1_000 * 1_000
