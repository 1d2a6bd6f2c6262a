"""From rows of a report file to columns of tables, and to places in the vault."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from juminzei.apps.assessment.individual_number import PAYER, RECIPIENT
from juminzei.apps.assessment.models import PensionFigures, WageFigures
from juminzei.apps.assessment.services.intake_named import named_in
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats.blanking import blank_numbers_in_words, has_number_in_words
from juminzei.formats.wage_report import WageReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from juminzei.formats.pension_report import PensionReport

    Report = WageReport | PensionReport
    Columns = dict[str, Sequence[object]]

WORDS: Final = ("payer_name", "payer_address", "name", "kana", "address")
"""Free text of a document, in which somebody may have written a number."""

BLANK: Final = {
    "BigIntegerField": 0,
    "IntegerField": 0,
    "BooleanField": False,
    "CharField": "",
    "DateField": None,
}
"""What a blank cell is in a table of figures, by kind of field."""


def document_columns(reports: Sequence[Report]) -> Columns:
    """Return the columns of ``TaxDocument`` that a row itself says, Individual Numbers blanked."""
    columns: Columns = {word: blanked([getattr(r, word) for r in reports]) for word in WORDS}
    columns |= {
        "payer_number": [report.payer_number for report in reports],
        "collector_number": [unless_a_number(r, r.collector_number) for r in reports],
        "recipient_reference": [unless_a_number(r, r.recipient_reference) for r in reports],
        "birth_on": [report.birth_on for report in reports],
        "has_number": [report.individual_number is not None for report in reports],
        "number_valid": [_valid(report.individual_number) for report in reports],
    }
    return columns


def figure_columns(kind: type[WageFigures | PensionFigures], reports: Sequence[Report]) -> Columns:
    """Return the columns of the figures: fields of the same name; blank cells are nought."""
    fields = [field for field in kind._meta.concrete_fields if not field.primary_key]
    figures = attrgetter(*(field.name for field in fields))
    columns: Columns = {}
    for field, values in zip(fields, zip(*map(figures, reports), strict=True), strict=True):
        blank = BLANK[field.get_internal_type()]
        columns[field.name] = values if blank is None else _filled(values, blank)
    for words in ("note", "previous_payer_name"):
        if words in columns:
            columns[words] = blanked([str(text) for text in columns[words]])
    return columns


def figures_model(report: Report) -> type[WageFigures | PensionFigures]:
    """Return the table of the figures of a report."""
    return WageFigures if isinstance(report, WageReport) else PensionFigures


def numbers_by_field(
    reports: Sequence[Report], document_ids: Sequence[int]
) -> dict[str, list[tuple[int, IndividualNumber]]]:
    """Return every Individual Number in ``reports`` by its place in the document.

    Returns:
        Field of the vault → pairs of document key and number.
    """
    places: dict[str, list[tuple[int, IndividualNumber]]] = defaultdict(list)
    for report, document_id in zip(reports, document_ids, strict=True):
        for field, number in numbers_in(report):
            places[field].append((document_id, number))
    return dict(places)


def numbers_in(report: Report) -> Iterator[tuple[str, IndividualNumber]]:
    """Yield each Individual Number of a report with its place in the document."""
    if report.individual_number is not None:
        yield RECIPIENT, report.individual_number
    if isinstance(report.payer_identifier, IndividualNumber):
        yield PAYER, report.payer_identifier
    for place, relative in named_in(report):
        if relative.number is not None:
            yield place, relative.number


def _filled(values: tuple[object, ...], blank: object) -> tuple[object, ...]:
    """Put what is meant in the place of what is missing."""
    if None not in values:
        return values
    return tuple(blank if value is None else value for value in values)


def blanked(texts: list[str]) -> list[str]:
    """Blank numbers in a column of words; nearly always there are none in any of them."""
    if not has_number_in_words("\n".join(texts)):
        return texts
    return list(map(blank_numbers_in_words, texts))


def _valid(number: IndividualNumber | None) -> bool:
    return number is not None and number.is_valid


def unless_a_number(report: Report, reference: str) -> str:
    """Return a payer's reference, or nothing if it is an Individual Number of the row itself."""
    digits = reference.strip()
    if len(digits) not in {12, 13} or not digits.isdecimal():
        return reference
    try:
        number = IndividualNumber(digits)
    except ValueError:
        return reference
    return "" if any(number == known for _, known in numbers_in(report)) else reference
