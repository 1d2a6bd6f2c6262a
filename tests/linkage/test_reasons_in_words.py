"""Why a document was matched, in words that a clerk can read out to the person."""

from __future__ import annotations

import pytest

from juminzei.linkage.explain import field_levels, fields_in_words, matched_because
from juminzei.linkage.levels import Level

AGREES = {
    "birth": 3,
    "kana_surname": 3,
    "kana_given": 3,
    "name_surname": 3,
    "name_given": 3,
    "address": 3,
    "same_town": True,
    "name_source": "current",
    "address_source": "current",
    "score": 1000,
    "second": None,
    "keys": None,
}


def sentence(stage: str, **changes: object) -> str:
    row = {**AGREES, **changes}
    return matched_because(stage, row, field_levels(row))  # type: ignore[arg-type]  # levels are ints


def test_a_match_by_number_says_so_and_what_bears_it_out() -> None:
    assert sentence("number", address=0, same_town=False) == (
        "個人番号が一致しました。生年月日は一致、カナ氏名は一致、漢字氏名は一致、住所は相違。"
    )


def test_a_match_by_key_names_the_keys() -> None:
    keys = "カナ氏名・生年月日・住所"
    assert sentence("exact", keys=keys).startswith(
        f"ほかに該当者のいない項目の組（{keys}）が一致しました。"
    )


def test_a_match_by_similarity_gives_both_scores() -> None:
    assert sentence("scored", score=850, second=590).startswith(
        "類似度850（千分率）で、次に似た人（590）を十分に上回りました。"
    )


def test_a_match_by_similarity_without_a_second_says_that_there_is_none() -> None:
    assert "次に似た人（なし）" in sentence("scored", score=850, second=0)


def test_old_names_and_addresses_are_called_so() -> None:
    words = sentence("number", name_source="former_surname", address_source="former")
    assert "旧氏の漢字氏名は一致" in words
    assert "変更前の住所は一致" in words


@pytest.mark.parametrize(
    ("surname", "given", "whole"),
    [
        pytest.param(Level.EQUAL, Level.EQUAL, Level.EQUAL, id="both parts"),
        pytest.param(Level.DIFFERS, Level.EQUAL, Level.NEAR, id="another surname"),
        pytest.param(Level.EQUAL, Level.DIFFERS, Level.NEAR, id="another given name"),
        pytest.param(Level.NEAR, Level.DIFFERS, Level.NEAR, id="a surname misspelt"),
        pytest.param(Level.DIFFERS, Level.DIFFERS, Level.DIFFERS, id="neither"),
        pytest.param(Level.MISSING, Level.MISSING, Level.MISSING, id="nothing written"),
        pytest.param(Level.DIFFERS, Level.MISSING, Level.DIFFERS, id="written in kana, differs"),
    ],
)
def test_a_name_is_as_good_as_its_parts(surname: Level, given: Level, whole: Level) -> None:
    row = {**AGREES, "kana_surname": surname, "kana_given": given}
    assert field_levels(row)["kana"] == whole  # type: ignore[arg-type]  # levels are ints


def test_the_same_town_with_another_lot_is_near() -> None:
    row = {**AGREES, "address": Level.DIFFERS, "same_town": True}
    assert field_levels(row)["address"] == Level.NEAR  # type: ignore[arg-type]  # levels are ints


def test_what_the_document_does_not_say_is_called_missing() -> None:
    row = {**AGREES, "birth": Level.MISSING}
    assert fields_in_words(row, field_levels(row)).startswith("生年月日は記載なし、")  # type: ignore[arg-type]  # levels are ints
