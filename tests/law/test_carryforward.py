"""繰越控除 of 純損失, 居住用財産, 上場株式, 先物 and 雑損失, worked by hand."""

from __future__ import annotations

import pytest

from juminzei.kernel.chain.carryforward import ORDER, after_carryforwards
from juminzei.kernel.law import load
from juminzei.kernel.separate_kinds import KINDS, LONG
from juminzei.kernel.steps import PLAIN
from law.figures import yen
from law.one_person import answered, columns_of, steps_of

LAW = load(2026)
INCOMES = ("comprehensive", *KINDS)


def left(aggregate: int = 0, /, **losses: int) -> dict[str, int]:
    """Return what losses leave of 100 yen of each kind; kinds of which 100 are left, left out."""
    columns = columns_of(**{f"{name}_carryforward": loss for name, loss in losses.items()})
    incomes = {kind: yen(100) for kind in INCOMES}
    after = after_carryforwards(incomes, columns, yen(aggregate), LAW, PLAIN)
    return {kind: int(amount[0]) for kind, amount in after.items() if amount[0] != 100}


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (99, {"comprehensive": 1}),
        (100, {"comprehensive": 0}),
        (101, {"comprehensive": 0, "forestry": 99}),
        (250, {"comprehensive": 0, "forestry": 0, "retirement": 50}),
        (301, {"comprehensive": 0, "forestry": 0, "retirement": 0}),
    ],
)
def test_net_losses_are_taken_from_the_total_forestry_and_retirement(
    loss: int, expected: dict[str, int]
) -> None:
    assert left(loss=loss) == expected


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (50, {"land_long": 50}),
        (150, {"land_long": 0, "land_long_superior": 50}),
        (350, dict.fromkeys(LONG, 0) | {"land_short": 50}),
    ],
)
def test_a_loss_on_a_residence_is_taken_from_long_and_short_land_first(
    loss: int, expected: dict[str, int]
) -> None:
    assert left(residence=loss) == expected


def test_a_loss_on_a_residence_goes_on_to_the_total_forestry_and_retirement() -> None:
    # 500 of the five kinds of land, 100 + 100 + 50
    assert left(residence=750) == dict.fromkeys((*KINDS[:5], "comprehensive", "forestry"), 0) | {
        "retirement": 50
    }


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [
        pytest.param(30_000_000, {"land_long": 50}, id="30,000,000 is not above it"),
        pytest.param(30_000_001, {}, id="a yen above: nothing is taken off this year"),
    ],
)
def test_a_loss_on_a_residence_is_not_taken_off_a_high_income(
    aggregate: int, expected: dict[str, int]
) -> None:
    assert left(aggregate, residence=50) == expected


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ({"listed_shares": 130}, {"listed_shares": 0, "listed_dividend": 70}),
        ({"listed_shares": 201}, {"listed_shares": 0, "listed_dividend": 0}),
        ({"futures": 30}, {"futures": 70}),
        ({"futures": 101}, {"futures": 0}),
    ],
)
def test_losses_on_listed_shares_and_futures_meet_their_like(
    losses: dict[str, int], expected: dict[str, int]
) -> None:
    assert left(**losses) == expected


def test_casualty_losses_are_taken_from_every_kind_in_the_circulars_order() -> None:
    order = (
        *("comprehensive", "land_short", "land_short_reduced", "land_long", "land_long_superior"),
        *("land_long_residence", "listed_dividend", "unlisted_shares", "listed_shares"),
        *("futures", "forestry", "retirement"),
    )
    for whole in range(len(order)):
        expected = dict.fromkeys(order[:whole], 0) | {order[whole]: 60}
        assert left(casualty=100 * whole + 40) == expected
    assert left(casualty=1_201) == dict.fromkeys(order, 0)


def test_casualty_losses_come_last() -> None:
    # 純損失 takes 100 of the total; 雑損失 starts with what that left: the short land.
    assert left(loss=100, casualty=30) == {"comprehensive": 0, "land_short": 70}
    # 先物 leaves 40 of the futures: 970 - 900 of the nine kinds before - 40 = 30 reach forestry.
    assert left(futures=60, casualty=970)["forestry"] == 70
    # 上場株式 leaves 40 of its kind: 870 - 800 of the eight kinds before - 40 = 30 reach futures.
    assert left(listed_shares=60, casualty=870)["futures"] == 70
    assert list(ORDER)[-1] == "casualty"


def test_former_losses_lower_total_income_etc_and_not_the_aggregate_income() -> None:
    told = answered(
        income_business=3_000_000,
        forestry=1_000_000,
        separate_futures=500_000,
        loss_carryforward=3_400_000,
        futures_carryforward=200_000,
    )
    assert told["aggregate_income"] == 4_500_000
    # 3,000,000 - 3,000,000; forestry 1,000,000 - 400,000; futures 500,000 - 200,000
    assert told["total_income"] == 0
    assert told["total_income_etc"] == 900_000


def test_the_residence_limit_looks_at_the_whole_aggregate_income() -> None:
    told = {"income_business": 20_000_000, "separate_land_long": 10_000_000}
    assert answered(**told, residence_carryforward=1_000_000)["total_income_etc"] == 29_000_000
    told["separate_land_long"] += 1
    assert answered(**told, residence_carryforward=1_000_000)["total_income_etc"] == 30_000_001


def test_thresholds_of_the_income_levy_look_at_what_former_losses_leave() -> None:
    # 1,000,000 of business: above 380,000; after 550,000 of loss 450,000, within the limit
    told = {"income_business": 1_000_000}
    assert answered(**told, loss_carryforward=550_000)["exempt"] == 4
    assert answered(**told, loss_carryforward=549_999)["exempt"] == 0


def test_a_loss_that_nobody_has_makes_no_steps() -> None:
    steps = steps_of(income_business=3_000_000, loss_carryforward=1)
    assert not [name for name in steps if "casualty_carry" in name or "residence_carry" in name]
    step = steps["comprehensive_after_loss_carryforward"]
    assert (step.label, step.value) == ("純損失の繰越控除の後（総所得金額）", 2_999_999)
