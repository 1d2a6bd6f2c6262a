"""損益通算 in the order of 所得税法施行令198条, worked by hand on single people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.chain.netting import netting
from juminzei.kernel.chain.transfers import Transfers
from juminzei.kernel.law import load
from juminzei.kernel.rules.netting import real_estate_netted
from juminzei.kernel.steps import PLAIN
from law.figures import yen
from law.one_person import answered, steps_of

if TYPE_CHECKING:
    from juminzei.base.money import Yen

LAW = load(2026)


def netted(
    current: int = 0,
    short: int = 0,
    long: int = 0,
    occasional: int = 0,
    *,
    loss: int = 0,
    forestry: int = 0,
    retirement: int = 0,
) -> tuple[int, int, int]:
    """Return 総所得金額, 山林 and 退職 after netting; incomes are after special deductions."""

    def column(amount: int) -> Yen:
        return np.array([amount])

    moved = Transfers(
        short=column(short),
        long=column(long),
        loss=column(loss),
        occasional=column(occasional),
        forestry=column(forestry),
        retirement=column(retirement),
    )
    found = netting(column(current), moved, LAW, PLAIN)
    return int(found.comprehensive[0]), int(found.forestry[0]), int(found.retirement[0])


@pytest.mark.parametrize(
    ("income", "interest", "expected"),
    [
        pytest.param(-500_000, 200_000, -300_000, id="the interest's part nets with nothing"),
        pytest.param(-500_000, 500_000, 0, id="a loss of just the interest"),
        pytest.param(-500_000, 500_001, 0, id="interest above the loss makes no gain"),
        pytest.param(-500_000, 0, -500_000, id="no interest"),
        pytest.param(500_000, 200_000, 500_000, id="a gain stays as it is"),
        pytest.param(0, 200_000, 0, id="nothing"),
    ],
)
def test_interest_on_land_is_kept_out_of_netting(income: int, interest: int, expected: int) -> None:
    found = real_estate_netted(
        income_real_estate=yen(income), real_estate_land_interest=yen(interest)
    )
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({"current": 3_000_000}, (3_000_000, 0, 0), id="nothing to net"),
        pytest.param({"current": -1}, (0, 0, 0), id="a loss alone is nought, not negative"),
        pytest.param(
            {"current": -300_000, "short": 200_000, "long": 400_000, "occasional": 600_000},
            # short 0, 100,000 left; long 300,000; (300,000 + 600,000) / 2
            (450_000, 0, 0),
            id="a current loss takes short, then long before the half",
        ),
        pytest.param(
            {"current": -700_000, "short": 200_000, "long": 400_000, "occasional": 600_001},
            # short 0, long 0, 100,000 left; (600,001 - 100,000) / 2 = 250,000.5
            (250_000, 0, 0),
            id="and occasional last",
        ),
        pytest.param(
            {"current": 1_000_000, "loss": 400_000, "occasional": 300_000},
            # occasional 0, 100,000 left; 1,000,000 - 100,000
            (900_000, 0, 0),
            id="a transfer loss takes occasional first, before the half, then current",
        ),
        pytest.param(
            {"current": 1_000_000, "loss": 300_000, "occasional": 300_001},
            (1_000_000, 0, 0),
            id="one yen of occasional is left: half of it is cut",
        ),
        pytest.param(
            {"current": -500_000, "loss": 200_000, "occasional": 600_000},
            # the transfer loss comes first: occasional 400,000; current loss: 0, 100,000 left
            (0, 0, 0),
            id="both losses meet in occasional",
        ),
    ],
)
def test_losses_are_taken_within_the_comprehensive_income_in_order(
    told: dict[str, int], expected: tuple[int, int, int]
) -> None:
    assert netted(**told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            {"current": -500_000, "forestry": 300_000, "retirement": 900_000},
            (0, 0, 700_000),
            id="forestry first, 200,000 from retirement",
        ),
        pytest.param(
            {"current": -300_000, "loss": 400_000, "forestry": 600_000, "retirement": 900_000},
            (0, 0, 800_000),
            id="both losses together: 700,000",
        ),
        pytest.param(
            {"current": -300_000, "forestry": 300_001}, (0, 1, 0), id="a yen of forestry is left"
        ),
        pytest.param(
            {"current": 200_000, "forestry": -500_000, "short": 100_000, "long": 100_000},
            # current 0, short 0, long 0; 100,000 of the loss is left, no retirement
            (0, 0, 0),
            id="a loss on forestry takes current, short, long",
        ),
        pytest.param(
            {"forestry": -500_000, "long": 300_000, "occasional": 400_000, "retirement": 50_000},
            # long 0, occasional 200,000; half 100,000
            (100_000, 0, 50_000),
            id="then occasional; retirement only after all of it",
        ),
        pytest.param(
            {"forestry": -500_000, "occasional": 400_000, "retirement": 150_000},
            (0, 0, 50_000),
            id="and retirement last",
        ),
        pytest.param(
            {"current": -200_000, "forestry": -100_000, "retirement": 250_000},
            (0, 0, 0),
            id="retirement bears both losses",
        ),
    ],
)
def test_what_is_left_goes_on_to_forestry_and_retirement(
    told: dict[str, int], expected: tuple[int, int, int]
) -> None:
    assert netted(**told) == expected


amounts = st.integers(0, 10**9)


@given(
    current=st.integers(-(10**9), 10**9),
    short=amounts,
    long=amounts,
    occasional=amounts,
    forestry=st.integers(-(10**9), 10**9),
    retirement=amounts,
)
def test_no_income_is_ever_negative_or_more_than_it_was(
    *, current: int, short: int, long: int, occasional: int, forestry: int, retirement: int
) -> None:
    found = netted(current, short, long, occasional, forestry=forestry, retirement=retirement)
    before = max(current, 0) + short + (long + occasional) // 2
    assert all(one >= 0 for one in found)
    assert found[0] <= before
    assert found[1] <= max(forestry, 0)
    assert found[2] <= retirement


def test_the_incomes_of_a_person_are_netted_before_all_thresholds() -> None:
    # 3,560,000 of 5,000,000 pay; business -6,000,000: loss 2,440,000.
    # short (900,000 - 500,000) = 400,000 → 0; occasional 2,500,000 - 500,000 = 2,000,000 → 0;
    # 40,000 left: forestry 1,500,000 → 1,460,000
    told = answered(
        revenue_employment=5_000_000,
        income_business=-6_000_000,
        transfer_short=900_000,
        occasional=2_500_000,
        forestry=2_000_000,
        forestry_deduction=500_000,
    )
    assert told["total_income"] == 0
    assert told["aggregate_income"] == told["total_income_etc"] == 1_460_000


def test_without_the_pension_all_is_netted_anew() -> None:
    # Pension 65+: 3,000,000 - 1,100,000 = 1,900,000. Business -1,000,000 leaves 900,000 of it.
    # Without the pension the loss would have taken 1,000,000 of 12,000,000 forestry: 11,000,000
    # is above 10,000,000, so that the deduction is 100,000 smaller: 2,000,000 of pension.
    told = {
        "age": 70,
        "revenue_public_pension": 3_000_000,
        "income_business": -1_000_000,
        "forestry": 12_000_000,
    }
    steps = steps_of(**told)
    assert steps["current_besides_pension"].value == -1_000_000
    assert steps["income_besides_pension"].value == 11_000_000
    assert steps["income_public_pension"].value == 2_000_000
    assert steps["total_income"].value == 1_000_000
    assert answered(**told)["aggregate_income"] == 13_000_000


def test_separate_incomes_count_against_the_pension_before_special_deductions() -> None:
    # 10,000,001 of land before its special deduction of 10,000,001
    steps = steps_of(
        age=70,
        revenue_public_pension=3_000_000,
        separate_land_long=10_000_001,
        separate_land_long_deduction=10_000_001,
    )
    assert steps["income_besides_pension"].value == 10_000_001
    assert steps["income_public_pension"].value == 2_000_000


def test_losses_of_separate_incomes_meet_no_other_income() -> None:
    told = answered(
        income_business=5_000_000,
        separate_land_long=-3_000_000,
        separate_unlisted_shares=-3_000_000,
        separate_listed_shares=-3_000_000,
        separate_futures=-3_000_000,
    )
    assert told["total_income"] == told["aggregate_income"] == 5_000_000


def test_who_has_pay_alone_has_none_of_these_steps() -> None:
    steps = steps_of(revenue_employment=5_000_000)
    assert not [name for name in steps if "transfer" in name or "forestry_loss" in name]
    assert steps["comprehensive_income"].value == 3_560_000


def test_each_netting_is_a_step_with_its_number_in_the_article() -> None:
    steps = steps_of(income_business=-300_000, transfer_short=700_000, occasional=900_000)
    first = steps["transfer_short_after_current_loss"]
    assert (first.inputs, first.value) == ({"income": 200_000, "loss": 300_000}, 0)
    assert first.law == "所得税法69条・所得税法施行令198条3号"
    # 400,000 - 100,000 = 300,000, of which half counts
    assert steps["occasional_after_current_loss"].value == 300_000
    assert steps["half"].value == 150_000
