"""The form of a return: every box a field, lists as rows, read back as entries."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import formset_factory

from juminzei.apps.return_desk.entries import Entries, Row, said
from juminzei.apps.return_desk.return_form import boxes, lists
from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.kernel.column_kind import MOST_YEN
from juminzei.platform.typed_values import DayField, WholeField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.forms import BaseFormSet, BoundField

    from juminzei.apps.return_desk.return_form import Box

MOST_ROWS, SPARE_ROWS = 40, 1
LONGEST_WORDS = 60
COUNTED: dict[str, int | None] = {"percent": 100, "count": 100_000, "hidden": None}
IDLE = {
    *("of", "kind", "relationship", "living", "role", "disability", "secondary", "addressee"),
    *("year", "house", "dwelling", "acquisition", "special_individual", "work"),
}
"""Boxes of a row that say something even of a row that nobody filled in."""


def field_of(box: Box) -> forms.Field:
    """Return the form's field of a box."""
    if box.kind in {"yen", "loss"}:
        least = -MOST_YEN if box.kind == "loss" else 0
        return WholeField(label=box.label, least=least, most=MOST_YEN, unit="円")
    if box.kind in COUNTED:
        widget = forms.HiddenInput() if box.kind == "hidden" else forms.NumberInput()
        most = COUNTED[box.kind]
        return forms.IntegerField(
            label=box.label, required=False, min_value=0, max_value=most, widget=widget
        )
    if box.kind == "choice":
        return forms.ChoiceField(label=box.label, choices=box.choices, required=False)
    if box.kind == "day":
        return DayField(label=box.label)
    if box.kind == "flag":
        return forms.BooleanField(label=box.label, required=False)
    return forms.CharField(label=box.label, max_length=LONGEST_WORDS, required=False)


@cache
def _boxes_form() -> type[forms.Form]:
    return type("BoxesForm", (forms.Form,), {n: field_of(box) for n, box in boxes().items()})


@cache
def _rows_form(key: str) -> type[BaseFormSet[Any]]:
    columns = {box.name: field_of(box) for box in lists()[key].columns}
    row = type("RowForm", (forms.Form,), columns)
    return formset_factory(row, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class EntryForm:
    """What was typed into the whole form, or what a version keeps."""

    def __init__(self, typed: Mapping[str, Any]) -> None:
        """Take what was posted, or :func:`typed_from` made of a version."""
        self.boxes = _boxes_form()(typed)
        self.rows = {key: _rows_form(key)(typed, prefix=key) for key in lists()}
        self.typed = typed

    def is_valid(self) -> bool:
        """Return whether everything could be read; all of it is looked at."""
        return all([self.boxes.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def entries(self, kept: Entries) -> Entries:
        """Return what was typed.

        Args:
            kept: What the newest version says: a value that is still the same keeps where it
                came from.
        """
        told = Entries(
            values={n: value for n, value in self.boxes.cleaned_data.items() if said(value)},
            lists={key: list(_filled(rows)) for key, rows in self.rows.items()},
            unconfirmed=_ticked(self.typed),
        )
        same = {name: value for name, value in kept.values.items() if said(value)}
        for name, source in kept.sources.items():
            key, _, place = name.partition(".")
            if place:
                if _row(kept, key, place) == _row(told, key, place) is not None:
                    told.sources[name] = source
            elif str(same.get(key)) == str(told.values.get(key)):
                told.sources[name] = source
        return told

    def problems(self) -> list[tuple[str, str]]:
        """Return what could not be read: the id of the field and the words."""
        return [
            (field.id_for_label, f"{field.label}：{text}")
            for field in self.fields()
            for text in field.errors
        ]

    def fields(self) -> Iterator[BoundField]:
        """Yield every field of the form."""
        yield from self.boxes
        for rows in self.rows.values():
            for row in rows.forms:
                yield from row


def typed_from(entries: Entries, *, more: str = "") -> dict[str, Any]:
    """Return entries as if they had been typed.

    Args:
        entries: What a version keeps.
        more: The list that gets one row more than the spare one.
    """
    typed: dict[str, Any] = {
        name: _shown(value, boxes()[name].kind)
        for name, value in entries.values.items()
        if name in boxes()
    }
    for key, shape in lists().items():
        rows = entries.rows(key)
        count = len(rows) + SPARE_ROWS + (key == more)
        typed |= {f"{key}-TOTAL_FORMS": str(min(count, MOST_ROWS)), f"{key}-INITIAL_FORMS": "0"}
        for place, row in enumerate(rows):
            for box in shape.columns:
                if said(row.get(box.name)):
                    typed[f"{key}-{place}-{box.name}"] = _shown(row[box.name], box.kind)
    return typed | {f"unconfirmed-{name}": "on" for name in entries.unconfirmed}


def _shown(value: int | str | bool, kind: str) -> str | bool:  # noqa: FBT001 - a box's value
    if kind == "flag":
        return bool(value)
    if kind == "day":
        return wareki_text(date.fromisoformat(str(value)))
    return yen_text(int(value)).replace("▲", "-") if kind in {"yen", "loss"} else str(value)


def _filled(rows: BaseFormSet[Any]) -> Iterator[Row]:
    """Yield the rows in which somebody wrote something."""
    for form in rows.forms:
        told = form.cleaned_data
        if any(said(value) for name, value in told.items() if name not in IDLE):
            yield {name: _kept(value) for name, value in told.items() if value not in (None, "")}


def _kept(value: object) -> int | str | bool:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else blank_numbers_in_words(str(value))


def _row(entries: Entries, key: str, place: str) -> Row | None:
    rows = entries.rows(key)
    found = rows[int(place)] if int(place) < len(rows) else None
    return found and {name: value for name, value in found.items() if said(value)}


def _ticked(typed: Mapping[str, Any]) -> list[str]:
    known = {*boxes(), *lists()}
    start = "unconfirmed-"
    return [
        n.removeprefix(start) for n in typed if n.startswith(start) and n[len(start) :] in known
    ]
