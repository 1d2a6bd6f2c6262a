"""Scans put together from strips are the very pictures that were drawn."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from juminzei.apps.images.page_content import single_pages
from juminzei.synthetic.returns.strips import ROWS, coded, strips_in, tiff, touched

WIDTH = 200


def page(height: int, *bars: int) -> Image.Image:
    drawn = Image.new("1", (WIDTH, height), 1)
    for top in bars:
        ImageDraw.Draw(drawn).rectangle((10, top, 150, top + 3), fill=0)
    return drawn


def read(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("height", [1, ROWS - 1, ROWS, ROWS + 1, 5 * ROWS, 5 * ROWS + 8])
def test_a_page_of_strips_is_the_page_that_was_drawn(height: int) -> None:
    drawn = page(height, 0, height // 2, height - 2)
    picture = read(tiff(drawn.size, coded(drawn, strips_in(drawn)), 200))

    assert (picture.mode, picture.size) == ("1", drawn.size)
    assert picture.tobytes() == drawn.tobytes()
    assert picture.info["compression"] == "group4"
    assert tuple(map(int, picture.info["dpi"])) == (200, 200)


@given(st.lists(st.integers(0, 8 * ROWS - 5), max_size=4))
def test_only_what_is_written_on_is_coded_anew(bars: list[int]) -> None:
    empty = page(8 * ROWS, 3, 100)
    strips = coded(empty, strips_in(empty))
    filled = empty.copy()
    for top in bars:
        ImageDraw.Draw(filled).rectangle((20, top, 90, top + 4), fill=0)
    marked = sorted({strip for top in bars for strip in touched(top, 5)})
    for strip, anew in zip(marked, coded(filled, marked), strict=True):
        strips[strip] = anew

    assert read(tiff(filled.size, strips, 200)).tobytes() == filled.tobytes()


def test_the_city_takes_such_a_page_byte_for_byte() -> None:
    drawn = page(300, 50)
    content = tiff(drawn.size, coded(drawn, strips_in(drawn)), 200)
    assert single_pages([content]) == [content]
