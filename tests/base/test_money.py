"""Money is whole yen and rates are exact."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import (
    Exact,
    Proportion,
    Rate,
    Yen,
    exact_text,
    proportion_down,
    proportion_up,
    rounded_down_to,
)

amounts = st.integers(0, 2**40 - 1)


def yen(*values: int) -> Yen:
    return np.array(values, np.int64)


def test_a_rate_is_exact_where_a_float_is_a_yen_short() -> None:
    assert int(7_000 * 0.073) == 510  # what floats give
    assert Rate.parse("7.3/100").of(yen(7_000)).tolist() == [511]


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [("3/100", 3, 100), ("2.025/100", 2_025, 100_000), ("0/1", 0, 1)],
)
def test_a_rate_is_read_as_written_in_law_files(
    text: str, numerator: int, denominator: int
) -> None:
    assert Rate.parse(text) == Rate(numerator, denominator)


@pytest.mark.parametrize("text", ["0.03", "3", "3/0", "-3/100", "3/", "/3", "a/b", "３/100"])
def test_anything_else_is_no_rate(text: str) -> None:
    with pytest.raises(ValueError, match="is no rate; write it as"):
        Rate.parse(text)


@given(amount=st.integers(0, 10**11), numerator=st.integers(0, 10**5))
def test_rounding_up_is_rounding_down_or_one_more(amount: int, numerator: int) -> None:
    rate = Rate(numerator, 10**5)
    down, up = rate.of(yen(amount))[0], rate.of_rounded_up(yen(amount))[0]
    exact = Fraction(amount * numerator, 10**5)
    assert down <= exact <= up
    assert up - down == (exact.denominator != 1)
    assert rate.times(yen(amount)).at(0) == exact


def test_an_exact_amount_keeps_the_fraction_until_it_is_rounded() -> None:
    half = Rate.parse("1/2").times(yen(7, 8))
    assert half.down().tolist() == [3, 4]
    assert half.up().tolist() == [4, 4]
    assert half.at(0) == Fraction(7, 2)


def test_an_exact_amount_may_have_a_denominator_for_each() -> None:
    thirds = Exact(yen(10, 10), yen(3, 4))
    assert thirds.down().tolist() == [3, 2]
    assert thirds.at(1) == Fraction(5, 2)


@given(amount=amounts, part=amounts, extra=amounts)
def test_a_proportion_is_exact_even_where_the_product_leaves_int64(
    amount: int, part: int, extra: int
) -> None:
    whole = max(1, min(part + extra, 2**40 - 1))
    part = min(part, whole)
    down = proportion_down(yen(amount), yen(part), yen(whole))
    up = proportion_up(yen(amount), yen(part), yen(whole))
    assert down.tolist() == [amount * part // whole]
    assert up.tolist() == [-(-amount * part // whole)]


def test_the_largest_proportion_does_not_wrap_around() -> None:
    most = 2**40 - 1
    assert proportion_down(yen(most), yen(most), yen(most)).tolist() == [most]


@given(people=st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=6))
def test_a_proportion_keeps_the_fraction_until_it_is_rounded(
    people: list[tuple[int, int, int]],
) -> None:
    people = [(amount, part // 2, rest // 2) for amount, part, rest in people]
    share = Proportion(*(yen(*column) for column in zip(*people, strict=True)))
    for row, (amount, part, rest) in enumerate(people):
        exact = Fraction(amount * part, max(part + rest, 1))
        assert share.at(row) == exact
        assert share.down()[row] == math.floor(exact)
        assert share.up()[row] == math.ceil(exact)


def test_a_proportion_of_all_is_all_and_of_nothing_nothing() -> None:
    share = Proportion(yen(1_000, 1_000, 1_000, 1_000), yen(3, 3, 0, 0), yen(0, 6, 6, 0))
    assert [share.at(row) for row in range(4)] == [1_000, Fraction(1_000, 3), 0, 0]
    assert share.down().tolist() == [1_000, 333, 0, 0]
    assert share.up().tolist() == [1_000, 334, 0, 0]


def test_cutting_keeps_whole_units() -> None:
    assert rounded_down_to(1_000, yen(999, 1_000, 1_999)).tolist() == [0, 1_000, 1_000]


@pytest.mark.parametrize(
    ("rate", "told"),
    [("3/100", "3％"), ("84895/100000", "84.895％"), ("1.5/1000", "0.15％"), ("2/3", "2/3")],
)
def test_a_rate_is_told_in_per_cent_where_that_is_exact(rate: str, told: str) -> None:
    assert f"{Rate.parse(rate):%}" == told


def test_a_rate_knows_no_other_format() -> None:
    assert f"{Rate(3, 100)}" == "3/100"
    with pytest.raises(ValueError, match="is no format of a rate"):
        format(Rate(3, 100), ".2f")


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (Fraction(5), "5"),
        (Fraction(5, 2), "2.5"),
        (Fraction(12_345, 100), "123.45"),
        (Fraction(5, 3), "1 2/3"),
    ],
)
def test_an_exact_amount_is_told_in_decimals_or_as_a_fraction(amount: Fraction, told: str) -> None:
    assert exact_text(amount) == told
