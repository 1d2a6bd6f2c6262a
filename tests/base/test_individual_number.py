"""An Individual Number in memory shows itself to nobody by accident (T-Z10)."""

from __future__ import annotations

import copy
import json
import pickle
import traceback
from dataclasses import asdict, dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.numbers.individual_number import MASK, IndividualNumber
from support.report_cells import made_up_number

DIGITS = made_up_number("12345678901")


@dataclass(frozen=True)
class Holder:
    number: IndividualNumber


@pytest.mark.parametrize(
    "shown",
    [
        str(IndividualNumber(DIGITS)),
        repr(IndividualNumber(DIGITS)),
        f"{IndividualNumber(DIGITS)}",
        f"{IndividualNumber(DIGITS)!r:>40}",
        "%s" % IndividualNumber(DIGITS),  # noqa: UP031 - one of the ways to leak
        "{:>20}".format(IndividualNumber(DIGITS)),  # noqa: UP032 - another
        repr(Holder(IndividualNumber(DIGITS))),
        repr([IndividualNumber(DIGITS)]),
        str(asdict(Holder(IndividualNumber(DIGITS)))),
        str(copy.deepcopy({"n": IndividualNumber(DIGITS)})),
        str(copy.copy(IndividualNumber(DIGITS))),
    ],
)
def test_every_way_of_showing_it_shows_the_mask(shown: str) -> None:
    assert DIGITS not in shown
    assert MASK in shown


def test_json_does_not_know_it() -> None:
    with pytest.raises(TypeError) as refused:
        json.dumps({"number": IndividualNumber(DIGITS)})
    assert DIGITS not in str(refused.value)
    assert json.dumps(str(IndividualNumber(DIGITS)), ensure_ascii=False) == f'"{MASK}"'


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_refuses_to_be_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="保管庫") as refused:
        pickle.dumps(IndividualNumber(DIGITS), protocol)
    assert DIGITS not in str(refused.value)


def test_it_has_no_dictionary_to_look_into() -> None:
    number = IndividualNumber(DIGITS)
    with pytest.raises(TypeError):
        vars(number)
    with pytest.raises(AttributeError):
        number.note = "x"  # type: ignore[attr-defined]  # what the test is about


@pytest.mark.parametrize(
    "text",
    ["", DIGITS[:-1], f"{DIGITS}0", f"1{DIGITS}", "１" * 12, "12345678901a", f" {DIGITS}"],
)
def test_what_is_no_number_is_refused_without_naming_it(text: str) -> None:
    with pytest.raises(ValueError, match="12桁") as refused:
        IndividualNumber(text)
    assert not text or text not in str(refused.value)


def test_a_traceback_with_local_variables_shows_no_digits() -> None:
    with pytest.raises(RuntimeError) as failed:
        fail_with(IndividualNumber(DIGITS))
    shown = "".join(
        traceback.TracebackException.from_exception(failed.value, capture_locals=True).format()
    )
    assert "held = " in shown
    assert DIGITS not in shown


def fail_with(held: IndividualNumber) -> None:
    raise RuntimeError(f"{held}")


def test_the_frames_of_a_refusal_hold_no_digits() -> None:
    try:
        IndividualNumber(f"{DIGITS}0")
    except ValueError as error:
        frames = traceback.StackSummary.extract(
            traceback.walk_tb(error.__traceback__), capture_locals=True
        )
    inner = [frame for frame in frames if frame.name == "__init__"]
    assert inner
    assert not any(DIGITS in value for frame in inner for value in (frame.locals or {}).values())


def test_thirteen_digits_with_a_zero_in_front_are_the_same_number() -> None:
    assert IndividualNumber(f"0{DIGITS}") == IndividualNumber(DIGITS)
    assert IndividualNumber(f"0{DIGITS}").reveal() == DIGITS


def test_equal_numbers_are_equal_and_found_in_sets() -> None:
    assert IndividualNumber(DIGITS) == IndividualNumber(DIGITS)
    assert len({IndividualNumber(DIGITS), IndividualNumber(f"0{DIGITS}")}) == 1
    assert IndividualNumber(DIGITS) != IndividualNumber(made_up_number("12345678902"))


def test_a_number_is_not_the_text_of_its_digits() -> None:
    number: object = IndividualNumber(DIGITS)
    assert number != DIGITS
    assert hash(number) != hash(DIGITS)


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(1, 9))
def test_only_the_right_check_digit_is_valid(body: str, by: int) -> None:
    right = made_up_number(body)
    wrong = f"{body}{(int(right[-1]) + by) % 10}"
    assert IndividualNumber(right).is_valid
    assert not IndividualNumber(wrong).is_valid
