"""Which characters a file in the standard's set holds, and what stands for the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.jis_characters import OUTSIDE_JIS, STANDARD, standard_text


def test_the_standard_has_its_two_levels_of_kanji() -> None:
    kanji = [character for character in STANDARD if "一" <= character <= "鿿"]
    assert len(kanji) == 6_356  # 2,965 of level 1, 3,390 of level 2, and the sign 仝


@pytest.mark.parametrize("character", "亜龠あアーＡ１、。〒邊")
def test_characters_of_the_standard_are_inside(character: str) -> None:
    assert not OUTSIDE_JIS.search(character)


@pytest.mark.parametrize(
    "character", ["髙", "﨑", "①", "Ⅲ", "㈱", "𠮷", "\ue000", "é", "한", "\x07"]
)
def test_additions_of_vendors_and_other_scripts_are_outside(character: str) -> None:
    assert OUTSIDE_JIS.search(character)


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("㈱髙島屋", "（株）高島屋"),
        ("①", "１"),
        ("ﾔﾏﾀﾞ 1-2", "ヤマダ　１－２"),
        ("Ré", "Ｒｅ"),
        ("邊", "邊"),
        ("神󠄀", "神"),
    ],
)
def test_what_has_a_standard_form_gets_it(written: str, standard: str) -> None:
    assert standard_text(written) == standard


@given(st.text(max_size=20))
def test_the_standard_form_of_a_standard_form_is_itself(text: str) -> None:
    assert standard_text(standard_text(text)) == standard_text(text)


@given(st.text(st.sampled_from(sorted(STANDARD)), max_size=20))
def test_standard_text_goes_into_shift_jis_and_back(text: str) -> None:
    assert text.encode("cp932").decode("cp932") == text
