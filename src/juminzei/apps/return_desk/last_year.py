"""What of last year's return may be taken over, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.entries import Entries, said
from juminzei.apps.return_desk.return_form import boxes, lists
from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.return_form import Box

OF_ONE_YEAR = {
    "losses",
    "lands",
    "shares",
    "casualties",
    "medical",
    "self_medication",
    "renovations",
}
"""Lists whose rows belong to one year alone."""
ONCE = ("_carryforward", "casualty_", "separate_", "transfer_", "listed_choice")
"""Boxes that belong to one year alone, by how they begin or end."""
ASKED_ANEW = {"relatives": ("income",), "housing_loans": ("balance",)}
"""Boxes of rows that are taken over blank."""


@dataclass(frozen=True, slots=True)
class LastLine:
    """One box, or one row, of last year's return."""

    label: str
    last: str
    now: str
    taken: bool
    why_not: str = ""


def last_lines(last: Entries, kept: Entries, tax_year: int) -> list[LastLine]:
    """Return every box and row of last year's return, and what becomes of each."""
    return [*_box_lines(last, kept, tax_year), *_row_lines(last, kept)]


def taken_over(last: Entries, kept: Entries, tax_year: int, source: str) -> Entries:
    """Return the entries with what is taken over: only into what says nothing yet."""
    entries = Entries.kept(kept.to_keep())
    for name, value in last.values.items():
        if not _why_not_box(name, value, kept, tax_year):
            entries.values[name] = value
            entries.sources[name] = source
            entries.unconfirmed.append(name)
    for key, rows in last.lists.items():
        if rows and not _why_not_rows(key, kept):
            entries.lists[key] = [_anew(key, row) for row in rows]
            entries.sources.update({f"{key}.{at}": source for at in range(len(rows))})
            entries.unconfirmed.append(key)
    return entries


def _box_lines(last: Entries, kept: Entries, tax_year: int) -> list[LastLine]:
    lines = []
    for name, value in last.values.items():
        if name in boxes() and said(value):
            box, why_not = boxes()[name], _why_not_box(name, value, kept, tax_year)
            now = _shown(box, kept.values.get(name))
            lines.append(LastLine(box.label, _shown(box, value), now, not why_not, why_not))
    return lines


def _row_lines(last: Entries, kept: Entries) -> list[LastLine]:
    lines = []
    for key, rows in last.lists.items():
        if key not in lists():
            continue
        why_not, now = _why_not_rows(key, kept), kept.rows(key)
        for place, row in enumerate(rows):
            here = _row_text(key, now[place]) if place < len(now) else ""
            label = f"{lists()[key].title.partition('（')[0]} {place + 1}行目"
            text = _row_text(key, _anew(key, row) if not why_not else row)
            lines.append(LastLine(label, text, here, not why_not, why_not))
    return lines


def _why_not_box(name: str, value: object, kept: Entries, tax_year: int) -> str:
    if name not in boxes() or not said(value) or tax_year > boxes()[name].through:
        return "この年度の欄にありません"
    if name.startswith(ONCE) or name.endswith(ONCE):
        return "その年だけの額です"
    return "すでに記入があります" if said(kept.values.get(name)) else ""


def _why_not_rows(key: str, kept: Entries) -> str:
    if key not in lists():
        return "この年度の欄にありません"
    if key in OF_ONE_YEAR:
        return "その年だけの明細です"
    return "すでに記入があります" if kept.rows(key) else ""


def _anew(key: str, row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ASKED_ANEW.get(key, ())}


def _row_text(key: str, row: Row) -> str:
    shown = ((box, row.get(box.name)) for box in lists()[key].columns if box.kind != "hidden")
    return "、".join(f"{box.label} {_shown(box, value)}" for box, value in shown if said(value))


def _shown(box: Box, value: object) -> str:
    if not said(value):
        return ""
    if box.kind == "flag":
        return "あり"
    if box.kind == "choice":
        return dict(box.choices).get(str(value), "")
    if box.kind == "day":
        return wareki_text(date.fromisoformat(str(value)))
    return f"{yen_text(int(str(value)))} 円" if box.kind in {"yen", "loss"} else str(value)
