"""The groups of a form as the page shows them: fields, sources, last year's figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from juminzei.apps.return_desk.entries import Entries, said
from juminzei.apps.return_desk.return_form import groups, in_order_of_questions

if TYPE_CHECKING:
    from django.forms import BaseFormSet, BoundField

    from juminzei.apps.return_desk.forms.entry_form import EntryForm
    from juminzei.apps.return_desk.return_form import Group
    from juminzei.apps.return_desk.selectors.return_outcome import ReturnOutcome

OPENED = {"employment", "pension", "relatives"}


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with where its value came from and what it was last year."""

    field: BoundField
    number: str
    source: str
    last: int | str | bool | None
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a list; ``note`` is its source, or the class of a relative."""

    fields: list[BoundField]
    hidden: list[BoundField]
    number: int
    note: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group; open where it is common, or something stands in it or is wrong."""

    group: Group
    title: str
    fields: list[ShownField]
    rows: list[ShownRow]
    formset: BaseFormSet[Any] | None
    unconfirmed: bool
    opened: bool


def shown_groups(
    form: EntryForm,
    kept: Entries,
    last: Entries | None,
    outcome: ReturnOutcome | None,
    *,
    tax_year: int,
    by_questions: bool,
) -> list[ShownGroup]:
    """Return the groups in the order asked for.

    Args:
        form: What was typed.
        kept: What the newest version says, with its sources.
        last: What the person declared for the year before.
        outcome: For the classes of relatives.
        tax_year: Whose boxes are shown.
        by_questions: In the order of questions, else in that of the form.
    """
    order = in_order_of_questions() if by_questions else groups()
    shown = [
        _shown(
            replace(one, boxes=tuple(box for box in one.boxes if tax_year <= box.through)),
            form,
            kept,
            last or Entries(),
            _rows(one, form, kept, outcome),
        )
        for one in order
    ]
    asked = {one.group.key: one.group.question for one in shown}
    return [replace(one, title=asked[one.group.key]) if by_questions else one for one in shown]


def _shown(
    group: Group, form: EntryForm, kept: Entries, last: Entries, rows: list[ShownRow]
) -> ShownGroup:
    fields = [
        ShownField(
            field=form.boxes[box.name],
            number=box.number,
            source=kept.sources.get(box.name, ""),
            last=last.values.get(box.name),
            unconfirmed=box.name in kept.unconfirmed,
        )
        for box in group.boxes
    ]
    busy = any(said(one.field.value()) or one.field.errors for one in fields) or len(rows) > 1
    return ShownGroup(
        group=group,
        title=group.title,
        fields=fields,
        rows=rows,
        formset=form.rows[group.rows.key] if group.rows else None,
        unconfirmed=group.rows is not None and group.rows.key in kept.unconfirmed,
        opened=group.key in OPENED or busy,
    )


def _rows(
    group: Group, form: EntryForm, kept: Entries, outcome: ReturnOutcome | None
) -> list[ShownRow]:
    if group.rows is None:
        return []
    key = group.rows.key
    classes = outcome.classes if outcome and key == "relatives" else []
    return [
        ShownRow(
            fields=[field for field in row if not field.is_hidden],
            hidden=[field for field in row if field.is_hidden],
            number=place + 1,
            note="　".join(
                filter(
                    None,
                    [
                        kept.sources.get(f"{key}.{place}", ""),
                        classes[place] if place < len(classes) else "",
                    ],
                )
            ),
        )
        for place, row in enumerate(form.rows[key].forms)
    ]
