"""Single values of a request: what is taken as it is, and what is refused with a remedy."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.contract import ContractError, values


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(-1, "amount: -1 is negative; give 0 or more", id="below 0"),
        pytest.param(1.0, "amount: 1.0 is no whole number; give an integer", id="a fraction"),
        pytest.param(True, "amount: true is no whole number", id="true is no 1"),
        pytest.param(None, "amount: null is no whole number", id="null"),
        pytest.param("1", 'amount: "1" is no whole number', id="text"),
        pytest.param([1], "amount: [1] is no whole number", id="a list"),
    ],
)
def test_only_whole_numbers_are_amounts(value: object, said: str) -> None:
    with pytest.raises(ContractError, match=re.escape(said)):
        values.whole("amount", value)


@pytest.mark.parametrize("value", [3, 4, 7], ids=["the least", "between", "the most"])
def test_a_number_within_its_range_is_taken(value: int) -> None:
    assert values.whole("grade", value, least=3, most=7) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(2, "grade: 2 is too small; give 3 or more", id="one below the least"),
        pytest.param(8, "grade: 8 is too large; give at most 7", id="one above the most"),
    ],
)
def test_a_number_outside_its_range_is_refused(value: int, said: str) -> None:
    with pytest.raises(ContractError, match=re.escape(said)):
        values.whole("grade", value, least=3, most=7)


def test_limits_of_a_loss_are_told_with_their_thousands() -> None:
    with pytest.raises(ContractError, match=r"-2000 is too small; give -1,000 or more"):
        values.whole("income", -2_000, least=-1_000)


@pytest.mark.parametrize("value", [0, 1, "true", None], ids=["0", "1", "text", "null"])
def test_only_true_and_false_are_flags(value: object) -> None:
    with pytest.raises(ContractError, match=r"widow: .* is neither true nor false"):
        values.flag("widow", value)


def test_flags_are_taken_as_they_are() -> None:
    assert values.flag("widow", True)
    assert not values.flag("widow", False)


@pytest.mark.parametrize("value", ["Special", "", None, 2], ids=["case", "empty", "null", "code"])
def test_an_unknown_word_is_refused_with_the_known_ones(value: object) -> None:
    with pytest.raises(ContractError, match="is unknown; give one of none, special"):
        values.choice("disability", value, ("none", "special"))


@pytest.mark.parametrize(
    "value",
    ["2026-02-29", "2026-13-01", "20260101", "2026-W01-1", "2026-1-1", "", 20_260_101, None],
)
def test_a_day_that_is_not_or_is_written_otherwise_is_refused(value: object) -> None:
    with pytest.raises(ContractError, match="is no date; write it as 1981-04-02"):
        values.day("birth_date", value)


def test_a_leap_day_is_a_day() -> None:
    assert values.day("birth_date", "2024-02-29") == date(2024, 2, 29)


@given(day=st.dates(date(1868, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert values.day("birth_date", day.isoformat()) == day


@pytest.mark.parametrize("text", ["1867-12-31", "2200-01-01"])
def test_a_day_long_past_or_far_ahead_is_refused(text: str) -> None:
    with pytest.raises(ContractError, match="give 1868 to 2199"):
        values.day("birth_date", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("6/100", Rate(6, 100), id="a plain rate"),
        pytest.param("2.025/100", Rate(2_025, 100_000), id="with decimals"),
        pytest.param("1/1", Rate(1, 1), id="1 is the most"),
        pytest.param("1/1000000", Rate(1, 10**6), id="six decimals are the most"),
        pytest.param("0/1", Rate(0, 1), id="nothing"),
    ],
)
def test_a_rate_stays_exact(text: str, expected: Rate) -> None:
    assert values.rate("rate", text) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param("101/100", "101/100 is out of range; give at most 1", id="just above 1"),
        pytest.param("1/1000001", "1/1000001 is out of range", id="more than six decimals"),
        pytest.param(0.06, '0.06 is no rate; write it as "6/100"', id="a float"),
        pytest.param(6, '6 is no rate; write it as "6/100"', id="an integer"),
        pytest.param("6%", "'6%' is no rate", id="per cent"),
        pytest.param("-6/100", "'-6/100' is no rate", id="negative"),
        pytest.param("6/0", "'6/0' is no rate", id="by nought"),
    ],
)
def test_a_rate_written_otherwise_or_out_of_range_is_refused(value: object, said: str) -> None:
    with pytest.raises(ContractError, match=re.escape(f"rate: {said}")):
        values.rate("rate", value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        pytest.param("spouse", [], "spouse: [] is no object; write {…}", id="a list"),
        pytest.param("", 5, "request: 5 is no object; write {…}", id="the request itself"),
        pytest.param("spouse", {"aeg": 1}, "spouse.aeg: no such key; known here: age", id="typo"),
        pytest.param("", {"aeg": 1}, "aeg: no such key; known here: age", id="typo at the top"),
    ],
)
def test_an_object_has_only_known_keys(key: str, value: object, said: str) -> None:
    with pytest.raises(ContractError, match=re.escape(said)):
        values.table(key, value, ("age",))


def test_a_long_value_is_shown_by_its_first_forty_characters() -> None:
    with pytest.raises(ContractError) as refused:
        values.whole("amount", "9" * 38)
    assert "…" not in str(refused.value)
    with pytest.raises(ContractError) as refused:
        values.whole("amount", "9" * 39)
    assert f'"{"9" * 39}…' in str(refused.value)


def test_a_refusal_knows_its_key_and_problem_apart() -> None:
    error = ContractError("spouse.age", "is too large")
    assert (error.key, error.problem) == ("spouse.age", "is too large")


@given(value=st.integers(0, 10**9))
def test_an_amount_is_taken_unchanged_and_its_negative_is_refused(value: int) -> None:
    assert values.whole("amount", value) == value
    with pytest.raises(ContractError, match="negative"):
        values.whole("amount", -value - 1)
