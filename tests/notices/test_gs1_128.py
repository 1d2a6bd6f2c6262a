"""The shop's bar code: 44 digits, their check digit, and bars that a scanner reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from juminzei.notices.codes.gs1_128 import (
    DIGITS,
    SHOP_LIMIT,
    StoreCode,
    StoreCodeError,
    check_digit,
    decode,
    encode,
    human_readable,
    modules,
)

EXAMPLE = StoreCode("912345", "112100701000000000000", 0, date(2027, 6, 30), 0, 12_300)
EXAMPLE_DIGITS = "91912345112100701000000000000027063000123001"

digits = st.text("0123456789", min_size=6, max_size=6)
store_codes = st.builds(
    StoreCode,
    issuer=digits,
    reference=st.text("0123456789", min_size=21, max_size=21),
    reissue=st.integers(0, 9),
    due_on=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    stamp=st.integers(0, 1),
    amount=st.integers(1, SHOP_LIMIT),
)


def test_the_worked_example_ends_in_check_digit_1() -> None:
    assert encode(EXAMPLE) == EXAMPLE_DIGITS


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("0", 0, id="0x3=0"),
        pytest.param("1", 7, id="1x3=3, 10-3=7"),
        pytest.param("10", 9, id="0x3+1x1=1, 10-1=9"),
        pytest.param("629104150021", 3, id="a GTIN-13 of the standard"),
    ],
)
def test_weights_are_3_and_1_from_the_right(body: str, expected: int) -> None:
    assert check_digit(body) == expected


@given(store_codes)
def test_what_is_encoded_is_decoded(code: StoreCode) -> None:
    encoded = encode(code)
    assert len(encoded) == DIGITS
    assert decode(encoded) == code


@given(store_codes, st.integers(2, DIGITS - 1), st.integers(1, 9))
def test_one_misread_digit_is_found(code: StoreCode, place: int, shift: int) -> None:
    good = encode(code)
    wrong = str((int(good[place]) + shift) % 10)
    with pytest.raises(StoreCodeError):
        decode(good[:place] + wrong + good[place + 1 :])


def test_shops_take_300000_yen_and_1_yen() -> None:
    assert decode(encode(replace(EXAMPLE, amount=300_000))).amount == 300_000
    assert decode(encode(replace(EXAMPLE, amount=1))).amount == 1


@pytest.mark.parametrize("amount", [0, -1, 300_001, 1_000_000])
def test_shops_take_neither_nought_nor_more_than_300000_yen(amount: int) -> None:
    with pytest.raises(StoreCodeError, match="1円から300,000円まで"):
        encode(replace(EXAMPLE, amount=amount))


@pytest.mark.parametrize(
    "changes",
    [{"issuer": "12345"}, {"issuer": "12345６"}, {"reference": "1" * 22}, {"reissue": 10}],
)
def test_an_item_of_the_wrong_width_or_sign_is_refused(changes: dict[str, str | int]) -> None:
    with pytest.raises(StoreCodeError, match="収納の設定"):
        encode(replace(EXAMPLE, **changes))  # type: ignore[arg-type]  # wrong on purpose


def test_no_last_day_is_written_as_nines() -> None:
    encoded = encode(replace(EXAMPLE, due_on=None))
    assert encoded[30:36] == "999999"
    assert decode(encoded).due_on is None


@pytest.mark.parametrize(
    ("read", "problem"),
    [
        pytest.param(EXAMPLE_DIGITS[:-1], "44桁", id="a digit short"),
        pytest.param(EXAMPLE_DIGITS.replace("9", "A"), "44桁", id="letters"),
        pytest.param("90" + EXAMPLE_DIGITS[2:], "識別子91", id="another identifier"),
    ],
)
def test_what_is_no_such_code_is_refused(read: str, problem: str) -> None:
    with pytest.raises(StoreCodeError, match=problem):
        decode(read)


def test_a_day_that_does_not_exist_is_refused() -> None:
    body = EXAMPLE_DIGITS[:30] + "270231" + EXAMPLE_DIGITS[36:43]
    with pytest.raises(StoreCodeError, match="日付ではありません"):
        decode(body + str(check_digit(body)))


def test_people_read_the_digits_in_groups() -> None:
    assert human_readable(EXAMPLE_DIGITS) == "(91)912345-112100701000000000000-0-270630-0-012300-1"


def test_the_symbol_is_start_c_fnc1_22_pairs_sign_and_stop() -> None:
    bars = modules(EXAMPLE_DIGITS)
    assert len(bars) == 11 * (1 + 1 + 22 + 1) + 13
    assert bars.startswith("1101001110011110101110")  # Start C, FNC1 of ISO/IEC 15417
    assert bars.endswith("1100011101011")


@given(store_codes)
def test_a_scanner_reads_the_symbol_as_gs1(code: StoreCode) -> None:
    encoded = encode(code)
    row = np.where(np.array(list("0" * 10 + modules(encoded) + "0" * 10)) == "1", 0, 255)
    picture = np.tile(np.repeat(row.astype(np.uint8), 2), (40, 1))
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.content_type == zxingcpp.ContentType.GS1
    assert read.text == f"(91){encoded[2:]}"
