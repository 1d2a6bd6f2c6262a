"""Columns of people: filled, checked, cut, and kept sparsely for the ledger."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.column_kind import MOST_YEN, ColumnError
from juminzei.kernel.columns import TaxpayerColumns, column_kinds

KINDS = column_kinds()


def values(name: str) -> st.SearchStrategy[int]:
    return st.integers(KINDS[name].least, KINDS[name].most)


people = st.lists(
    st.sampled_from(sorted(KINDS)).flatmap(
        lambda name: st.tuples(st.just(name), values(name).filter(bool))
    ),
    max_size=8,
).map(dict)


def test_what_is_not_given_is_nought_or_false() -> None:
    columns = TaxpayerColumns.of(3, revenue_employment=[1, 2, 3])
    assert len(columns) == 3
    assert columns.revenue_employment.tolist() == [1, 2, 3]
    assert columns.widow.tolist() == [False] * 3
    assert columns.widow.dtype == np.bool_
    assert columns.social_insurance.dtype == np.int64


def test_nobody_is_also_a_number_of_people() -> None:
    assert len(TaxpayerColumns.of(0, revenue_employment=[])) == 0


@given(stored=st.lists(people, min_size=1, max_size=5))
def test_what_the_ledger_keeps_of_people_makes_the_same_people(
    stored: list[dict[str, int]],
) -> None:
    columns = TaxpayerColumns.from_sparse(stored)
    assert [columns.to_sparse(row) for row in range(len(stored))] == stored


def test_a_slice_of_people_keeps_their_order() -> None:
    columns = TaxpayerColumns.of(5, age=np.arange(5))
    assert columns.rows(slice(2, 4)).age.tolist() == [2, 3]


@pytest.mark.parametrize(
    ("column", "given", "problem"),
    [
        ("revenu", [1], "revenu: no such column"),
        ("age", [1, 2], r"age: shape \(2,\); give 1 rows"),
        ("age", [1.5], "age: float64; give whole numbers"),
        ("age", [True], "age: bool; give whole numbers"),
        ("widow", [1], "widow: int64; give true or false"),
        ("social_insurance", [-1], "social_insurance: -1 to -1; give 0 to 99,999,999,999"),
        ("revenue_employment", [MOST_YEN + 1], "revenue_employment: 100000000000"),
        ("dependants_other", [100], "dependants_other: 100 to 100; give 0 to 99"),
        ("disability", [3], "disability: 3 to 3; give 0 to 2"),
        ("age", [151], "age: 151 to 151; give 0 to 150"),
    ],
)
def test_a_wrong_column_is_refused_by_its_name(
    column: str, given: list[object], problem: str
) -> None:
    with pytest.raises(ColumnError, match=problem):
        TaxpayerColumns.of(1, **{column: given})


def test_only_incomes_whose_losses_the_law_knows_may_be_negative() -> None:
    losing = {name for name, kind in KINDS.items() if kind.least < 0}
    land = ("short", "short_reduced", "long", "long_superior", "long_residence")
    assert losing == {
        *("income_business", "income_real_estate", "transfer_short", "transfer_long", "forestry"),
        *(f"separate_land_{kind}" for kind in land),
        *("separate_unlisted_shares", "separate_listed_shares", "separate_futures"),
    }
    TaxpayerColumns.of(1, income_business=[-MOST_YEN])


def test_every_column_has_a_japanese_name_of_its_own() -> None:
    assert all(any(ord(sign) > 0x2FFF for sign in kind.label) for kind in KINDS.values())
