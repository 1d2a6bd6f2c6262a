"""How one line is sorted into number, kana, name and birth date."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.apps.addressees.forms import one_line, read_anything
from juminzei.apps.addressees.selectors.search_terms import SearchTerms
from juminzei.base.typed_day import NotADateError, read_day

BORN = date(1980, 4, 1)


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("ヤマダ", SearchTerms(kana="ヤマダ")),
        ("やまだ　たろう", SearchTerms(kana="やまだたろう")),
        ("ﾔﾏﾀﾞ", SearchTerms(kana="ヤマダ")),
        ("山田 太郎", SearchTerms(name="山田太郎")),
        ("NGUYEN VAN", SearchTerms(name="NGUYENVAN")),
        ("0000000019", SearchTerms(number="0000000019")),
        ("１２３", SearchTerms(number="123")),
        ("ヤマダ S55.4.1", SearchTerms(kana="ヤマダ", birth_on=BORN)),
        ("19800401 山田", SearchTerms(name="山田", birth_on=BORN)),
        ("99999999", SearchTerms(number="99999999")),
        ("19801332", SearchTerms(number="19801332")),
        ("", SearchTerms()),
        ("00000000191", SearchTerms()),
    ],
)
def test_words_tell_themselves_apart(line: str, terms: SearchTerms) -> None:
    assert read_anything(line) == terms


@pytest.mark.parametrize(
    "text",
    [
        "昭和55年4月1日",
        "S55.4.1",
        "s55/4/1",
        "S550401",
        "1980-04-01",
        "1980/4/1",
        "1980年4月1日",
        "19800401",
        "Ｓ５５．４．１",
    ],
)
def test_a_day_is_read_in_every_way_people_write_it(text: str) -> None:
    assert read_day(text) == BORN


def test_the_first_year_of_an_era_is_read() -> None:
    assert read_day("令和元年5月1日") == date(2019, 5, 1)


@pytest.mark.parametrize("text", ["昨日", "S55.13.1", "1980-02-30", "198004", "R", "2026"])
def test_what_is_no_day_is_named(text: str) -> None:
    with pytest.raises(NotADateError, match=text):
        read_day(text)


def test_control_characters_part_words_and_are_nothing_alone() -> None:
    assert read_anything(one_line("山田\x00太郎\x1b")).name == "山田太郎"
    assert one_line("\x00\x7f\x85").strip() == ""
