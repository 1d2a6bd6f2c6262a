"""T-I04: kanji outside the standard, variants and private characters stay as they are."""

from __future__ import annotations

import pytest

from juminzei.formats import resident_register, wage_report
from juminzei.formats.writing import Characters
from support.records import resident
from support.report_cells import wage_file

RARE = ["髙橋　﨑子", "葛󠄀城　辻󠄀子", "𠮷田", "外字\ue000太郎", "が\u3099き", "ﾔﾏﾀﾞ", "Ⅲ㈱①"]


@pytest.mark.parametrize("name", RARE)
def test_a_name_in_a_unicode_file_is_kept_exactly(name: str) -> None:
    data = wage_file({14: name}, charset="utf-8")
    result = wage_report.read(data)
    [(_, report)] = result.records
    assert report.name == name
    back = wage_report.write([report], charset="utf-8", characters=Characters.AS_RECEIVED)
    assert back == data


@pytest.mark.parametrize("name", ["髙橋　﨑子", "外字\ue000太郎", "Ⅲ㈱①"])
def test_characters_that_senders_add_to_shift_jis_are_kept_and_reported(name: str) -> None:
    result = wage_report.read(wage_file({14: name}, charset="cp932"))
    [(_, report)] = result.records
    assert report.name == name
    assert [(w.column, w.value_class) for w in result.warnings] == [(14, "JIS外の文字")]


@pytest.mark.parametrize("name", ["渡邊　太郎", "山田－花子〜", "ﾔﾏﾀﾞ"])
def test_characters_of_the_standard_are_not_reported(name: str) -> None:
    result = wage_report.read(wage_file({14: name.replace("〜", "～")}))
    assert result.warnings == []


@pytest.mark.parametrize("name", RARE)
def test_the_register_keeps_every_character(name: str) -> None:
    records = [resident(name=name, alias_name=name, address=f"加須市{name}１")]
    data = resident_register.write(
        records, processed_on=resident().true_from, municipality="112101"
    )
    assert [record for _, record in resident_register.read(data).records] == records
