"""Tables of the law, looked up for whole columns."""

from __future__ import annotations

import numpy as np
import pytest

from juminzei.base.money import Exact, Rate, Yen
from juminzei.kernel.parameters.tables import (
    OPEN,
    AmountRow,
    AmountTable,
    Grid,
    GridRow,
    LineRow,
    LineTable,
    RateRow,
    RateTable,
    choose,
    row_of,
)


def yen(*values: int) -> Yen:
    return np.array(values, np.int64)


AMOUNTS = AmountTable((AmountRow(10, 5), AmountRow(20, 3)))
OPEN_AMOUNTS = AmountTable((AmountRow(10, 5), AmountRow(OPEN, 3)))
LINES = LineTable(
    (LineRow(10, Rate(1, 1), 0), LineRow(30, Rate(1, 2), 5), LineRow(OPEN, Rate(0, 1), 20))
)
RATES = RateTable((RateRow(10, Rate(1, 2)), RateRow(OPEN, Rate(1, 3))))
GRID = Grid((9, 12), (GridRow(100, (7, 6)), GridRow(200, (5, 4))))


def test_an_amount_holds_up_to_its_limit_and_none_above_the_last() -> None:
    assert AMOUNTS.of(yen(-1, 10, 11, 20, 21)).tolist() == [5, 5, 3, 3, 0]


def test_an_open_last_amount_holds_for_everything_above() -> None:
    assert OPEN_AMOUNTS.of(yen(10, 11, 10**12)).tolist() == [5, 3, 3]


def test_an_empty_table_gives_nothing() -> None:
    assert AmountTable(()).of(yen(0, 1)).tolist() == [0, 0]


def test_one_value_finds_its_row() -> None:
    assert [row_of(value, AMOUNTS.rows) for value in (10, 11, 20, 21)] == [0, 1, 1, None]


def test_lines_are_followed_with_their_fractions() -> None:
    exact = LINES.of(yen(0, 10, 11, 30, 31))
    assert [exact.at(row) * 2 for row in range(5)] == [0, 20, 21, 40, 40]


def test_a_relief_makes_the_line_higher_but_never_negative_values_positive() -> None:
    table = LineTable((LineRow(OPEN, Rate(1, 1), -100),))
    assert table.of(yen(0, 95, 120), relief=yen(10, 10, 10)).down().tolist() == [0, 5, 30]


def test_a_rate_is_found_by_another_column() -> None:
    exact = RATES.of(yen(10, 11))
    assert [exact.at(0) * 60, exact.at(1) * 60] == [30, 20]


def test_rates_of_one_denominator_need_only_one() -> None:
    even = RateTable((RateRow(10, Rate(1, 4)), RateRow(OPEN, Rate(3, 4))))
    exact = even.of(yen(10, 11))
    assert exact.denominator == 4
    assert exact.numerator.tolist() == [1, 3]


def test_a_grid_is_read_by_row_and_column() -> None:
    own, spouse = yen(9, 10, 12, 13, 9, 9), yen(100, 100, 101, 100, 200, 201)
    assert GRID.of(own=own, spouse=spouse).tolist() == [7, 6, 4, 0, 5, 0]


def test_choosing_takes_each_row_from_one_side() -> None:
    picked = choose(np.array([True, False]), Exact(yen(1, 2), 3), Exact(yen(5, 6), 3))
    assert picked.numerator.tolist() == [1, 6]
    with pytest.raises(ValueError, match="denominators 3 and 4 differ"):
        choose(np.array([True]), Exact(yen(1), 3), Exact(yen(1), 4))


def test_tables_are_told_in_words() -> None:
    assert str(AMOUNTS) == "10円以下 5円、20円以下 3円、超える場合 なし"
    assert str(OPEN_AMOUNTS) == "10円以下 5円、超える場合 3円"
    assert str(AmountTable(())) == "なし"
    assert str(LINES) == "10円以下 額、30円以下 額×50％＋5円、超える場合 20円"
    below = RateTable(rows=(RateRow(-1, Rate(9, 10)), RateRow(OPEN, Rate(1, 2))))
    assert str(below) == "0円未満 90％、超える場合 50％"
    assert str(RATES) == "10円以下 50％、超える場合 1/3"
