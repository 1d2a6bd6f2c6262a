"""Type is set as large as its place allows."""

from __future__ import annotations

import pytest

from juminzei.notices.type_size import fitting, width

SIZES = (100, 80, 60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("加須", 2_000, id="two full widths"),
        pytest.param("12", 1_120, id="two digits of 560"),
        pytest.param("葛\U000e0100", 1_000, id="a selector takes no place"),
    ],
)
def test_width_in_thousandths_of_the_type_size(text: str, expected: int) -> None:
    assert width(text) == expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        pytest.param(8, 100, id="8 x 10 pt = 28.2 mm, fits 30"),
        pytest.param(9, 80, id="9 x 10 pt = 31.8 mm, too wide; 9 x 8 pt = 25.4"),
        pytest.param(10, 80, id="10 x 8 pt = 28.2 mm"),
        pytest.param(11, 60, id="11 x 8 pt = 31.0 mm, too wide"),
        pytest.param(40, 60, id="the smallest even where it does not fit"),
    ],
)
def test_the_largest_size_that_fits_30_mm(signs: int, expected: int) -> None:
    assert fitting("加" * signs, sizes=SIZES, place=300) == expected


def test_two_lines_hold_nearly_twice_as_much() -> None:
    assert fitting("加" * 15, sizes=SIZES, place=300, lines=2) == 100  # 52.9 mm of 54
    assert fitting("加" * 16, sizes=SIZES, place=300, lines=2) == 80  # 56.4 mm
