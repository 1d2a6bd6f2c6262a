"""Bar charts: what they tell without being seen, and that bars are as long as their values."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from juminzei.platform.charts.bars import INKS, WIDTH, Bars, svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    *rows: tuple[str, tuple[int | None, ...]], series: tuple[str, ...] = ("人数",)
) -> ET.Element:
    return ET.fromstring(  # noqa: S314 - our own text
        svg(
            Bars(
                name="chart-x",
                title="題 <b>",
                description="説明 & 文",
                unit="人",
                series=series,
                rows=rows,
            )
        )
    )


def bars(picture: ET.Element) -> list[tuple[int, int]]:
    """Return where each bar begins and how long it is; the first are those of the legend."""
    found = [
        (int(one.get("x", "")), int(one.get("width", ""))) for one in picture.iter(f"{SVG}rect")
    ]
    return [one for one in found if one[1] != 12]


def texts(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def test_a_picture_has_a_name_and_a_description() -> None:
    picture = drawn(("甲", (1,)))
    names = picture.get("aria-labelledby", "").split()
    told = {one.get("id"): one.text for one in picture if one.get("id")}
    assert [told[name] for name in names] == ["題 <b>", "説明 & 文"]
    assert picture.get("role") == "img"


def test_a_picture_holds_no_script_style_or_outside_address() -> None:
    text = svg(Bars("x", "t", "d", "円", ("a", "b"), (("甲", (1, -2)),)))
    assert "script" not in text
    assert "style" not in text
    assert text.count("http") == 1  # the name of the language


def test_bars_are_as_long_as_their_values() -> None:
    (one, long), (other, short) = bars(drawn(("甲", (300,)), ("乙", (100,))))
    assert one == other
    assert abs(long - 3 * short) <= 3  # whole points


def test_falling_and_rising_bars_meet_at_nothing() -> None:
    (down, length), (up, longer) = bars(drawn(("減", (-50,)), ("増", (100,))))
    assert down + length == up
    assert abs(longer - 2 * length) <= 1


def test_every_value_is_written_with_its_unit() -> None:
    assert {"1,200人", "▲34人", "0人"} <= set(
        texts(drawn(("甲", (1_200,)), ("乙", (-34,)), ("丙", (0,))))
    )


def test_what_is_withheld_has_no_bar() -> None:
    picture = drawn(("甲", (None,)), ("乙", (5,)))
    assert "秘匿" in texts(picture)
    assert len(bars(picture)) == 1


def test_two_series_have_two_inks_and_their_names() -> None:
    picture = drawn(("甲", (10, 20)), series=("改正前", "改正後"))
    inks = [one.get("fill") for one in picture.iter(f"{SVG}rect")]
    assert inks == [*INKS, *INKS]
    assert {"改正前", "改正後"} <= set(texts(picture))


@pytest.mark.parametrize("values", [(), (0,), (None,), (-5,), (10**12,), (-(10**12),)])
def test_no_bar_leaves_the_picture(values: tuple[int | None, ...]) -> None:
    for start, length in bars(drawn(*[("甲", (value,)) for value in values])):
        assert start >= 0
        assert start + length <= WIDTH


def test_letters_that_would_be_marks_are_told_as_letters() -> None:
    assert "<甲&乙>" in texts(drawn(("<甲&乙>", (1,))))
