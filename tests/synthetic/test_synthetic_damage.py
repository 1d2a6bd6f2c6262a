"""Damaged lines: only the rows that are meant, and only where the form is hit."""

from __future__ import annotations

import pytest

from juminzei.synthetic.reports import damage
from juminzei.synthetic.reports.damage import PENSION, WAGE, damaged

CELLS = [f"c{number}" for number in range(1, 145)]
LINE = ",".join(CELLS)
FILE = (f"{LINE}\r\n" * 3).encode("cp932")


def _second_line(kind: str) -> list[str]:
    return damaged(FILE, {2: kind}, WAGE).decode("cp932").split("\r\n")[1].split(",")


@pytest.mark.parametrize("kind", damage.KINDS)
def test_only_the_named_row_is_touched(kind: str) -> None:
    lines = damaged(FILE, {2: kind}, WAGE).decode("cp932").split("\r\n")
    assert lines[0] == lines[2] == LINE
    assert lines[1] != LINE
    assert lines[3:] == [""]


def test_nothing_named_leaves_the_file_as_it_is() -> None:
    assert damaged(FILE, {}, WAGE) == FILE


def test_a_bad_date_is_a_thirteenth_month() -> None:
    cells = _second_line("bad_date")
    assert cells[45] == "13"
    assert cells[:45] == CELLS[:45]
    assert cells[46:] == CELLS[46:]


def test_letters_in_the_amount() -> None:
    cells = _second_line("letters_in_amount")
    assert cells[16] == "12O400"
    assert len(cells) == 144


def test_missing_columns_cut_the_row_short() -> None:
    assert _second_line("missing_columns") == CELLS[:40]


def test_an_overlong_name_is_longer_than_any_form_has_room_for() -> None:
    name = _second_line("overlong")[13]
    assert name.startswith("c14様")
    assert len(name) > 60


def test_a_missing_birth_date_leaves_four_cells_blank() -> None:
    cells = _second_line("missing_birth")
    assert cells[43:47] == ["", "", "", ""]
    assert cells[42] == "c43"
    assert cells[47] == "c48"


def test_the_pension_form_is_hit_in_its_own_columns() -> None:
    cells = damaged(FILE, {1: "missing_birth"}, PENSION).decode("cp932").split("\r\n")[0].split(",")
    assert cells[14:18] == ["", "", "", ""]
    letters = damaged(FILE, {1: "letters_in_amount"}, PENSION).decode("cp932").split(",")
    assert letters[18] == "12O400"


def test_an_eltax_prefix_stays_in_front() -> None:
    prefixed = b"R8-11210-0000001@" + FILE
    line = damaged(prefixed, {1: "letters_in_amount"}, WAGE).decode("cp932").split("\r\n")[0]
    assert line.startswith("R8-11210-0000001@c1,")
    assert line.split(",")[16] == "12O400"
