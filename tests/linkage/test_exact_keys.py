"""A key that exactly one person has matches; one that leads to two persons does not."""

from __future__ import annotations

from datetime import date

import pytest

from support.linking import Document, Person, linked, outcome

ICHIRO = Person(10)
ELSEWHERE = "加須市騎西36"


@pytest.mark.parametrize(
    ("document", "key"),
    [
        pytest.param(
            Document(name="佐藤　市朗"), "カナ氏名・生年月日・住所", id="kana, birth and address"
        ),
        pytest.param(
            Document(kana="サトウ　カズオ"),
            "漢字氏名・生年月日・住所",
            id="kanji, birth and address",
        ),
        pytest.param(
            Document(address=ELSEWHERE), "カナ氏名・漢字氏名・生年月日", id="kana, kanji and birth"
        ),
        pytest.param(
            Document(birth_on=None),
            "カナ氏名・漢字氏名・住所",
            id="no birth date: names and address",
        ),
    ],
)
def test_each_key_alone_is_enough(document: Document, key: str) -> None:
    found = linked(document, ICHIRO, Person(11, "鈴木　花子", "スズキ　ハナコ", date(1950, 1, 1)))
    assert outcome(found) == ("exact", 10)
    assert found.matched["keys"].to_list() == [key]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(Document(name="加藤一郎", kana="ｶﾄｳｲﾁﾛｳ"), id="half width, no space"),
        pytest.param(
            Document(address="埼玉県加須市三俣二丁目１番地１　ハイツ２０１"), id="address"
        ),
        pytest.param(Document(kana="かとう　いちろう"), id="hiragana"),
    ],
)
def test_ways_of_writing_the_same_are_the_same(written: Document) -> None:
    assert outcome(linked(written, ICHIRO)) == ("exact", 10)


def test_variants_of_a_kanji_are_the_same() -> None:
    takahashi = Person(10, "髙橋　一郎", "タカハシ　イチロウ")
    plain = Document(name="高橋　一郎", kana="タカハシ　イチロウ")
    assert outcome(linked(plain, takahashi)) == ("exact", 10)


def test_a_key_of_two_persons_matches_neither() -> None:
    assert outcome(linked(Document(), ICHIRO, ICHIRO._replace(person=11))) == ("queue", None)


def test_two_keys_that_lead_to_two_persons_match_neither() -> None:
    """The kana of one twin with the kanji of the other."""
    yuta = Person(20, "加藤　優太", "カトウ　ユウタ")
    yuto = Person(21, "加藤　優斗", "カトウ　ユウト")
    mixed = Document(name="加藤　優太", kana="カトウ　ユウト")
    assert outcome(linked(mixed, yuta, yuto)) == ("queue", None)


def test_another_birth_date_is_not_a_missing_one() -> None:
    """Father and son of one name at one address: only a missing date may be passed over."""
    assert outcome(linked(Document(birth_on=date(2008, 1, 1)), ICHIRO)) == ("queue", None)


def test_a_former_address_counts_like_the_present_one() -> None:
    moved = Person(10, address=ELSEWHERE, other_addresses=("加須市三俣2-1-1",))
    report = Document(name="佐藤　市朗")
    assert outcome(linked(report, moved)) == ("exact", 10)


def test_a_former_name_counts_like_the_present_one() -> None:
    married = Person(
        10,
        "鈴木　花子",
        "スズキ　ハナコ",
        other_names=(("former", "加藤　花子", "カトウ　ハナコ"),),
    )
    report = Document(name="加藤　花子", kana="カトウ　ハナコ", address=ELSEWHERE)
    assert outcome(linked(report, married)) == ("exact", 10)


def test_several_documents_of_one_person_are_all_matched() -> None:
    found = linked([Document(1), Document(2, address=ELSEWHERE)], ICHIRO)
    assert [outcome(found, 1), outcome(found, 2)] == [("exact", 10), ("exact", 10)]


def test_a_valid_number_of_nobody_here_asks_for_agreement_in_everything() -> None:
    same = Document(number_valid=True)
    moved = Document(number_valid=True, address=ELSEWHERE)
    assert outcome(linked(same, ICHIRO)) == ("exact", 10)
    assert outcome(linked(moved, ICHIRO)) == ("queue", None)


def test_nothing_to_match_gives_nothing() -> None:
    found = linked([Document()])
    assert found.matched.is_empty()
    assert found.queue["document"].to_list() == [1]
