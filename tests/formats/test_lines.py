"""From text to rows of cells and back, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.lines import cells_of, first_line, line_of, rows_of, usual_width

CELLS = st.lists(st.text('ab,"あ 　', max_size=5), min_size=2, max_size=6)


@given(CELLS)
def test_any_cells_come_back_from_their_line(cells: list[str]) -> None:
    assert cells_of(line_of(tuple(cells))) == cells


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (("a", "", "b"), "a,,b"),
        (("a,b", "c"), '"a,b",c'),
        (('say "a"', "c"), '"say ""a""",c'),
        (("", ""), ","),
    ],
)
def test_only_what_needs_quotation_marks_gets_them(cells: tuple[str, ...], line: str) -> None:
    assert line_of(cells) == line


@pytest.mark.parametrize("line", ["", '"open,b', '"a"b",c'])
def test_a_line_that_is_no_row_has_no_cells(line: str) -> None:
    assert cells_of(line) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("a\r\nb\r\n", [1, 2], id="CR LF"),
        pytest.param("a\nb\n", [1, 2], id="LF"),
        pytest.param("a\r\nb", [1, 2], id="no last end"),
        pytest.param("a\r\n\r\nb\r\n\r\n", [1, 2, 3], id="a blank line inside counts"),
        pytest.param("a\r\n\x1a", [1], id="an end-of-file sign"),
        pytest.param("a\u2028b\x85c\x0bd\r\n", [1], id="signs that only Python calls line ends"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_lines_are_numbered_from_one(text: str, numbers: list[int]) -> None:
    assert [row.number for row in rows_of(text)] == numbers


def test_the_usual_width_is_that_of_most_rows_and_the_greater_of_equals() -> None:
    assert usual_width(rows_of("a,b\na,b,c\na,b\n\n")) == 2
    assert usual_width(rows_of("a,b\na,b,c\n")) == 3
    assert usual_width([]) == 0


def test_the_first_line_is_the_first_that_is_not_blank() -> None:
    assert first_line("\r\n  \r\nH,a\r\nb") == "H,a"
    assert first_line("\n\n") == ""
