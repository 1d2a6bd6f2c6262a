"""The part of the form that visitors fill in themselves: blank, and nothing beside it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.forms.entry_form import MOST_ROWS, EntryForm, typed_from
from juminzei.apps.return_desk.return_form import boxes, in_order_of_questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from juminzei.apps.return_desk.return_form import Group

HIDDEN = "hidden"


class CodeForm(forms.Form):
    """The code that the clerk gave out; spaces and hyphens do not matter."""

    code = forms.CharField(
        label="コード（10けた）",
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """Return the digits alone."""
        plain = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        return "".join(sign for sign in plain if sign.isalnum())


def visitor_form(posted: Mapping[str, Any] | None = None) -> EntryForm:
    """Return the form: blank, or with what was typed into boxes that visitors have.

    Whatever else is posted, such as the number of a relative, is not read.
    """
    blank = typed_from(Entries())
    if posted is None:
        return EntryForm(blank)
    known = set(_names())
    return EntryForm(blank | {name: value for name, value in posted.items() if name in known})


def visitor_groups(tax_year: int) -> list[Group]:
    """Return the groups that visitors fill in, in the order of the questions."""
    return [
        group
        for group in in_order_of_questions()
        if group.for_visitors is not None
        and all(tax_year <= boxes()[name].through for name in group.for_visitors)
    ]


def _names() -> Iterator[str]:
    for group in in_order_of_questions():
        if group.for_visitors is None:
            continue
        yield from group.for_visitors
        if group.rows:
            key = group.rows.key
            yield f"{key}-TOTAL_FORMS"
            shown = [box.name for box in group.rows.columns if box.kind != HIDDEN]
            yield from (f"{key}-{at}-{name}" for at in range(MOST_ROWS) for name in shown)
