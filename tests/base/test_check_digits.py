"""Check digits, worked by hand and against python-stdnum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10
from stdnum.jp import cn, in_

from juminzei.base.numbers import (
    addressee_number,
    corporate_number,
    individual_number,
    municipality_code,
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("12345678901", 8, id="6+10+12+12+10+42+42+40+36+0+2=212, 11-212%11(3)=8"),
        pytest.param("00000000000", 0, id="sum 0, remainder 0: 0"),
        pytest.param("00000000006", 0, id="6x2=12, remainder 1: 0, not 10"),
        pytest.param("00000000001", 9, id="1x2=2: 11-2=9"),
        pytest.param("00000000005", 1, id="5x2=10: 11-10=1"),
    ],
)
def test_an_individual_number_ends_with_the_digit_of_the_ordinance(
    body: str, expected: int
) -> None:
    assert individual_number.check_digit(body) == expected


@given(st.text("0123456789", min_size=11, max_size=11))
def test_individual_numbers_agree_with_stdnum(body: str) -> None:
    assert str(individual_number.check_digit(body)) == in_.calc_check_digit(body)


@pytest.mark.parametrize(
    "body", ["", "1234567890", "123456789012", "1234567890a", "１２３４５６７８９０１"]
)
def test_a_check_digit_needs_eleven_half_width_digits(body: str) -> None:
    with pytest.raises(ValueError, match="11桁"):
        individual_number.check_digit(body)


def test_a_corporate_number_begins_with_its_check_digit() -> None:
    # from the right 2x1, 5x1 and 2x1 in odd places, 1x2 in an even one: 11; 9 - 11 % 9 = 7
    assert corporate_number.check_digit("000012050002") == 7
    assert corporate_number.is_valid("7000012050002")
    assert not corporate_number.is_valid("6000012050002")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_corporate_numbers_agree_with_stdnum(body: str) -> None:
    digit = corporate_number.check_digit(body)
    assert str(digit) == cn.calc_check_digit(body)
    assert 1 <= digit <= 9


@pytest.mark.parametrize(
    "text", ["", "700001205000", "70000120500021", "700001205000a", "７000012050002"]
)
def test_a_corporate_number_is_thirteen_half_width_digits(text: str) -> None:
    assert not corporate_number.is_valid(text)


def test_the_body_of_a_corporate_number_is_twelve_digits() -> None:
    with pytest.raises(ValueError, match="13文字"):
        corporate_number.check_digit("7000012050002")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("11210", 1, id="加須市: 6+5+8+3+0=22, 11-22%11=11: last digit 1"),
        pytest.param("13101", 6, id="千代田区: 6+15+4+0+2=27, 11-27%11=6"),
        pytest.param("01100", 2, id="札幌市: 0+5+4+0+0=9, below 11: 11-9=2"),
        pytest.param("28100", 0, id="神戸市: 12+40+4=56, 11-56%11=10: last digit 0"),
    ],
)
def test_a_municipality_code_ends_with_its_check_digit(body: str, expected: int) -> None:
    assert municipality_code.check_digit(body) == expected
    assert municipality_code.is_valid(f"{body}{expected}")
    assert not municipality_code.is_valid(f"{body}{(expected + 1) % 10}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("11210", "112101"), ("112101", "112101"), ("01100", "011002")],
)
def test_a_code_of_five_digits_gets_its_sixth(text: str, expected: str) -> None:
    assert municipality_code.six_digits(text) == expected


@pytest.mark.parametrize("text", ["", "1121", "112102", "1121011", "1121a", "１１２１０"])
def test_what_is_no_municipality_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="市町村コード"):
        municipality_code.six_digits(text)


@given(st.integers(1, 999_999_999))
def test_addressee_numbers_agree_with_iso_7064(body: int) -> None:
    number = addressee_number.number(body)
    assert number // 10 == body
    assert mod_11_10.is_valid(addressee_number.text(number))
    assert addressee_number.is_valid(number)


@given(st.integers(1, 999_999_999), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_of_an_addressee_number_is_found(body: int, place: int, by: int) -> None:
    digits = list(addressee_number.text(addressee_number.number(body)))
    digits[place] = str((int(digits[place]) + by) % 10)
    assert not addressee_number.is_valid(int("".join(digits)))


@pytest.mark.parametrize("body", [0, -1, 1_000_000_000])
def test_the_body_of_an_addressee_number_is_one_to_nine_digits(body: int) -> None:
    with pytest.raises(ValueError, match="999,999,999"):
        addressee_number.check_digit(body)
    assert not addressee_number.is_valid(body * 10)


def test_an_addressee_number_is_printed_with_ten_digits() -> None:
    assert addressee_number.text(addressee_number.number(1)) == "0000000014"
