"""雑損控除 (地方税法314条の2第1項1号), worked by hand."""

from __future__ import annotations

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.parameters.deductions import Casualty
from juminzei.kernel.rules.casualty_deduction import casualty_deduction, casualty_threshold_exact
from law.figures import yen
from law.one_person import answered, steps_of

LAW = Casualty(
    cite="地方税法314条の2第1項1号", threshold_rate=Rate(10, 100), disaster_threshold=50_000
)


def deduction(income: int, loss: int, disaster_cost: int = 0) -> int:
    threshold = casualty_threshold_exact(total_income_etc=yen(income), law=LAW).down()
    found = casualty_deduction(
        casualty_net_loss=yen(loss),
        casualty_disaster_cost=yen(disaster_cost),
        threshold=threshold,
        law=LAW,
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("income", "loss", "cost", "expected"),
    [
        pytest.param(3_000_000, 300_000, 0, 0, id="a loss of just a tenth"),
        pytest.param(3_000_000, 300_001, 0, 1, id="a yen above a tenth"),
        pytest.param(3_000_009, 300_001, 0, 1, id="300,000.9 is cut to 300,000"),
        pytest.param(3_000_010, 300_001, 0, 0, id="300,001"),
        pytest.param(0, 300_000, 0, 300_000, id="without income all of it"),
        pytest.param(3_000_000, 0, 0, 0, id="no loss"),
        pytest.param(9_000_000, 400_000, 50_000, 0, id="costs of just 50,000"),
        pytest.param(9_000_000, 400_000, 50_001, 1, id="a yen above 50,000"),
        pytest.param(9_000_000, 1_000_000, 149_999, 100_000, id="1,000,000 - 900,000 is larger"),
        pytest.param(9_000_000, 1_000_000, 150_000, 100_000, id="both come to 100,000"),
        pytest.param(9_000_000, 1_000_000, 150_001, 100_001, id="150,001 - 50,000 is larger"),
    ],
)
def test_the_larger_of_both_ways_is_deducted(
    income: int, loss: int, cost: int, expected: int
) -> None:
    assert deduction(income, loss, cost) == expected


def test_the_threshold_is_a_tenth_of_all_incomes_after_former_losses() -> None:
    # business 4,000,000 - 1,000,000 carried on, land 2,000,000 before its special deduction:
    # 5,000,000 x 10 % = 500,000; 800,000 - 500,000
    told = {
        "income_business": 4_000_000,
        "loss_carryforward": 1_000_000,
        "separate_land_long": 2_000_000,
        "separate_land_long_deduction": 2_000_000,
        "casualty_net_loss": 800_000,
    }
    assert steps_of(**told)["casualty_threshold"].value == 500_000
    assert answered(**told)["deduction_casualty"] == 300_000


def test_it_is_part_of_all_deductions() -> None:
    # 430,000 basic + 200,000
    told = answered(income_business=3_000_000, casualty_net_loss=500_000)
    assert told["deduction_total"] == 630_000
    assert told["tax_base"] == 2_370_000


@pytest.mark.parametrize("tax_year", [2021, 2024, 2027])
def test_it_is_the_same_in_every_year(tax_year: int) -> None:
    told = answered(tax_year, income_business=3_000_000, casualty_net_loss=500_000)
    assert told["deduction_casualty"] == 200_000
