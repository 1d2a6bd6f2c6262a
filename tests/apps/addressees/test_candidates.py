"""Who might be the one: variants are found, and different people are not forced together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from juminzei.apps.addressees.models import AddresseeVersion, CorporationFacts
from juminzei.apps.addressees.selectors.body_likeness import body_core
from juminzei.apps.addressees.selectors.candidates import candidates
from juminzei.apps.addressees.selectors.likeness import Candidate, Sought
from juminzei.apps.addressees.selectors.protection import Withheld
from support.page_rows import person
from support.register_rows import enter, number, resident
from support.registrations import CORPORATE_NUMBER

pytestmark = pytest.mark.django_db

BORN = date(1961, 7, 8)
HOME = "埼玉県加須市三俣二丁目1番地1"
SOUGHT = Sought(
    kind="nonregistered", name="髙﨑　辺", kana="タカサキ　アタリ", birth_on=BORN, address=HOME
)
NOBODY = Withheld(frozenset())


def found(sought: Sought, hidden: Withheld = NOBODY) -> list[Candidate]:
    return candidates(sought, withheld=hidden)


def sought(**others: object) -> Sought:
    return replace(SOUGHT, **others)  # type: ignore[arg-type]  # columns by name


@pytest.fixture
def known() -> int:
    return person(1, "高崎　辺", "タカサキ　アタリ", BORN, address=HOME).number


@pytest.mark.parametrize(
    "one",
    [
        sought(),
        sought(name="髙\U000e0101﨑\U000e0102　邉"),
        sought(name="高崎邊", kana="ﾀｶｻｷ ｱﾀﾘ"),
        sought(name="タカサキ　アタリ"),
        sought(kana="たかさき　あたり", address="加須市三俣２－１－１"),
        sought(birth_on=None),
        sought(birth_on=date(1961, 8, 7)),
        sought(address="東京都千代田区1番1号"),
        sought(kana="タカサキ　アタリー"),
    ],
)
def test_the_same_person_is_found_however_written(known: int, one: Sought) -> None:
    [candidate] = found(one)
    assert (candidate.addressee.number, candidate.strong) == (known, True)
    assert "は一致" in candidate.likeness


@pytest.mark.parametrize(
    "other",
    [
        sought(name="高崎　一", kana="タカサキ　ハジメ"),  # a twin
        sought(name="高崎　梅", kana="タカサキ　ウメ", birth_on=date(1935, 1, 1)),  # the mother
        sought(birth_on=date(1999, 12, 31), address="札幌市中央区北一条1"),  # a namesake
        sought(name="加須　花", kana="カゾ　ハナ", address="札幌市中央区北一条1"),  # a birthday
    ],
)
def test_different_people_are_not_forced_together(known: int, other: Sought) -> None:
    assert [one.addressee.number for one in found(other) if one.strong] == []
    assert known


def test_nobody_alike_is_nobody(known: int) -> None:
    stranger = sought(
        name="別　人", kana="ベツ　ジン", birth_on=date(1990, 1, 1), address="熊谷市1"
    )
    assert found(stranger) == []
    assert known


def test_who_bore_the_name_before_is_found_and_it_is_said_so() -> None:
    before = resident(7, name="河﨑　花", kana="カワサキ　ハナ", birth_on=BORN)
    enter(before, replace(before, version=2, name="見本　花", kana="ミホン　ハナ"))
    [candidate] = found(sought(name="河崎　花", kana="カワサキ　ハナ", address=""))
    assert (candidate.addressee.number, candidate.strong) == (number(7), True)
    assert "変更前の" in candidate.likeness


def test_where_a_protected_person_lives_is_neither_compared_nor_a_way_to_them(known: int) -> None:
    hidden = Withheld(frozenset({known}))
    by_address = sought(name="別　人", kana="ベツ　ジン", birth_on=None)
    assert found(by_address, hidden) == []
    right, wrong = found(sought(), hidden), found(sought(address="札幌市1"), hidden)
    assert [one.likeness for one in right] == [one.likeness for one in wrong]
    assert [one.score for one in right] == [one.score for one in wrong]


def test_a_corporation_is_found_by_number_and_by_name_without_its_form() -> None:
    body = person(5, "㈱見本製作所", "ミホンセイサクショ", kind="corporation", address=HOME)
    version = AddresseeVersion.objects.get(addressee=body)
    CorporationFacts.objects.create(version=version, corporate_number=CORPORATE_NUMBER)
    base = Sought(kind="corporation", name="株式会社見本製作所", address=HOME)
    assert [(one.score, one.strong) for one in found(base)] == [(800, True)]
    numbered = Sought(kind="corporation", name="まったく別", corporate_number=CORPORATE_NUMBER)
    assert [(one.score, one.strong) for one in found(numbered)] == [(1_000, True)]
    part = Sought(kind="corporation", name="見本製作所販売", kana="ミホンセイサクショ")
    assert [one.strong for one in found(part)] == [False]


def test_people_and_bodies_are_not_mistaken_for_each_other(known: int) -> None:
    assert known
    assert found(Sought(kind="joint", name="高崎　辺", address=HOME)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社甲乙", "㈱甲乙"),
        ("甲乙(有)", "有限会社甲乙"),
        ("医療法人社団甲乙会", "甲乙会"),
        ("合同会社　甲乙", "甲乙合同会社"),
    ],
)
def test_the_form_of_a_company_makes_no_difference(one: str, other: str) -> None:
    assert body_core(one) == body_core(other)


def test_a_form_alone_remains_a_name() -> None:
    assert body_core("株式会社")
