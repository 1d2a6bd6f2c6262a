"""Rows that could not be taken and that nobody has dealt with yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from juminzei.apps.assessment.models import QuarantinedRow, TaxDocument

if TYPE_CHECKING:
    from django.db.models import QuerySet


def unresolved_rows(tax_year: int) -> QuerySet[QuarantinedRow]:
    """Return the unresolved rows of a year's files.

    A file's year is that of the documents taken from it. Of a file without a single
    document nobody knows the year, so its rows are shown in every year until resolved.
    """
    documents = TaxDocument.objects.filter(received_file=OuterRef("received_file"))
    known, of_the_year = Exists(documents), Exists(documents.filter(tax_year=tax_year))
    return QuarantinedRow.objects.filter(Q(of_the_year) | ~Q(known), resolved=False)


def lines_for_sender(received_file_id: int) -> list[tuple[str, ...]]:
    """Return what is wrong with the rows of a file that still wait, for its sender.

    A row is named by its number in the file, and no value of it is told.

    Returns:
        Row number, name of the column, kind of error, what is wrong, what to do.
    """
    rows = QuarantinedRow.objects.filter(received_file=received_file_id, resolved=False)
    said = ("column_name", "value_class", "problem", "remedy")
    return [
        (str(row.row_number), *(str(finding.get(name, "")) for name in said))
        for row in rows.order_by("row_number")
        for finding in row.findings
    ]
