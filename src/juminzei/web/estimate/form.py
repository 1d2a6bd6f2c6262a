"""The form of the trial calculation: what was typed, and the contract's request made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from juminzei.base.wareki import tax_year_text
from juminzei.kernel import law as laws
from juminzei.kernel.law import load
from juminzei.web.estimate.boxes import RELATIVE, boxes
from juminzei.web.estimate.values import field_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField

Request = dict[str, Any]
Typed = dict[str, Any]
"""What a browser sends: texts by the names of boxes."""
ROWS, MOST_ROWS = 2, 20
SPOUSE = "spouse"
GIVEN = "spouse-given"


class EstimateForm(forms.Form):
    """Every box but the relatives' rows."""

    tax_year = forms.TypedChoiceField(label="年度", coerce=int)
    municipality = forms.ChoiceField(label="市町村")

    def __init__(self, data: Typed | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["tax_year"].choices = tax_years()  # type: ignore[attr-defined]  # a choice field
        self.fields["municipality"].choices = cities()  # type: ignore[attr-defined]  # as above
        for box in boxes():
            self.fields[box.name] = field_of(box)

    def clean(self) -> dict[str, Any]:
        """Refuse values of a spouse whom nobody said there is."""
        told = self.cleaned_data
        of_spouse = [box.name for box in boxes() if box.path.startswith(f"{SPOUSE}.")]
        typed = any(said(told.get(name)) for name in of_spouse)
        if typed and not told.get(GIVEN):
            self.add_error(GIVEN, "配偶者の欄を使うときは、「配偶者がいる」に印を付けてください。")
        return told

    def box(self, path: str) -> BoundField:
        """Return the field whose value goes to ``path`` of the contract."""
        return self[path.replace(".", "-")]


class RelativeForm(forms.Form):
    """One relative; a row in which nothing is typed is nobody."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for box in RELATIVE:
            self.fields[box.name] = field_of(box)

    def clean(self) -> dict[str, Any]:
        """Refuse somebody without age: the deduction hangs on it."""
        if self.is_somebody() and "age" not in self.errors and self.cleaned_data["age"] is None:
            self.add_error("age", "年齢を入れてください。")
        return self.cleaned_data

    def is_somebody(self) -> bool:
        """Return whether anything was typed or chosen in the row."""
        return any(said(self.cleaned_data.get(box.name)) for box in RELATIVE)


def relatives_of(data: Typed | None = None) -> BaseFormSet[Any]:
    """Return the rows of relatives: two to begin with, at most twenty."""
    made = formset_factory(
        RelativeForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )
    return made(data, prefix="relative")


def request_of(form: EstimateForm, relatives: BaseFormSet[Any]) -> Request:
    """Return the contract's request of what was typed; both have been found valid."""
    told = form.cleaned_data
    request: Request = {"tax_year": told["tax_year"], "municipality": told["municipality"]}
    for box in boxes():
        value = _plain(box.path, told[box.name])
        if value is not None and (box.path == "spouse.given" or _spoken_of(box.path, told)):
            _put(request, box.path, value)
    if SPOUSE in request:
        del request[SPOUSE]["given"]
    rows = [row for row in relatives.forms if row.is_somebody()]
    request["dependants"] = [
        {
            box.path: value
            for box in RELATIVE
            if (value := _plain(box.path, row.cleaned_data[box.name])) is not None
        }
        for row in rows
    ]
    return request


def said(value: object) -> bool:
    """Return whether a box says anything; a typed 0 does, such as the age of a baby."""
    return value is not None and value is not False and value not in ("", "none", "no")


def tax_years() -> list[tuple[str, str]]:
    """Return the tax years of any city, newest first, with their names."""
    known = {year for body in laws.ordinances().values() for year in laws.tax_years(body)}
    return [(str(year), tax_year_text(year)) for year in sorted(known, reverse=True)]


def cities() -> list[tuple[str, str]]:
    """Return the cities whose ordinance is here: code and name."""
    return [
        (code, load(laws.tax_years(body)[-1], body).city.name)
        for code, body in sorted(laws.ordinances().items())
    ]


def _spoken_of(path: str, told: Mapping[str, Any]) -> bool:
    return not path.startswith(f"{SPOUSE}.") or bool(told[GIVEN])


def _plain(path: str, value: Any) -> object:  # noqa: ANN401 - of whatever kind the box is
    """Return a typed value as the contract writes it; None where nothing was said."""
    if value in {None, ""} or value is False:
        return None
    if path == "taxpayer.minor":
        return value == "true"
    if path == "ordinance.grade":
        return int(value)
    return value.isoformat() if path == "birth_date" else value


def _put(request: Request, path: str, value: object) -> None:
    *branches, name = path.split(".")
    for branch in branches:
        request = request.setdefault(branch, {})
    request[name] = value
