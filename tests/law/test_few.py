"""Working the rows of few people: nobody is missed, and every amount comes back to its row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.chain.few import few_with, nothing
from juminzei.kernel.chain.pair import Pair
from law.figures import flags, yen

amounts = st.lists(st.integers(-3, 3), min_size=1, max_size=20)


def test_gains_losses_and_flags_all_make_one_of_the_few() -> None:
    assert few_with(yen(0, 5, 0, -5)).rows.tolist() == [1, 3]
    assert few_with(yen(0, 5, 0, 0), yen(0, 0, -1, 0)).rows.tolist() == [1, 2]
    assert few_with(flags(True, False)).rows.tolist() == [0]


def test_opposite_amounts_do_not_cancel() -> None:
    assert few_with(yen(5, 0), yen(-5, 0)).rows.tolist() == [0]


def test_few_are_none_if_nobody_has_anything() -> None:
    assert not few_with(yen(0, 0))
    assert few_with(yen(0, 1))


def test_both_bodies_amounts_come_back_to_their_rows() -> None:
    few = few_with(yen(0, 7, 0, 8))
    part = few.pair(Pair(yen(1, 2, 3, 4), yen(10, 20, 30, 40)))
    assert (part.municipal.tolist(), part.prefectural.tolist()) == ([2, 4], [20, 40])
    whole = few.among_all(part)
    assert whole.municipal.tolist() == [0, 2, 0, 4]
    assert whole.prefectural.tolist() == [0, 20, 0, 40]


def test_what_is_put_into_a_column_leaves_the_column_as_it_was() -> None:
    before = yen(1, 2, 3)
    after = few_with(yen(0, 1, 0)).put_into(before, yen(9))
    assert (after.tolist(), before.tolist()) == ([1, 9, 3], [1, 2, 3])


@given(column=amounts)
def test_the_few_of_a_column_put_back_are_the_column(column: list[int]) -> None:
    given_column = yen(*column)
    few = few_with(given_column)
    assert few.put_back(few.of(given_column)).tolist() == column
    assert few.put_into(given_column, few.of(given_column)).tolist() == column


def test_nothing_is_nought_for_everybody() -> None:
    assert nothing(3).municipal.tolist() == nothing(3).prefectural.tolist() == [0, 0, 0]
