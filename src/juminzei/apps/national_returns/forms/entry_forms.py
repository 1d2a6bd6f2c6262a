"""The boxes of a return as fields, for who reads them off the image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.national_returns.selectors.entry_boxes import (
    ROWS,
    entry_boxes,
    field_name,
    label_of,
    part_of,
    relative_boxes,
    relatives_wanted,
)
from juminzei.platform.typed_values import DayField, WholeField

if TYPE_CHECKING:
    from collections.abc import Collection

    from juminzei.apps.national_returns.models import StagedReturn
    from juminzei.formats.national_return_boxes import Box

MOST_YEN = 99_999_999_999
COLLECTION = "ABI00010"


class EntryForm(forms.Form):
    """What one person reads off the image; blank where nothing is written."""

    def __init__(
        self, staged: StagedReturn, *args: Any, only: Collection[str] = (), **options: Any
    ) -> None:
        """Make a field for each box that is wanted, or only for those that differ."""
        super().__init__(*args, **options)
        for box in entry_boxes(staged):
            self._add(field_name(box.tag), box)
        if relatives_wanted(staged):
            for row in range(1, ROWS + 1):
                for box in relative_boxes():
                    self._add(field_name(box.tag, row), box)
        if only:
            self.fields = {name: self.fields[name] for name in self.fields if name in only}

    def _add(self, name: str, box: Box) -> None:
        field = _field(box, label_of(name))
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


def _field(box: Box, label: str) -> forms.Field:
    if box.tag == COLLECTION:
        choices = [("", "記載なし"), ("1", "1 特別徴収"), ("2", "2 自分で納付")]
        return forms.ChoiceField(label=label, required=False, choices=choices)
    if box.type == "kubun":
        return forms.BooleanField(label=label, required=False)
    if box.type == "date":
        return DayField(label=label)
    if box.type in {"kingaku", "kingaku_text"}:
        return WholeField(least=-MOST_YEN, most=MOST_YEN, unit="円", label=label)
    return forms.CharField(label=label, required=False, max_length=100)
