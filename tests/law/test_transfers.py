"""総合課税の譲渡所得, 一時所得 and 山林所得, worked by hand from 所得税法32条から34条."""

from __future__ import annotations

import pytest

from juminzei.kernel.parameters.incomes import Forestry, Occasional, Transfer
from juminzei.kernel.rules.forestry import forestry_income, forestry_special_deduction
from juminzei.kernel.rules.transfers import (
    occasional_income,
    transfer_gain,
    transfer_income,
    transfer_long_special_deduction,
    transfer_loss,
    transfer_short_special_deduction,
)
from law.figures import yen
from law.one_person import answered

TRANSFER = Transfer(cite="所得税法33条4項", special_deduction=500_000)
OCCASIONAL = Occasional(cite="所得税法34条3項", special_deduction=500_000)
FORESTRY = Forestry(cite="所得税法32条4項", special_deduction=500_000)


def transferred(short: int, long: int) -> tuple[int, int, int]:
    """Return both incomes and the loss."""
    gains = (
        transfer_gain(own=yen(short), other=yen(long)),
        transfer_gain(own=yen(long), other=yen(short)),
    )
    by_short = transfer_short_special_deduction(gain=gains[0], law=TRANSFER)
    by_long = transfer_long_special_deduction(gain=gains[1], taken_by_short=by_short, law=TRANSFER)
    loss = transfer_loss(transfer_short=yen(short), transfer_long=yen(long))
    return (
        int(transfer_income(gain=gains[0], special_deduction=by_short)[0]),
        int(transfer_income(gain=gains[1], special_deduction=by_long)[0]),
        int(loss[0]),
    )


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        pytest.param(0, 0, (0, 0, 0), id="nothing"),
        pytest.param(500_000, 0, (0, 0, 0), id="500,000 - 500,000"),
        pytest.param(500_001, 0, (1, 0, 0), id="500,001 - 500,000"),
        pytest.param(0, 500_001, (0, 1, 0), id="long alone has the deduction too"),
        pytest.param(300_000, 200_000, (0, 0, 0), id="300,000 from short, 200,000 from long"),
        pytest.param(300_000, 200_001, (0, 1, 0), id="a yen of long is left"),
        pytest.param(900_000, 400_000, (400_000, 400_000, 0), id="short takes all of it first"),
        pytest.param(-300_000, 900_000, (0, 100_000, 0), id="900,000 - 300,000 - 500,000"),
        pytest.param(900_000, -300_000, (100_000, 0, 0), id="and the other way round"),
        pytest.param(-900_000, 900_000, (0, 0, 0), id="a loss of just the gain"),
        pytest.param(-900_001, 900_000, (0, 0, 1), id="a yen of loss stays"),
        pytest.param(900_000, -900_001, (0, 0, 1), id="either way"),
        pytest.param(-200_000, -300_000, (0, 0, 500_000), id="both lose: no deduction"),
    ],
)
def test_both_classes_are_netted_then_one_special_deduction_is_taken_short_first(
    short: int, long: int, expected: tuple[int, int, int]
) -> None:
    assert transferred(short, long) == expected


@pytest.mark.parametrize(
    ("balance", "expected"),
    [(0, 0), (499_999, 0), (500_000, 0), (500_001, 1), (2_000_000, 1_500_000)],
)
def test_occasional_income_is_what_passes_500000(balance: int, expected: int) -> None:
    assert occasional_income(occasional=yen(balance), law=OCCASIONAL).tolist() == [expected]


@pytest.mark.parametrize(
    ("balance", "asked", "expected"),
    [
        pytest.param(2_000_000, 500_000, 1_500_000, id="2,000,000 - 500,000"),
        pytest.param(2_000_000, 0, 2_000_000, id="nothing asked"),
        pytest.param(2_000_000, 500_001, 1_500_000, id="never more than 500,000"),
        pytest.param(300_000, 500_000, 0, id="never more than the gain"),
        pytest.param(-300_000, 500_000, -300_000, id="a loss has no deduction"),
    ],
)
def test_forestry_has_a_special_deduction_of_its_own(
    balance: int, asked: int, expected: int
) -> None:
    deduction = forestry_special_deduction(
        forestry=yen(balance), forestry_deduction=yen(asked), law=FORESTRY
    )
    found = forestry_income(forestry=yen(balance), special_deduction=deduction)
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({"transfer_short": 1_500_000}, 1_000_000, id="short counts in full"),
        pytest.param({"transfer_long": 1_500_000}, 500_000, id="long counts by half"),
        pytest.param({"occasional": 1_500_000}, 500_000, id="occasional by half"),
        pytest.param({"occasional": 500_001}, 0, id="half a yen is cut"),
        pytest.param({"occasional": 500_002}, 1, id="half of two yen"),
        pytest.param(
            {"occasional": 500_001, "transfer_long": 500_001},
            1,
            id="the half is taken of both together: (1 + 1) / 2, not 0 + 0",
        ),
        pytest.param(
            {"transfer_short": 700_000, "transfer_long": 300_001, "occasional": 600_000},
            # short 200,000; (300,001 + 100,000) / 2 = 200,000.5
            400_000,
            id="200,000 + 200,000",
        ),
    ],
)
def test_half_of_long_and_occasional_enters_the_total(told: dict[str, int], expected: int) -> None:
    found = answered(**told)
    assert found["total_income"] == found["aggregate_income"] == expected
