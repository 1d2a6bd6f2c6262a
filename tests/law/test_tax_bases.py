"""課税標準額 of each kind: special deductions of land, deductions in order, thousands."""

from __future__ import annotations

import pytest

from juminzei.kernel.chain.bases import bases_of
from juminzei.kernel.chain.incomes import incomes
from juminzei.kernel.law import load
from juminzei.kernel.separate_kinds import KINDS
from juminzei.kernel.steps import PLAIN
from law.figures import yen
from law.one_person import columns_of, steps_of

LAW = load(2026)
COLUMNS = {
    kind: kind if kind in {"forestry", "retirement"} else f"separate_{kind}" for kind in KINDS
}


def bases(deductions: int = 0, /, **told: int) -> dict[str, int]:
    """Return what is not 0 of the bases after so many yen of deductions."""
    columns = columns_of(**told)
    found = bases_of(columns, incomes(columns, LAW, PLAIN), yen(deductions), LAW, PLAIN)
    kinds = {kind: getattr(found.separate, kind) for kind in KINDS}
    all_kinds = {"comprehensive": found.comprehensive} | kinds
    return {kind: int(base[0]) for kind, base in all_kinds.items() if base[0]}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("income", "expected"),
    [(999, {}), (1_000, 1_000), (1_999, 1_000), (2_000, 2_000)],
)
def test_each_base_is_cut_to_thousands(kind: str, income: int, expected: int) -> None:
    assert bases(**{COLUMNS[kind]: income}) == ({kind: expected} if expected else {})


def test_deductions_are_taken_off_one_kind_after_the_other() -> None:
    order = ("comprehensive", *KINDS)
    told = {"income_business": 10_000} | {COLUMNS[kind]: 10_000 for kind in KINDS}
    for whole, kind in enumerate(order):
        # all kinds before have nothing left, this one 6,000, those after it all
        expected = {kind: 6_000} | dict.fromkeys(order[whole + 1 :], 10_000)
        assert bases(10_000 * whole + 4_000, **told) == expected
    assert bases(119_001, **told) == {}
    assert bases(119_000, **told) == {"retirement": 1_000}


def test_what_a_kind_has_below_a_thousand_helps_no_other() -> None:
    # 1,500 of deductions leave 500 of 2,000: cut, though 1,999 of futures are left whole
    assert bases(1_500, income_business=2_000, separate_futures=1_999) == {"futures": 1_000}


@pytest.mark.parametrize(
    ("income", "asked", "expected"),
    [
        pytest.param(10_000_000, 8_000_000, {"land_long": 2_000_000}, id="10 - 8 million"),
        pytest.param(10_000_000, 10_000_000, {}, id="all of it"),
        pytest.param(10_000_000, 30_000_000, {}, id="at most the income"),
        pytest.param(60_000_000, 50_000_000, {"land_long": 10_000_000}, id="at most 50 million"),
        pytest.param(60_000_000, 50_001_000, {"land_long": 10_000_000}, id="not a thousand more"),
    ],
)
def test_a_special_deduction_is_taken_off_its_own_kind(
    income: int, asked: int, expected: dict[str, int]
) -> None:
    assert bases(separate_land_long=income, separate_land_long_deduction=asked) == expected


def test_the_years_limit_is_used_short_first() -> None:
    land = ("land_short", "land_short_reduced", "land_long", "land_long_superior")
    told = {f"separate_{kind}": 20_000_000 for kind in land}
    told |= {f"separate_{kind}_deduction": 15_000_000 for kind in land}
    # 15 + 15 + 15 + 5 million
    assert bases(**told) == {
        "land_short": 5_000_000,
        "land_short_reduced": 5_000_000,
        "land_long": 5_000_000,
        "land_long_superior": 15_000_000,
    }


def test_what_a_kind_cannot_use_of_the_limit_is_left_for_the_next() -> None:
    # short takes 10 of its 50 million, long the other 40
    assert bases(
        separate_land_short=10_000_000,
        separate_land_short_deduction=50_000_000,
        separate_land_long_residence=60_000_000,
        separate_land_long_residence_deduction=50_000_000,
    ) == {"land_long_residence": 20_000_000}


def test_special_deductions_come_after_losses_and_before_deductions() -> None:
    # long 30,000,000 - 2,000,000 (short loss) - 1,000,000 (雑損失) - 25,000,000 (special)
    # = 2,000,000; deductions 500,000
    assert bases(
        500_000,
        separate_land_short=-2_000_000,
        separate_land_long=30_000_000,
        separate_land_long_deduction=25_000_000,
        casualty_carryforward=1_000_000,
    ) == {"land_long": 1_500_000}


def test_a_special_deduction_without_the_income_is_nothing() -> None:
    assert bases(separate_land_long_deduction=1_000_000, separate_futures=5_000) == {
        "futures": 5_000
    }


def test_every_base_and_what_it_could_not_take_is_a_step() -> None:
    steps = steps_of(income_business=300_000, separate_land_long=5_000_999, forestry=1_000_000)
    # 430,000 of basic deduction: 130,000 are left for the land
    assert steps["comprehensive_deductions_left"].value == 130_000
    assert steps["land_long_after_deductions"].value == 4_870_999
    assert steps["tax_base_land_long"].value == 4_870_000
    assert steps["tax_base_land_long"].label == "課税標準額（分離長期譲渡・一般）"
    assert steps["tax_base_forestry"].value == 1_000_000
    assert "※前提" in steps["land_long_after_deductions"].formula
