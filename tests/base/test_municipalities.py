"""Names of municipalities by their code."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from juminzei.base.numbers.municipalities import municipality_name, named
from juminzei.base.numbers.municipality_code import is_valid

ALL = 1718 + 23
"""Municipalities and special wards since 2018 (総務省)."""
PREFECTURES = 47
TABLE = files("juminzei.base.numbers").joinpath("municipalities.csv")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("112101", "埼玉県加須市"),
        ("141003", "神奈川県横浜市"),
        ("131016", "東京都千代田区"),
        ("402311", "福岡県那珂川市"),
        ("094111", "栃木県那珂川町"),
    ],
)
def test_a_code_names_its_municipality(code: str, name: str) -> None:
    assert municipality_name(code) == name
    assert named(code) == f"{name}（{code}）"


@pytest.mark.parametrize("code", ["110001", "141011", "000000", "", "11210"])
def test_prefectures_wards_and_the_unknown_stay_codes(code: str) -> None:
    assert municipality_name(code) == ""
    assert named(code) == code


def test_every_municipality_stands_there_once_with_its_check_digit() -> None:
    rows = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
    codes = [row["code"] for row in rows]
    assert len(set(codes)) == len(rows) == ALL
    assert not [code for code in codes if not is_valid(code)]
    assert codes == sorted(codes)
    assert len({row["prefecture"] for row in rows}) == PREFECTURES
    assert all(row["name"].endswith(tuple("市区町村")) for row in rows)
