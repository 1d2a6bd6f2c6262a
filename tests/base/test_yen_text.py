"""Yen as people read them."""

from __future__ import annotations

import pytest

from juminzei.base.yen_text import yen_text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1,000"),
        (-1, "▲1"),
        (-1_200, "▲1,200"),
        (999_999_999_999, "999,999,999,999"),
    ],
)
def test_yen_have_commas_and_a_triangle_below_nothing(amount: int, text: str) -> None:
    assert yen_text(amount) == text
