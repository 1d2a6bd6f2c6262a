"""The questions of a visitor's form as the page shows them: boxes, rows, what stands open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.forms.entry_form import IDLE
from juminzei.apps.return_desk.forms.visitor_form import visitor_groups

if TYPE_CHECKING:
    from django.forms import BoundField

    from juminzei.apps.return_desk.forms.entry_form import EntryForm
    from juminzei.apps.return_desk.return_form import Group

FIRST_OPEN = 2
"""How many questions stand open in a form that nobody has typed into."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the boxes and rows below it."""

    key: str
    title: str
    fields: list[BoundField]
    rows: list[list[BoundField]]
    list_title: str
    list_key: str
    opened: bool


def questions(form: EntryForm, tax_year: int, added: str) -> list[Question]:
    """Return the questions in their order.

    Args:
        form: What was typed.
        tax_year: Whose boxes are shown.
        added: The list that was given a row.
    """
    return [
        _question(form, group, place, added) for place, group in enumerate(visitor_groups(tax_year))
    ]


def _question(form: EntryForm, group: Group, place: int, added: str) -> Question:
    key = group.rows.key if group.rows else ""
    fields = [form.boxes[name] for name in group.for_visitors or ()]
    rows = [[box for box in row if not box.is_hidden] for row in form.rows[key]] if key else []
    typed = [*fields, *(box for row in rows for box in row if box.name not in IDLE)]
    busy = any(box.errors or box.data for box in typed)
    return Question(
        key=group.key,
        title=group.question,
        fields=fields,
        rows=rows,
        list_key=key,
        list_title=group.rows.title.partition("（")[0] if group.rows else "",
        opened=busy or place < FIRST_OPEN or (key != "" and key == added),
    )
