"""配当割額・株式等譲渡所得割額の控除, its use and refund, by hand from 地方税法314条の9."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.law import load
from juminzei.kernel.parameters.credits import Rates, WithheldLevy
from juminzei.kernel.rules.withheld_levy import (
    municipal_withheld_levy,
    prefectural_withheld_levy_exact,
    withheld_levy_applied,
    withheld_levy_left,
    withheld_levy_refund,
)
from law.figures import yen

LAW = WithheldLevy(
    cite="地方税法314条の9",
    share=Rates(municipal=Rate(3, 5), prefectural=Rate(2, 5)),
    used_against_forest_environment_tax=True,
)
amounts = st.integers(0, 1_000_000)


def applied(left: int, total: int, forest: int, *, forest_too: bool = True) -> int:
    found = withheld_levy_applied(
        withheld_levy_left=yen(left),
        total=yen(total),
        forest_environment_tax=yen(forest),
        law=replace(LAW, used_against_forest_environment_tax=forest_too),
    )
    return int(found[0])


def answer(withheld: int, **told: Any) -> dict[str, Any]:
    """Return the answer for pay of 1,200,000: levies of 5,700 and 3,800 before this credit."""
    # 550,000 - 430,000 = 120,000; 7,200 / 4,800; 調整控除 50,000 x 3% and 2%: 5,700 / 3,800.
    request = {
        "tax_year": 2026,
        "age": 30,
        "revenue": {"employment": 1_200_000},
        "credits": {"withheld_levy": withheld},
    }
    return dict(calculate([read(request | told)])[0])


@pytest.mark.parametrize(
    ("withheld", "prefecture", "city"),
    [
        pytest.param(10_000, Fraction(4_000), 6_000, id="2/5 and 3/5 of 10,000"),
        pytest.param(10_001, Fraction(20_002, 5), 6_001, id="4,000.4, cut; the rest 6,001"),
        pytest.param(10_004, Fraction(20_008, 5), 6_003, id="4,001.6, cut; the rest 6,003"),
        pytest.param(0, Fraction(0), 0, id="nothing withheld"),
    ],
)
def test_what_was_withheld_is_divided_between_the_bodies(
    withheld: int, prefecture: Fraction, city: int
) -> None:
    exact = prefectural_withheld_levy_exact(withheld_levy=yen(withheld), law=LAW)
    assert exact.at(0) == prefecture
    rest = municipal_withheld_levy(withheld_levy=yen(withheld), prefectural=exact.down())
    assert rest.tolist() == [city]


def test_what_the_levies_could_not_take_is_left() -> None:
    found = withheld_levy_left(
        withheld_levy=yen(10_000, 10_000, 10_000),
        municipal=yen(6_000, 5_900, 0),
        prefectural=yen(4_000, 4_000, 0),
    )
    assert found.tolist() == [0, 100, 10_000]


@pytest.mark.parametrize(
    ("left", "total", "forest_too", "expected"),
    [
        pytest.param(4_999, 5_000, True, 4_999, id="one yen less than the year's tax"),
        pytest.param(5_000, 5_000, True, 5_000, id="just the year's tax"),
        pytest.param(5_001, 5_000, True, 5_000, id="one yen more"),
        pytest.param(5_000, 5_000, False, 4_000, id="without the forest tax: 5,000 - 1,000"),
        pytest.param(4_000, 5_000, False, 4_000, id="without it, just both 均等割"),
        pytest.param(3_999, 5_000, False, 3_999, id="without it, one yen less"),
        pytest.param(0, 5_000, True, 0, id="nothing left"),
    ],
)
def test_it_pays_for_the_years_tax_the_forest_tax_as_the_law_says(
    *, left: int, total: int, forest_too: bool, expected: int
) -> None:
    assert applied(left, total, 1_000, forest_too=forest_too) == expected


@given(left=amounts, total=amounts)
def test_what_is_left_is_used_or_comes_back_to_the_yen(left: int, total: int) -> None:
    used = applied(left, total, 0)
    back = withheld_levy_refund(withheld_levy_left=yen(left), withheld_levy_applied=yen(used))
    assert used + int(back[0]) == left
    assert 0 <= used <= total


def test_the_forest_tax_can_be_paid_from_the_year_it_began() -> None:
    assert not load(2023).national.withheld_levy.used_against_forest_environment_tax
    assert load(2024).national.withheld_levy.used_against_forest_environment_tax


@pytest.mark.parametrize(
    ("withheld", "credit", "used", "refund", "income_levy"),
    [
        # 9,500 of levies, divided 5,700 and 3,800, as the withheld levy is.
        pytest.param(9_400, (5_640, 3_760), 0, 0, (0, 0), id="60 and 40 are left, cut off"),
        pytest.param(9_500, (5_700, 3_800), 0, 0, (0, 0), id="just the levies"),
        pytest.param(9_501, (5_700, 3_800), 1, 0, (0, 0), id="a yen more pays for 均等割"),
        pytest.param(14_500, (5_700, 3_800), 5_000, 0, (0, 0), id="all of the year's tax"),
        pytest.param(14_501, (5_700, 3_800), 5_000, 1, (0, 0), id="a yen comes back"),
    ],
)
def test_levies_then_the_flat_taxes_then_a_refund(
    withheld: int, credit: tuple[int, int], used: int, refund: int, income_levy: tuple[int, int]
) -> None:
    found = answer(withheld)
    assert found["credits"]["withheld_levy"] == dict(
        zip(("municipal", "prefectural"), credit, strict=True)
    )
    assert found.get("withheld_levy_applied", 0) == used
    assert found["withheld_levy_refund"] == refund
    assert tuple(found["income_levy"].values()) == income_levy
    assert found["total"] == 5_000


def test_who_owes_nothing_gets_all_of_it_back() -> None:
    found = answer(7_000, revenue={"employment": 0})
    assert found["exempt"] == "per_capita_threshold"
    assert found["withheld_levy_refund"] == 7_000
    assert "withheld_levy_applied" not in found
