"""The keys by which names are found: the same for every way of writing one name."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.japanese_text import half_width_kana, kana_key, name_key, without_selectors
from juminzei.base.kanji_variants import FOLDED

KANJI = st.sampled_from([*"山田高橋崎沢辺斎浜国島﨑髙邉德", *map(chr, FOLDED)])
NAMES = st.text(KANJI, min_size=1, max_size=8)
KANA = st.text(st.sampled_from([chr(code) for code in range(0x30A1, 0x30F5)]), max_size=10)
SELECTORS = st.sampled_from([*map(chr, range(0xE0100, 0xE0120)), *map(chr, range(0xFE00, 0xFE10))])


@given(NAMES)
def test_folding_a_key_changes_nothing(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(NAMES, st.data())
def test_selectors_after_any_kanji_change_no_key(name: str, data: st.DataObject) -> None:
    chosen = [data.draw(st.one_of(st.just(""), SELECTORS)) for _ in name]
    drawn = "".join(kanji + selector for kanji, selector in zip(name, chosen, strict=True))
    assert without_selectors(drawn) == name
    assert name_key(drawn) == name_key(name)


@given(NAMES)
def test_every_variant_has_the_key_of_the_ordinary_kanji(name: str) -> None:
    plain = "".join(FOLDED.get(ord(kanji), kanji) for kanji in name)
    assert name_key(name) == name_key(plain)


@given(KANA)
def test_widths_and_parted_voicing_change_no_kana_key(kana: str) -> None:
    parted = unicodedata.normalize("NFD", kana)
    assert kana_key(parted) == kana_key(half_width_kana(kana)) == kana_key(kana)
    assert kana_key(kana_key(kana)) == kana_key(kana)
