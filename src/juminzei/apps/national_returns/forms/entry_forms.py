"""The boxes of a return as fields, for who reads them off the image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.national_returns.forms.box_fields import field_of
from juminzei.apps.national_returns.selectors.entry_boxes import (
    MOST_ROWS,
    ROWS,
    box_of,
    entry_names,
    in_order,
    label_of,
    part_of,
    sheets_to_add,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from juminzei.apps.national_returns.models import StagedReturn


class EntrySheetsForm(forms.Form):
    """Which further pages the image has, and how many rows."""

    pages = forms.MultipleChoiceField(
        label="加える用紙", required=False, widget=forms.CheckboxSelectMultiple
    )
    rows = forms.IntegerField(
        label="明細の行数", required=False, min_value=ROWS, max_value=MOST_ROWS
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer every page that is known."""
        super().__init__(*args, **options)
        pages: Any = self.fields["pages"]
        pages.choices = [(sheet.tag, sheet.label) for sheet in sheets_to_add()]

    def wanted(self) -> dict[str, Any]:
        """Return ``pages`` and ``rows`` as far as they can be taken."""
        self.full_clean()
        told = self.cleaned_data
        return {"pages": told.get("pages") or [], "rows": told.get("rows") or ROWS}


class EntryForm(forms.Form):
    """What one person reads off the image; blank where nothing is written."""

    def __init__(
        self,
        staged: StagedReturn,
        *args: Any,
        only: Collection[str] = (),
        pages: Collection[str] = (),
        rows: int = ROWS,
        **options: Any,
    ) -> None:
        """Make a field for each box that is wanted, or only for those that differ."""
        super().__init__(*args, **options)
        for name in in_order(only) if only else entry_names(staged, pages=pages, rows=rows):
            field = field_of(box_of(name), label_of(name))
            field.widget.attrs["autocomplete"] = "off"
            self.fields[name] = field

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields by the part of the form in which their boxes stand."""
        found: dict[str, list[forms.BoundField]] = {}
        for name in self.fields:
            found.setdefault(part_of(name), []).append(self[name])
        return list(found.items())

    def told(self) -> dict[str, object]:
        """Return what was entered, by box: marks as ``1``, blanks left out."""
        return {
            name: "1" if value is True else value
            for name, value in self.cleaned_data.items()
            if value not in {None, "", False}
        }
