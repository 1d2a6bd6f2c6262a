"""配偶者・配偶者特別・扶養・特定親族特別控除, worked by hand from 地方税法314条の2."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.parameters.deductions import (
    DependantDeduction,
    SpecifiedRelativeDeduction,
    SpouseDeduction,
    SpouseSpecialDeduction,
)
from juminzei.kernel.parameters.tables import AmountTable, Grid, GridRow
from juminzei.kernel.rules.family_deductions import (
    dependant_deduction,
    dependant_gap,
    has_special_spouse,
    specified_relative_deduction,
    spouse_deduction,
    spouse_gap,
    spouse_special_deduction,
    spouse_special_gap,
)
from law.figures import amounts, flags, yen

OWN = (9_000_000, 9_500_000, 10_000_000)


def by_own(*figures: int) -> AmountTable:
    return amounts(*zip(OWN, figures, strict=True))


SPOUSE = SpouseDeduction(
    cite="地方税法314条の2第1項10号",
    ordinary=by_own(330_000, 220_000, 110_000),
    elderly=by_own(380_000, 260_000, 130_000),
    gap_ordinary=by_own(50_000, 40_000, 20_000),
    gap_elderly=by_own(100_000, 60_000, 30_000),
)
SPECIAL = SpouseSpecialDeduction(
    cite="地方税法314条の2第1項10号の2",
    amount=Grid(
        OWN,
        (
            GridRow(1_000_000, (330_000, 220_000, 110_000)),
            GridRow(1_050_000, (310_000, 210_000, 110_000)),
            GridRow(1_300_000, (60_000, 40_000, 20_000)),
            GridRow(1_330_000, (30_000, 20_000, 10_000)),
        ),
    ),
    gap=Grid((), ()),
)
GAP_UNTIL_2025 = Grid(
    OWN,
    (GridRow(499_999, (50_000, 40_000, 20_000)), GridRow(549_999, (30_000, 20_000, 10_000))),
)
DEPENDANT = DependantDeduction(
    cite="地方税法314条の2第1項11号",
    other=330_000,
    specified=450_000,
    elderly=380_000,
    elderly_cohabiting=450_000,
    gap_other=50_000,
    gap_specified=180_000,
    gap_elderly=100_000,
    gap_elderly_cohabiting=130_000,
)
RELATIVE = SpecifiedRelativeDeduction(
    cite="地方税法314条の2第1項",
    by_income=amounts(
        (950_000, 450_000),
        (1_000_000, 410_000),
        (1_050_000, 310_000),
        (1_100_000, 210_000),
        (1_150_000, 110_000),
        (1_200_000, 60_000),
        (1_230_000, 30_000),
    ),
)
few = st.integers(0, 5)
COLUMNS = [f"specified_relatives_{row}" for row in range(1, 8)]


def spouse(own: int, *, elderly: bool = False, same: bool = True) -> tuple[int, int]:
    """Return the deduction and its gap."""
    given_: dict[str, Any] = {
        "spouse_same_livelihood": flags(same),
        "spouse_elderly": flags(elderly),
        "aggregate_income": yen(own),
    }
    deduction = spouse_deduction(**given_, law=SPOUSE)
    return int(deduction[0]), int(spouse_gap(**given_, law=SPOUSE)[0])


def special(own: int, income: int, *, has: bool = True) -> int:
    found = spouse_special_deduction(
        has_special_spouse=flags(has),
        spouse_income=yen(income),
        aggregate_income=yen(own),
        law=SPECIAL,
    )
    return int(found[0])


def dependants(other: int, specified: int, elderly: int, cohabiting: int) -> tuple[int, int]:
    """Return the deduction and its gap."""
    given_ = {
        "dependants_other": yen(other),
        "dependants_specified": yen(specified),
        "dependants_elderly": yen(elderly),
        "dependants_elderly_cohabiting": yen(cohabiting),
    }
    deduction = dependant_deduction(**given_, law=DEPENDANT)
    return int(deduction[0]), int(dependant_gap(**given_, law=DEPENDANT)[0])


def relatives(law: SpecifiedRelativeDeduction, *counts: int) -> int:
    columns = {name: yen(count) for name, count in zip(COLUMNS, counts, strict=True)}
    return int(specified_relative_deduction(**columns, law=law)[0])


@pytest.mark.parametrize(
    ("own", "elderly", "expected"),
    [
        pytest.param(9_000_000, False, (330_000, 50_000), id="own 9,000,000 is within"),
        pytest.param(9_000_001, False, (220_000, 40_000), id="one yen above 9,000,000"),
        pytest.param(9_500_000, False, (220_000, 40_000), id="own 9,500,000 is within"),
        pytest.param(9_500_001, False, (110_000, 20_000), id="one yen above 9,500,000"),
        pytest.param(10_000_000, False, (110_000, 20_000), id="own 10,000,000 is within"),
        pytest.param(10_000_001, False, (0, 0), id="above 10,000,000 nothing"),
        pytest.param(9_000_000, True, (380_000, 100_000), id="70 or older: 380,000"),
        pytest.param(9_000_001, True, (260_000, 60_000), id="70 or older: 260,000"),
        pytest.param(10_000_000, True, (130_000, 30_000), id="70 or older: 130,000"),
        pytest.param(10_000_001, True, (0, 0), id="70 or older: above 10,000,000 nothing"),
    ],
)
def test_a_spouse_gives_less_the_more_the_taxpayer_earns(
    *, own: int, elderly: bool, expected: tuple[int, int]
) -> None:
    assert spouse(own, elderly=elderly) == expected


def test_who_shares_no_livelihood_gives_nothing_at_any_age() -> None:
    assert spouse(1_000_000, same=False) == (0, 0)
    assert spouse(1_000_000, elderly=True, same=False) == (0, 0)


@given(own=st.integers(0, 12_000_000))
def test_an_older_spouse_never_gives_less(own: int) -> None:
    young, old = spouse(own), spouse(own, elderly=True)
    assert old[0] >= young[0]
    assert old[1] >= young[1]


def test_a_special_spouse_is_one_who_earns_too_much() -> None:
    found = has_special_spouse(
        has_spouse=flags(True, True, False), spouse_same_livelihood=flags(False, True, False)
    )
    assert found.tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("own", "income", "expected"),
    [
        pytest.param(9_000_000, 1_000_000, 330_000, id="100 and 900 are both within"),
        pytest.param(9_000_000, 1_000_001, 310_000, id="one yen above 100: the next row"),
        pytest.param(9_000_001, 1_000_000, 220_000, id="one yen above 900: the next column"),
        pytest.param(9_500_001, 1_050_000, 110_000, id="105 is within, own above 950"),
        pytest.param(10_000_000, 1_330_000, 10_000, id="the last row and column"),
        pytest.param(10_000_001, 1_330_000, 0, id="own above 1,000: nothing"),
        pytest.param(9_000_000, 1_330_001, 0, id="the spouse above 133: nothing"),
        pytest.param(10_000_001, 1_330_001, 0, id="both above: nothing"),
    ],
)
def test_a_special_spouse_is_read_by_both_incomes(own: int, income: int, expected: int) -> None:
    assert special(own, income) == expected


def test_without_a_special_spouse_the_grid_is_not_read() -> None:
    assert special(5_000_000, 900_000, has=False) == 0


@given(own=st.integers(0, 12_000_000), income=st.integers(580_001, 1_500_000))
def test_neither_income_ever_raises_the_special_deduction(own: int, income: int) -> None:
    assert special(own + 1, income) <= special(own, income)
    assert special(own, income + 1) <= special(own, income)


@pytest.mark.parametrize(
    ("income", "gap", "expected"),
    [
        pytest.param(490_000, GAP_UNTIL_2025, 50_000, id="until 2025: below 500,000"),
        pytest.param(499_999, GAP_UNTIL_2025, 50_000, id="until 2025: 499,999"),
        pytest.param(500_000, GAP_UNTIL_2025, 30_000, id="until 2025: from 500,000"),
        pytest.param(549_999, GAP_UNTIL_2025, 30_000, id="until 2025: 549,999"),
        pytest.param(550_000, GAP_UNTIL_2025, 0, id="until 2025: from 550,000 nothing"),
        pytest.param(590_000, SPECIAL.gap, 0, id="from 2026: no gap at all"),
    ],
)
def test_the_gap_of_a_special_spouse_ended_with_2025(income: int, gap: Grid, expected: int) -> None:
    found = spouse_special_gap(
        has_special_spouse=flags(True, False),
        spouse_income=yen(income, income),
        aggregate_income=yen(5_000_000, 5_000_000),
        law=replace(SPECIAL, gap=gap),
    )
    assert found.tolist() == [expected, 0]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((0, 0, 0, 0), (0, 0), id="nobody"),
        pytest.param((1, 0, 0, 0), (330_000, 50_000), id="16 to 18, or 23 to 69"),
        pytest.param((0, 1, 0, 0), (450_000, 180_000), id="19 to 22"),
        pytest.param((0, 0, 1, 0), (380_000, 100_000), id="70 or older"),
        pytest.param((0, 0, 1, 1), (450_000, 130_000), id="a parent of 70 in the same home"),
        pytest.param((0, 0, 2, 1), (830_000, 230_000), id="380,000 + 450,000; 100,000 + 130,000"),
        pytest.param((2, 1, 0, 0), (1_110_000, 280_000), id="330,000 x 2 + 450,000"),
    ],
)
def test_each_dependant_gives_the_amount_of_the_class(
    counts: tuple[int, int, int, int], expected: tuple[int, int]
) -> None:
    assert dependants(*counts) == expected


@given(other=few, specified=few, elderly=few)
def test_the_gap_is_always_less_than_the_deduction_it_belongs_to(
    other: int, specified: int, elderly: int
) -> None:
    deduction, gap = dependants(other, specified, elderly, elderly)
    assert 0 <= gap <= deduction
    assert (gap == 0) == (other + specified + elderly == 0)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((0, 0, 0, 0, 0, 0, 0), 0, id="nobody"),
        pytest.param((1, 0, 0, 0, 0, 0, 0), 450_000, id="up to 950,000"),
        pytest.param((0, 0, 0, 0, 0, 0, 1), 30_000, id="up to 1,230,000"),
        pytest.param((1, 1, 1, 1, 1, 1, 1), 1_580_000, id="45+41+31+21+11+6+3 = 158"),
        pytest.param((0, 2, 0, 0, 0, 0, 0), 820_000, id="two of one row: 410,000 x 2"),
    ],
)
def test_each_specified_relative_gives_the_amount_of_the_row(
    counts: tuple[int, ...], expected: int
) -> None:
    assert relatives(RELATIVE, *counts) == expected


def test_before_2026_there_was_no_specified_relative() -> None:
    before = SpecifiedRelativeDeduction(cite="なし", by_income=AmountTable(()))
    assert relatives(before, 1, 1, 1, 1, 1, 1, 1) == 0
