"""Which columns a file of returns can have, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.formats.national_return_boxes import known_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.formats.national_return_boxes import Box, FormMap
    from juminzei.formats.national_return_record import NationalReturn, Value

OWN = {
    "seq": "通番",
    "reference": "整理番号",
    "kind": "申告種別",
    "received_on": "収受日",
    "name": "氏名",
    "kana": "フリガナ",
    "birth_on": "生年月日",
    "addressee": "宛名番号",
}
"""Columns that every form has."""
MASKED_OWN = {"reference", "name", "kana", "birth_on", "addressee"}
PERSONAL_TYPES = {"text", "date", "tel", "zip", "number"}
"""Kinds of boxes that can tell who somebody is, or where they live: masked."""
NEVER = {"number"}
"""Individual Numbers are in no file."""
CONTACT = ("住所", "所在地", "居所", "郵便番号", "電話番号", "場所")
"""Words of labels of boxes with addresses; those are in no file either."""


def newest(form: str) -> FormMap:
    """Return the newest known version of a form.

    Raises:
        KeyError: There is no such form.
    """
    return known_forms()[form][-1]


def columns_of_form(form: str) -> list[Box]:
    """Return the boxes of a form that a file may hold."""
    boxes = newest(form)
    return [
        box
        for box in boxes.boxes
        if box.type not in {"group", *NEVER}
        and not any(word in boxes.path(box.tag) for word in CONTACT)
    ]


def personal(box: Box) -> bool:
    """Whether a box is masked unless somebody else allowed it."""
    return box.type in PERSONAL_TYPES


def values_of(one: NationalReturn, form: str, tag: str) -> list[Value | None]:
    """Return the values of a box: one, or one for each repetition the form has room for."""
    boxes = newest(form)
    group = boxes.repeated_in(tag)
    if not group:
        return [one.value(tag)]
    rows: Sequence[Mapping[str, Value]] = one.rows(group)
    room = max(boxes.by_tag[group].repeat, 1)
    return [rows[place].get(tag) if place < len(rows) else None for place in range(room)]


def headings_of(form: str, tag: str) -> list[str]:
    """Return the headings of a box's columns, numbered where it repeats."""
    boxes = newest(form)
    group = boxes.repeated_in(tag)
    label = f"{tag} {boxes.by_tag[tag].label}"
    room = max(boxes.by_tag[group].repeat, 1) if group else 0
    return [f"{label}{place}" for place in range(1, room + 1)] or [label]
