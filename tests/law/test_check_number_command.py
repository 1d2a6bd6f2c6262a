"""``juminzei check-number``: says whether a check digit is right, and never the number."""

from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.numbers import individual_number, municipality_code
from juminzei.cli import main

LAW_EXAMPLE = "123456789018"
"""The worked example of the check digit; no other number may stand in a file."""
FULL_WIDTH = "".join(chr(ord(digit) + 0xFEE0) for digit in LAW_EXAMPLE)
elevens = st.integers(10**10, 10**11 - 1).map(str)


class Told:
    """What one call printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *words: str) -> None:
        self.status = main(["check-number", *words])
        printed = capsys.readouterr()
        self.out, self.err = printed.out, printed.err


@pytest.mark.parametrize(
    ("words", "digit"),
    [
        (("individual", LAW_EXAMPLE), 8),
        (("individual", "1234", "5678", "9018"), 8),
        (("corporate", "7123456789012"), 7),
        (("municipality", "112101"), 1),
    ],
)
def test_a_right_number_ends_with_0(
    words: tuple[str, ...], digit: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, *words)
    assert told.status == 0
    assert json.loads(told.out) == {"valid": True, "check_digit": digit}
    assert told.err == ""


@pytest.mark.parametrize(
    ("words", "digit"),
    [
        (("individual", LAW_EXAMPLE[:-1] + "7"), 8),
        (("corporate", "8123456789012"), 7),
        (("corporate", "0123456789012"), 7),
        (("municipality", "112102"), 1),
    ],
)
def test_a_wrong_check_digit_ends_with_1_and_tells_the_right_one(
    words: tuple[str, ...], digit: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, *words)
    assert told.status == 1
    assert json.loads(told.out) == {"valid": False, "check_digit": digit}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("individual", LAW_EXAMPLE[:-1]), id="a digit is missing"),
        pytest.param(("individual", LAW_EXAMPLE + "8"), id="a digit too many"),
        pytest.param(("individual", FULL_WIDTH), id="full-width digits"),
        pytest.param(("corporate", LAW_EXAMPLE), id="of another kind"),
        pytest.param(("municipality", LAW_EXAMPLE), id="much too long"),
        pytest.param(("municipality", "1121-1"), id="a hyphen"),
        pytest.param((LAW_EXAMPLE,), id="no kind"),
        pytest.param((LAW_EXAMPLE, "individual"), id="the wrong way round"),
        pytest.param(("individual",), id="no number"),
        pytest.param((), id="nothing"),
    ],
)
def test_what_is_no_number_of_the_kind_ends_with_2_and_is_not_shown(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, *words)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("juminzei check-number: ")
    assert not [word for word in words if any(map(str.isdigit, word)) and word in told.err]
    assert "1234" not in told.err


def test_a_number_can_be_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("1234 5678\n9018\n"))
    assert json.loads(Told(capsys, "individual", "-").out)["valid"] is True


@given(first_eleven=elevens)
def test_of_ten_last_digits_just_one_is_right(first_eleven: str) -> None:
    from juminzei.cli.check_number import CHECKS  # noqa: PLC0415 - as the command imports it

    outcomes = [CHECKS["individual"](f"{first_eleven}{last}") for last in range(10)]
    assert [wanted == found for wanted, found in outcomes].count(True) == 1
    assert outcomes[0][0] == individual_number.check_digit(first_eleven)


def test_every_code_of_five_digits_has_one_right_sixth() -> None:
    from juminzei.cli.check_number import CHECKS  # noqa: PLC0415 - as the command imports it

    for body in ("01100", "11210", "14100", "47382"):
        outcomes = [CHECKS["municipality"](f"{body}{last}") for last in range(10)]
        assert sum(wanted == found for wanted, found in outcomes) == 1
        assert outcomes[0][0] == municipality_code.check_digit(body)
