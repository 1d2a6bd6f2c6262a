"""An equal Individual Number is believed only when the other fields bear it out."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.linkage.by_number import NOT_BORNE_OUT, OUTDONE, SHARED
from support.linking import Document, Person, doubt, linked, outcome

ICHIRO = Person(10)
HANAKO = Person(11, "加藤　花子", "カトウ　ハナコ", date(1982, 5, 6))
OTHER_TOWN = "加須市騎西36"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(Document(), id="everything agrees"),
        pytest.param(Document(address=OTHER_TOWN), id="moved"),
        pytest.param(Document(name="鈴木　一郎", kana="スズキ　イチロウ"), id="other surname"),
        pytest.param(Document(kana="カトー　イチロ"), id="kana misspelt"),
        pytest.param(Document(name="カトウ　イチロウ"), id="name written in kana"),
        pytest.param(Document(name="加藤一郎", kana="カトウイチロウ"), id="no space in the name"),
        pytest.param(Document(birth_on=None), id="no birth date"),
        pytest.param(Document(birth_on=date(1980, 4, 3)), id="another day of birth"),
        pytest.param(Document(birth_on=date(1980, 2, 4)), id="day and month exchanged"),
        pytest.param(
            Document(birth_on=date(1955, 12, 31), address=OTHER_TOWN),
            id="another birth date, but the whole name in kana and kanji",
        ),
        pytest.param(
            Document(name="カトー・イチ", kana="KATO ICHI", address=OTHER_TOWN),
            id="another name altogether, but the birth date: an alias",
        ),
    ],
)
def test_matches_an_equal_number_that_birth_date_or_name_bears_out(document: Document) -> None:
    assert outcome(linked(document, ICHIRO, HANAKO, pairs=[(1, 10)])) == ("number", 10)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            Document(name="加藤　花子", kana="カトウ　ハナコ", birth_on=date(1982, 5, 6)),
            id="the wife's report with the husband's number",
        ),
        pytest.param(
            Document(name="加藤　次郎", kana="カトウ　ジロウ"),
            id="a twin who is not registered here",
        ),
        pytest.param(
            Document(name="山田　一郎", kana="ヤマダ　イチロウ", birth_on=date(1955, 1, 1)),
            id="only the given name agrees",
        ),
        pytest.param(
            Document(name="山田　太郎", kana="ヤマダ　タロウ", birth_on=None, address=OTHER_TOWN),
            id="nothing agrees",
        ),
        pytest.param(
            Document(name="加藤　市朗", birth_on=date(2008, 7, 9)),
            id="the same kana only, another birth date: father and son",
        ),
    ],
)
def test_leaves_a_number_that_seems_to_be_somebody_elses_to_a_clerk(document: Document) -> None:
    found = linked(document, ICHIRO, pairs=[(1, 10)])
    assert outcome(found) == ("queue", None)
    assert doubt(found) == NOT_BORNE_OUT


def test_shows_the_clerk_who_owns_the_number_even_if_nothing_else_agrees() -> None:
    stranger = Document(name="山田　太郎", kana="ヤマダ　タロウ", birth_on=None, address="熊谷市1")
    shown = linked(stranger, ICHIRO, pairs=[(1, 10)]).candidates
    assert shown.select("person", "number_equal").rows() == [(10, True)]


def test_does_not_believe_a_number_if_somebody_else_agrees_better() -> None:
    """The twin brother's number on his brother's report: birth and household agree."""
    yuta = Person(20, "加藤　優太", "カトウ　ユウタ")
    yuto = Person(21, "加藤　優斗", "カトウ　ユウト")
    report = Document(name="加藤　優太", kana="カトウ　ユウタ")
    found = linked(report, yuta, yuto, pairs=[(1, 21)])
    assert outcome(found) == ("queue", None)
    assert doubt(found) == OUTDONE
    assert found.candidates.select("person", "number_equal").rows() == [(21, True), (20, False)]


def test_believes_the_father_whose_son_has_the_same_kana() -> None:
    son = Person(12, "加藤　市朗", "カトウ　イチロウ", date(2005, 7, 9))
    assert outcome(linked(Document(), ICHIRO, son, pairs=[(1, 10)])) == ("number", 10)


def test_does_not_give_a_sons_report_to_the_father_of_the_same_kana() -> None:
    son = Person(12, "加藤　市朗", "カトウ　イチロウ", date(2005, 7, 9))
    report = Document(name="加藤　市朗", birth_on=date(2005, 7, 9))
    assert outcome(linked(report, ICHIRO, son, pairs=[(1, 10)])) == ("queue", None)


def test_asks_a_clerk_when_two_persons_are_registered_under_one_number() -> None:
    double = ICHIRO._replace(person=13)
    found = linked(Document(), ICHIRO, double, pairs=[(1, 10), (1, 13)])
    assert outcome(found) == ("queue", None)
    assert doubt(found) == SHARED


def test_never_looks_at_pairs_of_documents_that_are_not_being_matched() -> None:
    found = linked(Document(), ICHIRO, HANAKO, pairs=[(1, 10), (999, 11)])
    assert found.matched["document"].to_list() == [1]
    assert found.queue.is_empty()


def test_passes_over_a_person_whom_the_register_does_not_know() -> None:
    assert outcome(linked(Document(), ICHIRO, pairs=[(1, 999)])) == ("exact", 10)


def test_a_document_with_anothers_number_never_goes_by_its_other_fields() -> None:
    """All four fields are Ichiro's, the number is Hanako's: a clerk decides (T-I08)."""
    found = linked(Document(), ICHIRO, HANAKO, pairs=[(1, 11)])
    assert outcome(found) == ("queue", None)
