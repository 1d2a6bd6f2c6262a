"""One trial: the form as it was typed, and what it comes to where nothing is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from juminzei.kernel.contract import ContractError
from juminzei.web.estimate.boxes import GROUPS, Group
from juminzei.web.estimate.form import MOST_ROWS, ROWS, EstimateForm, relatives_of, request_of, said
from juminzei.web.estimate.outcome import Outcome, outcome_of
from juminzei.web.estimate.problems import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BaseFormSet, BoundField

    from juminzei.kernel.contract import Request
    from juminzei.web.estimate.form import Typed

TOTAL, INITIAL = "relative-TOTAL_FORMS", "relative-INITIAL_FORMS"


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with its fields; open if it is common, or something in it is said or wrong."""

    group: Group
    fields: list[BoundField]
    opened: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """What was typed, and the result; None while something is wrong."""

    form: EstimateForm
    relatives: BaseFormSet[Any]
    request: Request | None
    outcome: Outcome | None

    def groups(self) -> Iterator[ShownGroup]:
        """Yield the groups in order."""
        for group in GROUPS:
            fields = [self.form[box.name] for box in group.boxes]
            busy = any(said(one.value()) or one.errors for one in fields)
            yield ShownGroup(group, fields, group.opened or busy)

    def problems(self) -> list[tuple[str, str]]:
        """Return what is wrong: the id of the box, empty for the whole, and the words."""
        whole = [("", str(text)) for text in self.form.non_field_errors()]
        whole += [("", str(text)) for text in self.relatives.non_form_errors()]
        return whole + [
            (field.id_for_label, f"{field.label}：{text}")
            for field in self.fields()
            for text in field.errors
        ]

    def fields(self) -> list[BoundField]:
        """Return every field of the page, in order."""
        rows = [field for row in self.relatives.forms for field in row]
        return [*self.form, *rows]


def blank(tax_year: int, municipality: str) -> Typed:
    """Return what is typed on an empty page."""
    year_and_city = {"tax_year": str(tax_year), "municipality": municipality}
    return year_and_city | {TOTAL: str(ROWS), INITIAL: "0"}


def with_another_row(typed: Typed) -> Typed:
    """Return the same with one row more for a relative."""
    text = str(typed.get(TOTAL, ""))
    rows = int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else ROWS
    return typed | {TOTAL: str(min(rows + 1, MOST_ROWS))}


LONGEST = 4


def tried(typed: Typed) -> Trial:
    """Return the trial of what was typed."""
    form, relatives = EstimateForm(typed), relatives_of(typed)
    # Both are asked, so that everything wrong is told at once.
    if not all([form.is_valid(), relatives.is_valid()]):
        return Trial(form, relatives, None, None)
    try:
        request, outcome = outcome_of(request_of(form, relatives))
    except ContractError as error:
        tell(error, form, relatives)
        return Trial(form, relatives, None, None)
    return Trial(form, relatives, request, outcome)
