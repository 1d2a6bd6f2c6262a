"""資料番号: the number by which a document of a year is told, on paper as on screens."""

from __future__ import annotations

from django.db.models import Max

from juminzei.apps.assessment.models import TaxDocument
from juminzei.platform.storage.transaction_locks import have_alone

LOCK = 0x646F63756D656E74


def hold_numbers() -> None:
    """Let nobody else take in documents until the transaction ends."""
    have_alone(LOCK)


def next_numbers(tax_year: int, count: int) -> range:
    """Return the next ``count`` numbers of the year; nobody else is given any until we commit.

    Numbers of an act that is undone are given again, so that there is no gap.

    Args:
        tax_year: 年度.
        count: How many documents are written in the caller's transaction.
    """
    hold_numbers()
    newest = TaxDocument.objects.filter(tax_year=tax_year).aggregate(n=Max("document_number"))["n"]
    first = (newest or 0) + 1
    return range(first, first + count)
