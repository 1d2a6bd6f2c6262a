"""Similar documents match above a threshold and with a margin; households are full of traps."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.linkage.link import NOBODY
from support.linking import Document, Person, doubt, linked, outcome

HANAKO = Person(10, "加藤　花子", "カトウ　ハナコ", date(1980, 4, 2))
ELSEWHERE = "加須市騎西36"
REPORT = Document(name="加藤　花子", kana="カトウ　ハナコ")


@pytest.mark.parametrize(
    ("report", "score"),
    [
        pytest.param(
            REPORT._replace(name="鈴木　花子", kana="スズキ　ハナコ"),
            850,
            id="married: birth 400 + given 250 + address 200",
        ),
        pytest.param(
            REPORT._replace(birth_on=date(1980, 4, 20)),
            840,
            id="one wrong part of the birth date: 240 + 250 + 150 + 200",
        ),
        pytest.param(
            REPORT._replace(birth_on=date(1980, 2, 4)),
            840,
            id="day and month exchanged: 240 + 250 + 150 + 200",
        ),
        pytest.param(
            REPORT._replace(kana="カトオ　ハナコ", address=ELSEWHERE),
            790,
            id="kana misspelt and moved: 400 + 250 + 140",
        ),
        pytest.param(
            REPORT._replace(name="カトウ　ハナコ", address=ELSEWHERE),
            770,
            id="kanji written in kana and moved: 400 + 230 + 140",
        ),
        pytest.param(
            REPORT._replace(birth_on=date(1980, 4, 20), address="加須市三俣2-1"),
            780,
            id="shortened address, wrong day: 240 + 250 + 150 + 140",
        ),
    ],
)
def test_is_matched_above_the_threshold(report: Document, score: int) -> None:
    found = linked(report, HANAKO)
    assert outcome(found) == ("scored", 10)
    assert found.matched["score"].to_list() == [score]


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(
            REPORT._replace(name="鈴木　花子", kana="スズキ　ハナコ", address=ELSEWHERE),
            id="married and moved: birth 400 + given 250",
        ),
        pytest.param(
            REPORT._replace(name="加藤　華子", address="熊谷市1"),
            id="a stranger of the same kana and birth date: 400 + 190 + 150 is not the address",
        ),
        pytest.param(
            REPORT._replace(birth_on=date(1955, 12, 31), address=ELSEWHERE), id="names alone"
        ),
        pytest.param(
            REPORT._replace(birth_on=date(1955, 12, 31)), id="names and address: 250 + 150 + 200"
        ),
    ],
)
def test_is_left_to_a_clerk_below_the_threshold(report: Document) -> None:
    if report.name == "加藤　華子":  # surname and kana of both are equal
        report = report._replace(name="賀東　華子")
    assert outcome(linked(report, HANAKO)) == ("queue", None)


def test_says_when_there_is_nobody_like_that() -> None:
    stranger = Document(name="山田　太郎", kana="ヤマダ　タロウ", birth_on=date(1950, 1, 1))
    found = linked(stranger._replace(address="熊谷市1"), HANAKO)
    assert doubt(found) == NOBODY
    assert found.candidates.is_empty()


def test_a_twin_who_is_not_registered_is_not_taken_for_the_one_who_is() -> None:
    """Surname, birth and address agree (750), and the given names are near."""
    yuto = Person(21, "加藤　優斗", "カトウ　ユウト")
    report = Document(name="加藤　優太", kana="カトウ　ユウタ")
    assert outcome(linked(report, yuto)) == ("queue", None)


def test_twins_are_told_apart_by_the_kanji_when_the_kana_is_misspelt() -> None:
    yuta = Person(20, "加藤　優太", "カトウ　ユウタロウ")
    ken = Person(21, "加藤　健", "カトウ　ケン")
    report = Document(name="加藤　優太", kana="カトウ　ユウタロ", birth_on=date(1980, 4, 3))
    assert outcome(linked(report, yuta, ken)) == ("scored", 20)


def test_two_who_are_nearly_as_similar_are_left_to_a_clerk_best_first() -> None:
    one = Person(20, "加藤　花子", "カトウ　ハナコ")
    other = Person(21, "加藤　花子", "カトウ　ハナコ", date(1980, 4, 3), "加須市三俣2-1")
    found = linked(REPORT._replace(birth_on=date(1980, 4, 1)), one, other)
    assert outcome(found) == ("queue", None)
    assert found.candidates["person"].to_list() == [20, 21]


def test_a_son_at_the_address_of_a_father_of_the_same_kana_is_not_the_father() -> None:
    father = Person(30, "加藤　一郎", "カトウ　イチロウ", date(1955, 4, 2))
    report = Document(name="加藤　市朗", kana="カトウ　イチロウ", birth_on=date(1985, 9, 9))
    assert outcome(linked(report, father)) == ("queue", None)


def test_a_brother_is_not_a_sister() -> None:
    jiro = Document(name="加藤　次郎", kana="カトウ　ジロウ", birth_on=date(1983, 1, 1))
    assert outcome(linked(jiro, HANAKO)) == ("queue", None)


def test_a_former_surname_is_known_by_its_kanji() -> None:
    """The register gives no reading of a former surname."""
    married = Person(
        10,
        "鈴木　花子",
        "スズキ　ハナコ",
        other_names=(("former_surname", "加藤　花子", "スズキ　ハナコ"),),
    )
    assert outcome(linked(REPORT._replace(address=ELSEWHERE), married)) == ("scored", 10)


def test_a_name_in_latin_letters_is_known_in_either_order() -> None:
    maria = Person(
        10, "GARCIA　MARIA　LUISA", "ガルシア　マリア　ルイサ", address="加須市三俣2-1-1"
    )
    report = Document(name="Maria Luisa Garcia", kana="マリア　ルイサ　ガルシア", address=ELSEWHERE)
    assert outcome(linked(report, maria))[1] == 10


def test_a_long_name_that_a_narrow_field_cut_off_is_known() -> None:
    long = Person(10, "NGUYEN　THI　PHUONG　THAO　ANH", "グエン　ティ　フオン　タオ　アイン")
    report = Document(
        name="NGUYEN　THI　PHUONG　THA", kana="グエン　ティ　フオン　タオ", address=ELSEWHERE
    )
    assert outcome(linked(report, long))[1] == 10


def test_at_most_five_candidates_are_shown() -> None:
    crowd = [HANAKO._replace(person=number) for number in range(100, 110)]
    assert len(linked(REPORT, *crowd).candidates) == 5
