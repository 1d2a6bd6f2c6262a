"""Tables written as TOML are read back as they were."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.toml_text import toml_text

PLAIN = st.one_of(
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.dates(min_value=date(1900, 1, 1)),
)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
TABLES = st.recursive(
    st.dictionaries(NAMES, st.one_of(PLAIN, st.lists(PLAIN, max_size=3)), max_size=4),
    lambda inner: st.dictionaries(
        NAMES, st.one_of(PLAIN, inner, st.lists(inner, max_size=3)), max_size=4
    ),
    max_leaves=10,
)


@given(TABLES)
def test_what_is_written_is_read_back(table: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(table)) == table


def test_a_change_reads_as_a_person_would_write_it() -> None:
    text = toml_text(
        {
            "title": "案",
            "city": {"income_levy": {"rate": "7/100"}, "designated_city": False},
            "national": {"basic": {"rows": [{"up_to": 24_000_000, "amount": 1}]}},
        }
    )
    assert text == (
        'title = "案"\n'
        "\n[city]\ndesignated_city = false\n"
        '\n[city.income_levy]\nrate = "7/100"\n'
        "\n[national.basic]\nrows = [\n  { up_to = 24_000_000, amount = 1 },\n]\n"
    )


def test_nothing_is_an_empty_file() -> None:
    assert toml_text({}) == ""


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        toml_text({"rate": 0.07})
