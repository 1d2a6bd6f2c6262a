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
