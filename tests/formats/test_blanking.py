"""Runs of digits that could be an Individual Number are blanked; other figures stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.numbers.individual_number import MASK, IndividualNumber
from juminzei.formats.blanking import (
    blank_numbers,
    blank_numbers_in_words,
    has_number_in_words,
    numbers_in,
)

DIGITS = "123456789018"
WIDE = DIGITS.translate({ord("0") + n: ord("０") + n for n in range(10)})
MIXED = "".join(
    wide if n % 2 else half for n, (half, wide) in enumerate(zip(DIGITS, WIDE, strict=True))
)


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        (DIGITS, MASK),
        (f"0{DIGITS}", MASK),
        (WIDE, MASK),
        (f"番号{WIDE}です", f"番号{MASK}です"),
        (f"{DIGITS[:4]}-{DIGITS[4:8]}-{DIGITS[8:]}", MASK),
        (f"{WIDE[:4]}　{WIDE[4:8]}　{WIDE[8:]}", MASK),
        (f"{DIGITS},{WIDE}", f"{MASK},{MASK}"),
        (MIXED, MASK),
        (f"9{DIGITS}9", MASK),
    ],
)
def test_a_number_is_blanked_in_rows_and_in_words(text: str, blanked: str) -> None:
    assert blank_numbers(text) == blanked
    assert blank_numbers_in_words(text) == blanked
    assert has_number_in_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "12345678901",
        "０４８０－６２－１１１１",
        "前職　1,234,567円　社保　123,456円",
        "令和７年１２月３１日退職",
    ],
)
def test_shorter_figures_stay(text: str) -> None:
    assert blank_numbers(text) == text
    assert blank_numbers_in_words(text) == text
    assert not has_number_in_words(text)


def test_a_lot_beside_a_telephone_number_stays_in_words() -> None:
    text = "三俣２－１－１　０９０－１２３４－５６７８"
    assert blank_numbers_in_words(text) == text


@given(st.text("0123456789", min_size=12, max_size=13), st.sampled_from(["", "-", " ", "　", "－"]))
def test_no_parting_of_digits_saves_them_in_a_row(digits: str, sign: str) -> None:
    shown = unicodedata.normalize("NFKC", blank_numbers(f"「{sign.join(digits)}」"))
    assert not any(character.isdigit() for character in shown)


def test_numbers_are_found_where_they_are_whole() -> None:
    text = (
        f"（１）{DIGITS}　花子（２）{WIDE}　二郎（３）0{DIGITS}（４）1{DIGITS}（５）1234-5678-9018"
    )
    assert numbers_in(text) == (IndividualNumber(DIGITS),) * 4
