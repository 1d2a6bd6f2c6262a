"""How a return is kept in the table: JSON without Individual Numbers, and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats.national_return_record import NationalReturn, Page, ReturnForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.formats.national_return_record import Value

DAY, NUMBER = "day", "number"
Kept = int | str | dict[str, str | bool]


def kept(one: NationalReturn) -> dict[str, Any]:
    """Return a return as JSON; of a number only that there was one."""
    return {
        "heading": _row(one.heading),
        "forms": [
            {
                "form": form.form,
                "version": form.version,
                "pages": [
                    {
                        "tag": page.tag,
                        "values": _row(page.values),
                        "rows": {
                            tag: [_row(row) for row in rows] for tag, rows in page.rows.items()
                        },
                    }
                    for page in form.pages
                ],
            }
            for form in one.forms
        ],
    }


def read_back(content: Mapping[str, Any]) -> NationalReturn:
    """Return the return of what :func:`kept` gave; its numbers are left out."""
    forms = [
        ReturnForm(
            form["form"],
            form["version"],
            tuple(
                Page(
                    page["tag"],
                    _values(page["values"]),
                    {tag: tuple(map(_values, rows)) for tag, rows in page["rows"].items()},
                )
                for page in form["pages"]
            ),
        )
        for form in content.get("forms", ())
    ]
    return NationalReturn(heading=_values(content.get("heading", {})), forms=tuple(forms))


def number_given(kept_value: object) -> bool:
    """Whether what is kept says that a number stood there."""
    return isinstance(kept_value, dict) and NUMBER in kept_value


def _row(values: Mapping[str, Value]) -> dict[str, Kept]:
    return {tag: _kept(value) for tag, value in values.items()}


def _kept(value: Value) -> Kept:
    if isinstance(value, IndividualNumber):
        return {NUMBER: value.is_valid}
    return {DAY: value.isoformat()} if isinstance(value, date) else value


def _values(row: Mapping[str, Any]) -> dict[str, Value]:
    return {
        tag: date.fromisoformat(value[DAY]) if isinstance(value, dict) else value
        for tag, value in row.items()
        if not number_given(value)
    }
