"""What the simple lists show: the frozen list, files, their documents, quarantined rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from juminzei.apps.assessment.models import (
    QuarantinedRow,
    TaxablePerson,
    TaxableReason,
    TaxDocument,
)
from juminzei.apps.assessment.selectors.match_queue import waiting_documents
from juminzei.platform.documents.models import ReceivedFile

if TYPE_CHECKING:
    from typing import TypeVar

    from django.db.models import Model, QuerySet

    M = TypeVar("M", bound=Model)

FILE_KINDS = {
    "wage_report": "給与支払報告書",
    "pension_report": "公的年金等支払報告書",
    "resident_register": "住民記録（全件）",
    "register_changes": "住民記録（異動）",
    "nonregistered": "住登外者・家屋敷",
    "one_stop": "申告特例通知書",
    "city_notice": "他市町村からの通知",
}


def taxable_people(tax_year: int) -> QuerySet[TaxablePerson]:
    """Return everybody considered for the year's list."""
    return TaxablePerson.objects.filter(list__tax_year=tax_year).select_related("addressee")


def files() -> QuerySet[ReceivedFile]:
    """Return every file that was received."""
    return ReceivedFile.objects.all()


def file_documents(received_file_id: int) -> QuerySet[TaxDocument]:
    """Return the documents that came in one file."""
    return TaxDocument.objects.filter(received_file_id=received_file_id)


def quarantined_rows() -> QuerySet[QuarantinedRow]:
    """Return every row that could not be taken."""
    return QuarantinedRow.objects.select_related("received_file")


def queue(tax_year: int) -> QuerySet[TaxDocument]:
    """Return the documents that wait for a clerk, with the number of candidates."""
    return waiting_documents(tax_year).annotate(candidate_count=Count("candidates"))


def reason_counts(tax_year: int) -> list[tuple[str, str, bool, int]]:
    """Return each reason of the year's list: value, words, whether on the list, persons."""
    rows = (
        TaxablePerson.objects.filter(list__tax_year=tax_year)
        .values_list("reason", "included")
        .annotate(count=Count("pk"))
        .order_by("-included", "reason")
    )
    return [
        (reason, TaxableReason(reason).label, included, count) for reason, included, count in rows
    ]
