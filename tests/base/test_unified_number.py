"""Unified numbers: fifteen digits that find their own mistakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10 as oracle

from juminzei.base.numbers import addressee_number, unified_number
from juminzei.base.numbers.iso_7064 import mod_11_10

SERIALS = st.integers(1, unified_number.LAST_SERIAL)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_the_check_digit_is_that_of_the_standard(body: str) -> None:
    assert str(mod_11_10(body)) == oracle.calc_check_digit(body)


@given(SERIALS)
def test_every_number_has_fifteen_digits_and_is_valid(serial: int) -> None:
    number = unified_number.number(serial)
    assert len(str(number)) == 15
    assert unified_number.is_valid(number)
    assert int(str(number)[1:-1]) == serial


@given(SERIALS, st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(serial: int, place: int, off: int) -> None:
    digits = list(str(unified_number.number(serial)))
    digits[place] = str((int(digits[place]) + off) % 10)
    assert not unified_number.is_valid(int("".join(digits)))


@given(st.integers(1, addressee_number.LAST_BODY))
def test_a_local_number_is_never_taken_for_one(body: int) -> None:
    assert not unified_number.is_valid(addressee_number.number(body))


@pytest.mark.parametrize("serial", [0, -1, unified_number.LAST_SERIAL + 1])
def test_serials_outside_are_refused(serial: int) -> None:
    with pytest.raises(ValueError, match="連番"):
        unified_number.number(serial)
