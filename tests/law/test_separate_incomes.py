"""Incomes taxed apart: land, shares, dividends and futures, worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.chain.separate import incomes_apart
from juminzei.kernel.separate_kinds import LONG, SHORT
from juminzei.kernel.steps import PLAIN
from law.one_person import answered, columns_of, steps_of

LAND = (*SHORT, *LONG)
Five = tuple[int, int, int, int, int]


def land(*given: int) -> Five:
    """Return the five kinds after netting; the order is that of ``LAND``."""
    told = {f"separate_{kind}": amount for kind, amount in zip(LAND, given, strict=True)}
    found = incomes_apart(columns_of(**told), PLAIN)
    short, reduced, long, superior, residence = (
        int(found[kind][0]) if found else 0 for kind in LAND
    )
    return short, reduced, long, superior, residence


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param((5, 4, 3, 2, 1), (5, 4, 3, 2, 1), id="gains stay as they are"),
        pytest.param((-30, 50, 40, 0, 0), (0, 20, 40, 0, 0), id="a short loss stays among short"),
        pytest.param((50, -30, 40, 0, 0), (20, 0, 40, 0, 0), id="either way"),
        pytest.param((-30, 30, 40, 0, 0), (0, 0, 40, 0, 0), id="a loss of just the other gain"),
        pytest.param((-31, 30, 40, 0, 0), (0, 0, 39, 0, 0), id="one yen goes on to long"),
        pytest.param(
            (-100, 30, 40, 20, 50),
            (0, 0, 0, 0, 40),
            id="70: long 40, superior 20, residence 10",
        ),
        pytest.param((-100, 0, 40, 20, 40), (0, 0, 0, 0, 0), id="a short loss of all gains"),
        pytest.param((-101, 0, 40, 20, 40), (0, 0, 0, 0, 0), id="the rest is as if it were not"),
        pytest.param((50, 0, -30, 20, 40), (50, 0, 0, 0, 30), id="a long loss stays among long"),
        pytest.param((50, 0, 20, 40, -30), (50, 0, 0, 30, 0), id="general before superior"),
        pytest.param((50, 0, 20, -30, 40), (50, 0, 0, 0, 30), id="and before residence"),
        pytest.param((50, 20, -90, 20, 10), (0, 10, 0, 0, 0), id="60 from short 50, reduced 10"),
        pytest.param((-10, 5, -10, 5, 0), (0, 0, 0, 0, 0), id="both terms lose"),
        pytest.param((-10, 15, -10, 5, 4), (0, 4, 0, 0, 0), id="short keeps 5, long lost 1 of it"),
    ],
)
def test_losses_on_land_are_taken_within_the_term_then_from_the_other(
    given: Five, expected: Five
) -> None:
    assert land(*given) == expected


signed = st.integers(-(10**9), 10**9)


@given(short=signed, reduced=signed, long=signed, superior=signed, residence=signed)
def test_land_keeps_the_sum_of_all_five_kinds_and_never_less_than_nought(
    short: int, reduced: int, long: int, superior: int, residence: int
) -> None:
    found = land(short, reduced, long, superior, residence)
    assert sum(found) == max(0, short + reduced + long + superior + residence)
    assert all(one >= 0 for one in found)


@pytest.mark.parametrize(
    ("dividend", "listed", "expected"),
    [
        pytest.param(300_000, -200_000, (100_000, 0), id="300,000 - 200,000"),
        pytest.param(300_000, -300_000, (0, 0), id="a loss of just the dividends"),
        pytest.param(300_000, -300_001, (0, 0), id="a yen more is carried on by a return"),
        pytest.param(300_000, 200_000, (300_000, 200_000), id="a gain stays apart"),
        pytest.param(0, -200_000, (0, 0), id="no dividends"),
    ],
)
def test_a_loss_on_listed_shares_meets_listed_dividends_alone(
    dividend: int, listed: int, expected: tuple[int, int]
) -> None:
    told = answered(
        income_business=3_000_000,
        separate_listed_dividend=dividend,
        separate_listed_shares=listed,
        separate_unlisted_shares=1_000_000,
        separate_futures=1_000_000,
    )
    assert told["aggregate_income"] == 5_000_000 + sum(expected)
    assert told["total_income"] == 3_000_000


@pytest.mark.parametrize("kind", ["unlisted_shares", "futures"])
def test_losses_on_unlisted_shares_and_futures_count_as_none(kind: str) -> None:
    told = answered(
        **{
            f"separate_{kind}": -5_000_000,
            "separate_listed_dividend": 400_000,
            "separate_listed_shares": 300_000,
        }
    )
    assert told["aggregate_income"] == 700_000


def test_dividends_and_shares_of_unlisted_and_listed_companies_never_meet() -> None:
    told = answered(separate_unlisted_shares=-1_000_000, separate_listed_shares=1_000_000)
    assert told["aggregate_income"] == 1_000_000
    told = answered(separate_unlisted_shares=1_000_000, separate_listed_shares=-1_000_000)
    assert told["aggregate_income"] == 1_000_000


def test_aggregate_income_has_every_kind_once_and_land_before_special_deductions() -> None:
    # 1 + 2 + 4 + … + 1,024 thousand of the eleven kinds, and 3,000,000 of business
    kinds = (*LAND, "listed_dividend", "unlisted_shares", "listed_shares", "futures")
    told = {f"separate_{kind}": 1_000 * 2**n for n, kind in enumerate(kinds)}
    told |= {"forestry": 512_000, "retirement": 1_024_000, "income_business": 3_000_000}
    told |= {f"separate_{kind}_deduction": 10_000_000 for kind in LAND}
    found = answered(**told)
    assert found["aggregate_income"] == found["total_income_etc"] == 3_000_000 + 2_047_000
    assert found["total_income"] == 3_000_000


@pytest.mark.parametrize(
    ("separate", "exempt"),
    [
        pytest.param(450_000 - 1, 4, id="450,000 - 1"),
        pytest.param(450_000, 4, id="just the threshold"),
        pytest.param(450_001, 0, id="a yen above"),
    ],
)
def test_thresholds_look_at_separate_incomes_too(separate: int, exempt: int) -> None:
    # Whoever is within 450,000 but above 380,000 owes the per-capita levy alone (code 4).
    assert answered(separate_land_short=separate)["exempt"] == exempt


def test_who_has_none_has_no_such_steps() -> None:
    steps = steps_of(revenue_employment=5_000_000)
    assert not [name for name in steps if name.startswith(("land_", "listed_", "futures_"))]


def test_the_losses_to_be_taken_are_told() -> None:
    steps = steps_of(
        separate_land_short=-100, separate_land_short_reduced=30, separate_land_long=90
    )
    # short: 100 of the general kind; long: 70 that the short term lost altogether
    assert steps["land_short_loss"].value == 100
    assert steps["land_long_loss"].value == 70
    step = steps["land_long_after_loss"]
    assert (step.inputs, step.value) == ({"income": 90, "loss": 70}, 20)
    assert step.label == "土地・建物等の損失を差し引いた後（分離長期譲渡・一般）"
