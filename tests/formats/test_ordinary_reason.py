"""普A to 普F: why an employer asks that somebody pays by themselves."""

from __future__ import annotations

import pytest

from juminzei.formats.ordinary_reason import ordinary_reason


@pytest.mark.parametrize("letter", "ABCDEF")
@pytest.mark.parametrize(
    "template",
    [
        "普{}",
        "普通徴収{}",
        "普通徴収切替理由（普{}）",
        "前職あり　普{}　退職",
        "普　{}",
        "普通徴収：{}",
        "普（{}）",
        "切替理由 普{}",
    ],
)
def test_every_reason_is_found_however_it_is_written(template: str, letter: str) -> None:
    wide = chr(ord(letter) + 0xFEE0)
    for written in (letter, letter.lower(), wide, wide.lower()):
        assert ordinary_reason(template.format(written)) == letter


@pytest.mark.parametrize(
    "note",
    [
        "",
        "普通徴収",
        "普Ｇ",
        "普",
        "前職　普及商事",
        "ＡＢＣ商会",
        "普通預金Ａ",
        "普Ａ１号棟",
        "普ABC",
        "退職Ｆ",
    ],
)
def test_other_words_are_no_reason(note: str) -> None:
    assert ordinary_reason(note) == ""


def test_the_first_of_two_counts() -> None:
    assert ordinary_reason("普Ｃ　普Ｆ") == "C"
