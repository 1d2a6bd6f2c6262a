"""Names and addresses meet under their keys; what differs stays apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.japanese_text import (
    address_key,
    full_width,
    full_width_kana,
    fuzzy_kana_key,
    half_width_kana,
    kana_key,
    name_key,
    without_selectors,
)
from juminzei.base.kanji_variants import FOLDED

KATAKANA = (
    "アイウエオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポ"
    "マミムメモヤユヨラリルレロワヲンァィゥェォャュョッヴー"
)


@pytest.mark.parametrize(
    "spelling",
    [
        "ヤマダ　タロウ",
        "ﾔﾏﾀﾞ ﾀﾛｳ",
        "やまだ　たろう",
        "ヤマダ・タロウ",
        "ヤマタ\u3099タロウ",
        "ヤマダタロウ",
    ],
)
def test_widths_and_spaces_do_not_part_a_kana_name(spelling: str) -> None:
    assert kana_key(spelling) == "ヤマダタロウ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("キョウコ", "キヨウコ", id="small kana"),
        pytest.param("ミチヅ", "ミチズ", id="ヅ sounds like ズ"),
        pytest.param("チヂミ", "チジミ", id="ヂ sounds like ジ"),
        pytest.param("カヲル", "カオル", id="ヲ sounds like オ"),
        pytest.param("ヴィトリア", "ブイトリア", id="ヴ sounds like ブ"),
        pytest.param("ウ゛ィトリア", "ブイトリア", id="a spaced voicing mark"),
        pytest.param("スエ", "スヱ", id="old ヱ"),
        pytest.param("マリー", "マリ－", id="a minus sign for the long mark"),
        pytest.param("Maria Silva", "ＭＡＲＩＡ　ＳＩＬＶＡ", id="letters of any width and case"),
    ],
)
def test_one_sound_has_one_kana_key(one: str, other: str) -> None:
    assert kana_key(one) == kana_key(other)


@pytest.mark.parametrize(("one", "other"), [("カト", "ガト"), ("ハナ", "バナ"), ("ユウコ", "ユコ")])
def test_different_sounds_have_different_kana_keys(one: str, other: str) -> None:
    assert kana_key(one) != kana_key(other)


def test_only_the_fuzzy_key_drops_long_marks() -> None:
    assert kana_key("オーノ") != kana_key("オノ")
    assert fuzzy_kana_key("オーノ") == fuzzy_kana_key("オノ")


@given(st.text(KATAKANA, max_size=20))
def test_a_kana_key_of_a_key_is_the_key(text: str) -> None:
    assert kana_key(kana_key(text)) == kana_key(text)


@given(st.text(KATAKANA, max_size=20))
def test_half_width_kana_come_back_whole(text: str) -> None:
    half = half_width_kana(text)
    assert full_width_kana(half) == text
    assert all(" " <= sign <= "~" or "｡" <= sign <= "ﾟ" for sign in half)


@pytest.mark.parametrize(
    ("wide", "half"),
    [
        ("ヤマダ　タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ"),
        ("パピプ", "ﾊﾟﾋﾟﾌﾟ"),
        ("やまだ", "ﾔﾏﾀﾞ"),
        ("ＡＢＣ１２３", "ABC123"),
        ("ヮヵヶヰヱ", "ﾜｶｹｲｴ"),
        ("山田", "山田"),
    ],
)
def test_half_width_is_written_as_banks_and_reports_write_it(wide: str, half: str) -> None:
    assert half_width_kana(wide) == half


def test_full_width_widens_letters_digits_and_spaces() -> None:
    assert full_width("ﾔﾏﾀﾞ 1-2 A") == "ヤマダ　１－２　Ａ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("髙橋　花子", "高橋花子", id="髙 is 高"),
        pytest.param("山﨑", "山崎", id="﨑 is 崎"),
        pytest.param("渡邉", "渡邊", id="邉 and 邊 are 辺"),
        pytest.param("渡邊", "渡辺", id="邊 is 辺"),
        pytest.param("佐々木", "佐佐木", id="a repetition mark is what it repeats"),
        pytest.param("葛󠄀城", "葛城", id="a variation selector does not count"),
        pytest.param("𠮷田", "吉田", id="a character beyond 16 bits"),
        pytest.param("齋藤", "斎藤", id="齋 is 斎"),
        pytest.param("齊藤", "斉藤", id="齊 is 斉"),
        pytest.param("神\ufe00田", "神田", id="a standardised variant"),
        pytest.param("Silva", "ＳＩＬＶＡ", id="letters"),
    ],
)
def test_variants_of_a_name_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("斎藤", "斉藤"), ("大田", "太田"), ("高橋", "高梁")])
def test_different_surnames_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_no_variant_folds_to_another_variant() -> None:
    assert not set(map(ord, FOLDED.values())) & set(FOLDED)


def test_selectors_are_taken_off_and_nothing_else() -> None:
    assert without_selectors("葛󠄀城 ABC") == "葛城 ABC"


LOT = "加須市三俣2-1-1"


@pytest.mark.parametrize(
    "written",
    [
        "加須市三俣２－１－１",
        "埼玉県加須市三俣２－１－１",
        "加須市三俣2丁目1番1号",
        "加須市三俣二丁目一番一号",
        "加須市三俣２丁目１番地１",
        "加須市三俣２丁目１番地の１",
        "加須市三俣２－１－１　加須ハイツ１０１",
        "加須市三俣 ２丁目 １番地 １号",
        "加須市三俣二の一の一",
        "加須市三俣２ー１ー１",
        "加須市大字三俣２－１－１",
    ],
)
def test_ways_of_writing_one_lot_meet(written: str) -> None:
    assert address_key(written) == LOT


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param("加須市一本木", "加須市一本木", id="a town's numeral is its name"),
        pytest.param("加須市八幡一の二", "加須市八幡1-2", id="of the numerals only the lot's"),
        pytest.param("加須市大門町二十三番五号", "加須市大門町23-5", id="twenty-three"),
        pytest.param("加須市久下百二番地", "加須市久下102", id="one hundred and two"),
        pytest.param("加須市久下一〇五番地", "加須市久下105", id="written digit by digit"),
        pytest.param("加須市十文字１", "加須市十文字1", id="字 of a name stays"),
        pytest.param("加須市北大桑字八幡１２", "加須市北大桑八幡12", id="字 of a section goes"),
        pytest.param("京都府京都市中京区", "京都市中京区", id="府 is not 京都府's first two"),
    ],
)
def test_only_numerals_that_count_become_digits(written: str, key: str) -> None:
    assert address_key(written) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("加須市鷲宮ヶ丘１", "加須市鷲宮が丘１"),
        ("加須市井の上２", "加須市井之上２"),
        ("加須市藏町１", "加須市蔵町１"),
    ],
)
def test_spellings_of_a_town_meet(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("加須市三俣２－１－１", "加須市三俣２－１１"),
        ("加須市三俣２－１", "加須市三俣２－１－１"),
        ("加須市三俣１", "加須市久下１"),
    ],
)
def test_different_lots_stay_apart(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@given(st.text(max_size=40))
def test_keys_of_any_text_are_texts(text: str) -> None:
    for key in (kana_key, fuzzy_kana_key, name_key, address_key, half_width_kana, full_width):
        assert isinstance(key(text), str)
