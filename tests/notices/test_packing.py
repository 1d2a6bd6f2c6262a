"""Notices are put into files of a limited number of pages, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.notices.packing import PAGE_LIMIT, Piece, pack

lengths = st.lists(st.integers(1, 30), max_size=40)
limits = st.integers(2, 12)


def test_a_file_holds_1000_pages() -> None:
    assert PAGE_LIMIT == 1_000
    files = pack([2] * 501)
    assert [sum(piece.pages for piece in file) for file in files] == [1_000, 2]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([3, 1], [[(0, 0, 3), (1, 0, 1)]], id="a full file"),
        pytest.param([3, 2], [[(0, 0, 3)], [(1, 0, 2)]], id="no room for the second"),
        pytest.param(
            [1, 9, 1],
            [[(0, 0, 1)], [(1, 0, 4)], [(1, 4, 8)], [(1, 8, 9), (2, 0, 1)]],
            id="longer than a file: starts one and goes on",
        ),
    ],
)
def test_files_of_four_pages(pages: list[int], expected: list[list[tuple[int, int, int]]]) -> None:
    files = pack(pages, limit=4)
    assert files == [[Piece(*piece) for piece in file] for file in expected]


@given(lengths, limits)
def test_every_page_of_every_notice_is_in_one_file_in_order(pages: list[int], limit: int) -> None:
    found = [
        (piece.notice, page)
        for file in pack(pages, limit)
        for piece in file
        for page in range(piece.first, piece.last)
    ]
    assert found == [(notice, page) for notice, n in enumerate(pages) for page in range(n)]


@given(lengths, limits)
def test_no_file_is_empty_or_over_the_limit(pages: list[int], limit: int) -> None:
    assert all(1 <= sum(p.pages for p in file) <= limit for file in pack(pages, limit))


@given(lengths, limits)
def test_a_notice_that_fits_a_file_is_in_one(pages: list[int], limit: int) -> None:
    pieces = [piece for file in pack(pages, limit) for piece in file]
    for notice, length in enumerate(pages):
        if length <= limit:
            assert [p.pages for p in pieces if p.notice == notice] == [length]
