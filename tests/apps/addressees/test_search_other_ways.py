"""Addressees are found by the names they had, by address and by corporate number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from juminzei.apps.addressees.forms import read_anything
from juminzei.apps.addressees.models import AddresseeVersion, CorporationFacts, OtherName
from juminzei.apps.addressees.selectors.search_page import found
from juminzei.apps.addressees.selectors.search_terms import SearchTerms
from juminzei.base.numbers import corporate_number
from support.page_rows import person
from support.register_rows import enter, moved_within, number, resident

pytestmark = pytest.mark.django_db

MARRIED = date(2024, 5, 1)
CORPORATE = f"{corporate_number.check_digit('010001000001')}010001000001"


def numbers(terms: SearchTerms, hidden: tuple[int, ...] = ()) -> list[int]:
    return [one.number for one in found(terms, hidden=hidden)]


@pytest.fixture
def changed_name() -> int:
    """Somebody who bears another name since the marriage, with an alias and Latin letters."""
    before = resident(7, name="河﨑　花", kana="カワサキ　ハナ", latin_name="KAWASAKI HANA")
    after = replace(
        before,
        version=2,
        true_from=MARRIED,
        name="見本　花",
        kana="ミホン　ハナ",
        former_surname="河﨑",
        alias_name="山野　花",
    )
    enter(before, after)
    return number(7)


@pytest.mark.parametrize(
    "terms",
    [
        SearchTerms(name="河崎"),
        SearchTerms(name="河\ufa11"),
        SearchTerms(name="河﨑\U000e0101花"),
        SearchTerms(name="山野"),
        SearchTerms(name="kawasaki"),
        SearchTerms(name="花", anywhere=True),
        SearchTerms(kana="かわさき"),
        SearchTerms(kana="ｶﾜｻｷ"),
        SearchTerms(kana="ミホン"),
    ],
)
def test_every_name_that_somebody_had_finds_them(changed_name: int, terms: SearchTerms) -> None:
    assert numbers(terms) == [changed_name]


def test_the_index_holds_each_other_name_once_and_follows_the_register(changed_name: int) -> None:
    sources = sorted(OtherName.objects.values_list("source", flat=True))
    assert sources == ["alias", "former", "former_surname", "latin", "latin"]
    newest = AddresseeVersion.objects.get(addressee=changed_name, version=2)
    again = resident(7, version=3, name=newest.name, kana=newest.kana, true_from=MARRIED)
    enter(again)
    kept = OtherName.objects.filter(addressee=changed_name, name_key="河崎花")
    assert sorted(kept.values_list("source", flat=True)) == ["former", "former_surname"]


def test_an_address_finds_who_lives_there_but_nobody_who_is_protected() -> None:
    enter(resident(1), moved_within(resident(2), MARRIED, "埼玉県加須市三俣二丁目1番地1"))
    at = SearchTerms(address="加須市三俣２－１－１")
    assert numbers(at) == [number(2)]
    assert numbers(SearchTerms(address="三俣", anywhere=True)) == [number(2)]
    assert numbers(at, hidden=(number(2),)) == []
    assert numbers(SearchTerms(number="00000000", address="加須市中央")) == [number(1)]


def test_a_kind_narrows_and_finds_nobody_by_itself() -> None:
    person(1, "山田 太郎", "ヤマダ タロウ")
    outsider = person(2, "山田 次郎", "ヤマダ ジロウ", kind="nonregistered")
    assert numbers(SearchTerms(kana="ヤマダ", kind="nonregistered")) == [outsider.number]
    assert numbers(SearchTerms(kind="nonregistered")) == []


def test_a_corporate_number_finds_the_corporation_by_either_search() -> None:
    body = person(3, "株式会社見本", "ミホン", kind="corporation")
    version = AddresseeVersion.objects.get(addressee=body)
    CorporationFacts.objects.create(version=version, corporate_number=CORPORATE)
    assert numbers(SearchTerms(corporate_number=CORPORATE)) == [body.number]
    assert read_anything(f" {CORPORATE} ") == SearchTerms(corporate_number=CORPORATE)


def test_digits_that_are_no_corporate_number_are_not_kept() -> None:
    wrong = CORPORATE[:-1] + str((int(CORPORATE[-1]) + 1) % 10)
    assert wrong not in str(read_anything(wrong))


def test_what_a_session_kept_before_is_still_read() -> None:
    stored = {"number": "", "kana": "ヤ", "name": "", "birth_on": None, "anywhere": False}
    assert SearchTerms.restored(stored) == SearchTerms(kana="ヤ")
    terms = SearchTerms(address="三俣", kind="joint", birth_on=date(1980, 4, 1))
    assert SearchTerms.restored(terms.stored()) == terms
