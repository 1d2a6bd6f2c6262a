"""What the search finds, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.apps.addressees.selectors.search_page import found, neighbours
from juminzei.apps.addressees.selectors.search_terms import SearchTerms
from support.page_rows import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> None:
    """Five people with names that begin alike."""
    person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 1))
    person(2, "山本 花子", "ヤマモト ハナコ", date(1975, 1, 31))
    person(3, "八木 一", "ヤギ ハジメ", date(1980, 4, 1))
    person(12, "髙橋 﨑", "タカハシ サキ", date(1990, 12, 31))
    person(20, "100%_工業", "ヒヤクパーセントコウギヨウ", date(2000, 1, 1))


def names(terms: SearchTerms, order: str = "kana") -> list[str]:
    return [one.name for one in found(terms, order=order)]


@pytest.mark.parametrize(
    ("kana", "expected"),
    [
        ("ヤ", ["八木 一", "山田 太郎", "山本 花子"]),
        ("ヤマ", ["山田 太郎", "山本 花子"]),
        ("ヤマダ", ["山田 太郎"]),
        ("やまだ たろう", ["山田 太郎"]),
        ("ﾔﾏﾀﾞ", ["山田 太郎"]),
        ("マダ", []),
    ],
)
@pytest.mark.usefixtures("town")
def test_kana_is_found_from_its_first_character_on(kana: str, expected: list[str]) -> None:
    assert names(SearchTerms(kana=kana)) == expected


@pytest.mark.usefixtures("town")
def test_two_characters_in_the_middle_are_found_when_asked_for() -> None:
    assert names(SearchTerms(kana="マダ", anywhere=True)) == ["山田 太郎"]


@pytest.mark.parametrize("written", ["高橋", "髙橋", "高"])
@pytest.mark.usefixtures("town")
def test_a_name_is_found_in_any_of_its_kanji_variants(written: str) -> None:
    assert names(SearchTerms(name=written)) == ["髙橋 﨑"]


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", "100%%", "1_"])
@pytest.mark.usefixtures("town")
def test_signs_of_the_query_language_are_plain_characters(sign: str) -> None:
    assert names(SearchTerms(name=sign)) == []


@pytest.mark.usefixtures("town")
def test_a_percent_sign_in_a_name_is_found_as_such() -> None:
    assert names(SearchTerms(name="100%_")) == ["100%_工業"]


@pytest.mark.usefixtures("town")
def test_leading_digits_of_the_number_narrow_down_to_one() -> None:
    # numbers have nine digits of body and a check digit: 000000001x, 000000012x …
    assert names(SearchTerms(number="000000012")) == ["髙橋 﨑"]
    assert len(names(SearchTerms(number="0000000"))) == 5
    assert len(names(SearchTerms(number="1"))) == 0


@pytest.mark.usefixtures("town")
def test_terms_narrow_together() -> None:
    assert names(SearchTerms(birth_on=date(1980, 4, 1))) == ["八木 一", "山田 太郎"]
    assert names(SearchTerms(kana="ヤマ", birth_on=date(1980, 4, 1))) == ["山田 太郎"]


@pytest.mark.usefixtures("town")
def test_searching_for_nothing_finds_nobody() -> None:
    assert names(SearchTerms()) == []
    assert names(SearchTerms(anywhere=True)) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("kana", ["八木 一", "山田 太郎", "山本 花子"]),
        ("-kana", ["山本 花子", "山田 太郎", "八木 一"]),
        ("birth_on", ["山本 花子", "山田 太郎", "八木 一"]),
        ("-number", ["八木 一", "山本 花子", "山田 太郎"]),
        ("; DROP TABLE", ["八木 一", "山田 太郎", "山本 花子"]),
    ],
)
@pytest.mark.usefixtures("town")
def test_a_result_is_sorted_and_ties_are_broken_by_number(order: str, expected: list[str]) -> None:
    assert names(SearchTerms(kana="ヤ"), order) == expected


@pytest.mark.usefixtures("town")
def test_the_neighbours_of_the_first_the_middle_and_the_last() -> None:
    terms = SearchTerms(kana="ヤ")
    numbers = [one.number for one in found(terms)]
    around = [neighbours(terms, order="kana", position=position) for position in (1, 2, 3)]
    assert [(n.previous, n.following) for n in around if n] == [
        (None, numbers[1]),
        (numbers[0], numbers[2]),
        (numbers[1], None),
    ]
    assert {n.total for n in around if n} == {3}
    assert neighbours(terms, order="kana", position=4) is None


def test_terms_survive_their_stay_in_the_session() -> None:
    terms = SearchTerms("12", "ヤマ", "山", date(1980, 4, 1), anywhere=True)
    assert SearchTerms.restored(terms.stored()) == terms
    assert terms.kinds == ["number", "kana", "name", "birth_on", "anywhere"]


@pytest.mark.parametrize("order", ["address", "-address"])
def test_a_hidden_address_is_not_told_by_its_neighbours(order: str) -> None:
    """Sorted by address, the protected would stand between the people next door."""
    street = [
        person(body, "山田 太郎", "ヤマダ タロウ", address=f"加須市騎西一丁目{body}番地")
        for body in (1, 2, 3)
    ]
    hidden = {street[1].number}
    terms = SearchTerms(kana="ヤマダ")

    numbers = [one.number for one in found(terms, order=order, hidden=hidden)]

    beside = [street[0].number, street[2].number]
    expected = beside if order == "address" else beside[::-1]
    assert numbers == [*expected, street[1].number]
    last = neighbours(terms, order=order, position=3, hidden=hidden)
    assert last is not None
    assert (last.previous, last.following) == (expected[1], None)
