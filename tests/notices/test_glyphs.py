"""What the notices' font can draw is known before printing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.notices.glyphs import FONT_FOLDER, REGULAR, coverage, drawable

BOLD = FONT_FOLDER / "NotoSansJP-Bold.ttf"


@pytest.mark.parametrize(
    "name",
    [
        "加須　太郎",
        "髙橋　﨑美",
        "𠮷田　邊子",
        "ＮＧＵＹＥＮ　ＶＡＮ",
        "José André",
        "〒③ヶ々〇ー－〜",
        pytest.param("葛\U000e0100城", id="葛 in the form of IVS E0100"),
        pytest.param("辻\U000e0100", id="辻 in the form of IVS E0100"),
    ],
)
def test_names_of_the_register_are_drawn_as_they_are(name: str) -> None:
    drawn = drawable(name)
    assert drawn.text == name
    assert drawn.complete


@pytest.mark.parametrize(
    ("name", "text", "missing"),
    [
        pytest.param("한 마리", "〓 〓〓", ("한", "마", "리"), id="hangul"),
        pytest.param("佐\x07藤", "佐〓藤", ("\x07",), id="a control sign"),
        pytest.param("\ue000田", "〓田", ("\ue000",), id="a private 外字"),
    ],
)
def test_a_sign_without_a_glyph_becomes_a_geta_and_is_reported(
    name: str, text: str, missing: tuple[str, ...]
) -> None:
    drawn = drawable(name)
    assert (drawn.text, drawn.missing) == (text, missing)
    assert not drawn.complete


def test_a_form_that_the_font_lacks_is_drawn_plain_and_reported() -> None:
    drawn = drawable("葛\U000e01ef城")
    assert (drawn.text, drawn.plain_form) == ("葛城", ("葛\U000e01ef",))
    assert not drawn.complete


def test_a_selector_with_nothing_before_it_is_reported() -> None:
    assert drawable("\U000e0100山").missing == ("\U000e0100",)


def test_bold_draws_what_regular_draws() -> None:
    assert coverage(BOLD) == coverage(REGULAR)


@given(st.text())
def test_everything_left_to_draw_has_a_glyph(text: str) -> None:
    drawn = drawable(text)
    assert drawable(drawn.text).complete


def test_the_fonts_licence_lies_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT_FOLDER / "OFL.txt").read_text()
