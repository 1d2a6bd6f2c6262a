"""The QR code of a payment slip: our own layout, its check digit, and a symbol that is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from juminzei.notices.codes.elqr import AMOUNT_LIMIT, QrText, QrTextError, decode, encode
from juminzei.notices.codes.qr import symbol

EXAMPLE = QrText("112101", "002", 2026, "20260101000001234010", "482913", 24_500, date(2026, 6, 30))


def numerals(width: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=width, max_size=width)


qr_texts = st.builds(
    QrText,
    municipality=numerals(6),
    tax_item=numerals(3),
    tax_year=st.integers(2021, 2099),
    case_key=numerals(20),
    confirmation=numerals(6),
    amount=st.integers(0, AMOUNT_LIMIT),
    due_on=st.dates(date(2021, 1, 1), date(2099, 12, 31)),
)


def test_items_stand_in_the_order_of_the_layout() -> None:
    assert encode(EXAMPLE).startswith(
        "EL1|112101|002|2026|20260101000001234010|482913|00000024500|20260630|"
    )


@given(qr_texts)
def test_what_is_encoded_is_decoded(text: QrText) -> None:
    assert decode(encode(text)) == text


@given(qr_texts)
def test_a_reader_reads_the_symbol_at_level_m(text: QrText) -> None:
    drawn = symbol(encode(text))
    modules = np.frombuffer(drawn.pixels, np.uint8).reshape(drawn.side, drawn.side)
    picture = np.kron(np.pad(modules, 4, constant_values=255), np.ones((4, 4), np.uint8))
    (read,) = zxingcpp.read_barcodes(picture)
    assert (read.text, read.ec_level) == (encode(text), "M")


def test_the_symbol_has_33_modules_a_side() -> None:
    assert symbol(encode(EXAMPLE)).side == 33  # version 4: 25.1 mm at nine dots of 1/300 inch


def test_eleven_digits_of_yen_fit_and_twelve_do_not() -> None:
    assert decode(encode(replace(EXAMPLE, amount=99_999_999_999))).amount == 99_999_999_999
    with pytest.raises(QrTextError, match="数字11桁"):
        encode(replace(EXAMPLE, amount=100_000_000_000))


@pytest.mark.parametrize(
    "read",
    [
        pytest.param("", id="nothing"),
        pytest.param("https://example.com/", id="somebody else's"),
        pytest.param(encode(EXAMPLE).replace("EL1", "EL2"), id="another head"),
        pytest.param(encode(EXAMPLE).replace("24500", "2450"), id="an item too short"),
        pytest.param(encode(EXAMPLE).replace("24500", "2450x"), id="a letter"),
    ],
)
def test_what_is_not_ours_is_refused(read: str) -> None:
    with pytest.raises(QrTextError, match="この市の納付書"):
        decode(read)


def test_a_changed_amount_is_found() -> None:
    with pytest.raises(QrTextError, match="検査数字"):
        decode(encode(EXAMPLE).replace("24500", "14500"))
