"""JSON is read strictly, or refused in one short sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.contract.json_text import (
    DuplicateKeyError,
    NotJsonError,
    decoded,
    lines,
    parsed,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)


@given(VALUES)
def test_what_json_writes_is_read_back_whatever_it_is(value: object) -> None:
    assert parsed(json.dumps(value)) == value
    assert parsed(json.dumps(value, ensure_ascii=False, indent=2)) == value


def test_whole_numbers_stay_whole_however_large() -> None:
    assert parsed("123456789012345678901234567890") == 123456789012345678901234567890
    assert parsed("9" * 4_300) == int("9" * 4_300)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON: Expecting value"),
        ("{", "no JSON: Expecting property name"),
        ("[1,]", "no JSON: "),
        ("{'a': 1}", "no JSON: Expecting property name"),
        ('{"a": 1} {"a": 2}', "no JSON: Extra data"),
        ("NaN", "NaN is no JSON number"),
        ("[Infinity]", "Infinity is no JSON number"),
        ("-Infinity", "-Infinity is no JSON number"),
        ("9" * 4_301, "a number has thousands of digits"),
        ("[" * 100_000, "no JSON: nested too deeply"),
        ('{"a":' * 100_000, "no JSON: nested too deeply"),
        ('"a\nb"', "no JSON: Invalid control character"),
    ],
)
def test_what_is_none_is_refused_shortly(text: str, words: str) -> None:
    with pytest.raises(NotJsonError) as refused:
        parsed(text)
    assert str(refused.value).startswith(words)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"a": 1, "a": 1}', "a"),
        ('{"a": 1, "b": {"c": 1, "d": 2, "c": 3}}', "c"),
        ('[{"a": 1}, {"x": 1, "y": 2, "y": 3, "x": 4}]', "x"),
    ],
)
def test_a_key_given_twice_is_named(text: str, key: str) -> None:
    with pytest.raises(DuplicateKeyError, match=f"^{key}: is given twice; give it once$"):
        parsed(text)


def test_the_same_key_in_different_objects_is_no_repetition() -> None:
    assert parsed('[{"a": 1}, {"a": 2}]') == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("content", "byte"),
    [
        ("加須".encode("cp932"), 1),
        ("{}".encode("utf-16"), 1),
        (b'{"a": "\xe3\x81"}', 8),
        (b"ab\xff", 3),
    ],
)
def test_another_character_code_is_refused_by_its_first_odd_byte(content: bytes, byte: int) -> None:
    with pytest.raises(NotJsonError, match=f"^byte {byte} is no UTF-8; send UTF-8$"):
        decoded(content)


def test_utf8_is_read_with_a_byte_order_mark_or_without() -> None:
    assert decoded("加須".encode()) == decoded("\ufeff加須".encode()) == "加須"


def test_lines_keep_their_numbers_and_empty_ones_are_passed_over() -> None:
    assert lines("a\n\n  \nb\r\nc") == [(1, "a"), (4, "b\r"), (5, "c")]
    assert lines("") == []


def test_a_line_is_not_broken_by_other_signs_that_end_lines() -> None:
    text = '{"a": "\u2028\x85"}'
    assert lines(text) == [(1, text)]
