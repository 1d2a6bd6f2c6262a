"""What a return says, box by box in words, to be held beside another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.return_form import boxes, lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.return_desk.models import DeskReturn


def entry_lines(kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return label and text of every box that says something; of a list its rows."""
    entries = Entries.kept(kept)
    named = boxes()
    lines = [
        (named[name].label if name in named else name, _text(value))
        for name, value in entries.values.items()
    ]
    for key, rows in entries.lists.items():
        label = lists()[key].title if key in lists() else key
        lines += [
            (f"{label} {place}行目", "　".join(_text(value) for value in row.values() if value))
            for place, row in enumerate(rows, start=1)
        ]
    return lines


def newest_lines(one: DeskReturn) -> list[tuple[str, str]]:
    """Return what the newest version of a return says."""
    newest = one.history.order_by("-version").values_list("entries", flat=True).first()
    return entry_lines(newest or {})


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "あり" if value else ""
    return f"{value:,}" if isinstance(value, int) else str(value)
