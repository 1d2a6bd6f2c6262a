"""What last year's return, or a visitor, offers to a return: line by line, what may be taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.entries import Entries, said
from juminzei.apps.return_desk.return_form import boxes, lists
from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.return_form import Box


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody said elsewhere, and what of it is not taken as it stands."""

    entries: Entries
    source: str
    """What the boxes taken say of where they come from."""
    once: tuple[str, ...] = ()
    """Boxes that are never taken, by how they begin or end."""
    lists_once: frozenset[str] = frozenset()
    """Lists that are never taken."""
    asked_anew: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Boxes of rows that are taken blank, by list."""


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One box, or one row, of what is offered."""

    label: str
    offered: str
    now: str
    taken: bool
    why_not: str = ""


def last_year(entries: Entries, source: str) -> Offer:
    """Return what last year's return offers: nothing that belongs to one year alone."""
    return Offer(
        entries=entries,
        source=source,
        once=("_carryforward", "casualty_", "separate_", "transfer_", "listed_choice"),
        lists_once=frozenset(
            {
                *("losses", "lands", "shares", "casualties", "medical", "self_medication"),
                "renovations",
            }
        ),
        asked_anew={"relatives": ("income",), "housing_loans": ("balance",)},
    )


def offered_lines(offer: Offer, kept: Entries, tax_year: int) -> list[OfferedLine]:
    """Return every box and row that is offered, and what becomes of each."""
    return [*_box_lines(offer, kept, tax_year), *_row_lines(offer, kept)]


def taken_over(offer: Offer, kept: Entries, tax_year: int) -> Entries:
    """Return the entries with what is taken over: only into what says nothing yet."""
    entries = Entries.kept(kept.to_keep())
    for name, value in offer.entries.values.items():
        if not _why_not_box(offer, name, kept, tax_year):
            entries.values[name] = value
            entries.sources[name] = offer.source
            entries.unconfirmed.append(name)
    for key, rows in offer.entries.lists.items():
        if rows and not _why_not_rows(offer, key, kept):
            entries.lists[key] = [_anew(offer, key, row) for row in rows]
            entries.sources.update({f"{key}.{at}": offer.source for at in range(len(rows))})
            entries.unconfirmed.append(key)
    return entries


def _box_lines(offer: Offer, kept: Entries, tax_year: int) -> list[OfferedLine]:
    lines = []
    for name, value in offer.entries.values.items():
        if name in boxes() and said(value):
            box, why_not = boxes()[name], _why_not_box(offer, name, kept, tax_year)
            now = _shown(box, kept.values.get(name))
            lines.append(OfferedLine(box.label, _shown(box, value), now, not why_not, why_not))
    return lines


def _row_lines(offer: Offer, kept: Entries) -> list[OfferedLine]:
    lines = []
    for key, rows in offer.entries.lists.items():
        if key not in lists():
            continue
        why_not, now = _why_not_rows(offer, key, kept), kept.rows(key)
        for place, row in enumerate(rows):
            here = _row_text(key, now[place]) if place < len(now) else ""
            label = f"{lists()[key].title.partition('（')[0]} {place + 1}行目"
            text = _row_text(key, _anew(offer, key, row) if not why_not else row)
            lines.append(OfferedLine(label, text, here, not why_not, why_not))
    return lines


def _why_not_box(offer: Offer, name: str, kept: Entries, tax_year: int) -> str:
    value = offer.entries.values[name]
    if name not in boxes() or not said(value) or tax_year > boxes()[name].through:
        return "この年度の欄にありません"
    if name.startswith(offer.once) or name.endswith(offer.once):
        return "その年だけの額です"
    return "すでに記入があります" if said(kept.values.get(name)) else ""


def _why_not_rows(offer: Offer, key: str, kept: Entries) -> str:
    if key not in lists():
        return "この年度の欄にありません"
    if key in offer.lists_once:
        return "その年だけの明細です"
    return "すでに記入があります" if kept.rows(key) else ""


def _anew(offer: Offer, key: str, row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in offer.asked_anew.get(key, ())}


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
