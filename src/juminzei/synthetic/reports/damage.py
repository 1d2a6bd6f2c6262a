"""Rows that no reader can take: a written line is damaged as lines are damaged in life."""

from __future__ import annotations

from typing import NamedTuple

CHARSET = "cp932"
LINE_END = b"\r\n"
KINDS = ("bad_date", "letters_in_amount", "missing_columns", "overlong", "missing_birth")
KEPT_COLUMNS = 40
FEWEST_ROWS = 10
"""Only files of at least so many rows hold damaged ones."""


class Places(NamedTuple):
    """Columns, from 1, in which a form is damaged."""

    name: int
    amount: int
    birth: tuple[int, int, int, int]


WAGE = Places(name=14, amount=17, birth=(44, 45, 46, 47))
PENSION = Places(name=14, amount=19, birth=(15, 16, 17, 18))


def damaged(data: bytes, kinds: dict[int, str], places: Places) -> bytes:
    """Return a written file with the lines of ``kinds`` (row number from 1 → kind) damaged."""
    lines = data.split(LINE_END)
    for row, kind in kinds.items():
        head, mark, cells = lines[row - 1].decode(CHARSET).rpartition("@")
        lines[row - 1] = (head + mark + _damage(cells, kind, places)).encode(CHARSET)
    return LINE_END.join(lines)


def _damage(line: str, kind: str, places: Places) -> str:
    cells = line.split(",")
    if kind == "missing_columns":
        return ",".join(cells[:KEPT_COLUMNS])
    if kind == "bad_date":
        cells[places.birth[2] - 1] = "13"
    elif kind == "letters_in_amount":
        cells[places.amount - 1] = "12O400"
    elif kind == "overlong":
        cells[places.name - 1] += "様" * 70
    else:
        for column in places.birth:
            cells[column - 1] = ""
    return ",".join(cells)
