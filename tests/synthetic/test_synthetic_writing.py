"""Characters that a file cannot hold, and slips in kana."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.jis_characters import OUTSIDE_JIS
from juminzei.synthetic.people import writing
from juminzei.synthetic.tables import rows

SIGNS = "アイカキサタチツナハマヤラワンガザダバパジズョュッー"
KANA = st.text(alphabet=SIGNS, min_size=3, max_size=9)


@pytest.mark.parametrize(
    ("name", "cp932", "jis", "simple"),
    [
        ("髙橋", "髙橋", "高橋", "高橋"),
        ("山﨑", "山﨑", "山崎", "山崎"),
        ("𠮷田", "吉田", "吉田", "吉田"),
        ("渡邉\U000e0102", "渡邉", "渡邉", "渡辺"),
        ("齋藤", "齋藤", "齋藤", "斎藤"),
        ("佐藤", "佐藤", "佐藤", "佐藤"),
    ],
)
def test_names_lose_what_the_file_does_not_have(
    name: str, cp932: str, jis: str, simple: str
) -> None:
    assert writing.in_cp932(name) == cp932
    assert writing.in_jis(name) == jis
    assert writing.simplified(name) == simple


@pytest.mark.parametrize("table", ["surnames", "surname_parts", "given_names"])
def test_every_name_of_the_tables_can_be_written(table: str) -> None:
    for row in rows(table):
        writing.in_cp932(row["name"]).encode("cp932")
        assert not OUTSIDE_JIS.search(writing.in_jis(row["name"])), row


def test_letters_digits_and_spaces_become_full_width() -> None:
    assert writing.full_width("LE VAN 12-3") == "ＬＥ\u3000ＶＡＮ\u3000１２－３"
    assert writing.full_width("加須市") == "加須市"


@pytest.mark.parametrize(
    ("kana", "slip", "place", "wrong"),
    [
        pytest.param("タカダ", 0, 0, "ダカダ", id="a voiced sound for an unvoiced one"),
        pytest.param("タカダ", 0, 2, "タカタ", id="an unvoiced sound for a voiced one"),
        pytest.param("ショウタ", 1, 0, "シヨウタ", id="a large sign for a small one"),
        pytest.param("タカダ", 2, 1, "タカ", id="one sign lost, never the first"),
        pytest.param("タカダ", 3, 0, "カタダ", id="two signs change places"),
        pytest.param("オオタ", 4, 0, "オウタ", id="another way to write a long vowel"),
        pytest.param("ン", 4, 0, "ンー", id="where none is possible the end is drawn out"),
    ],
)
def test_slips_of_the_hand(kana: str, slip: int, place: int, wrong: str) -> None:
    assert writing.misread(kana, slip, place) == wrong


@given(kana=KANA, slip=st.integers(0, 999), place=st.integers(0, 999))
def test_a_slip_always_changes_something_and_not_much(kana: str, slip: int, place: int) -> None:
    wrong = writing.misread(kana, slip, place)
    assert wrong != kana
    assert abs(len(wrong) - len(kana)) <= 1


def test_the_space_between_the_names_stays_where_it_is() -> None:
    for slip in range(5):
        for place in range(9):
            assert writing.misread("サトウ\u3000ジロウ", slip, place).count("\u3000") == 1
