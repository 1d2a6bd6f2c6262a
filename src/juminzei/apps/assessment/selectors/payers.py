"""Who pays: the payers that documents name, and how many of whom each reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q

from juminzei.apps.assessment.models import (
    DocumentKind,
    DocumentState,
    MatchState,
    QuarantinedRow,
    TaxDocument,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

REASONS = "ABCDEF"
UNMATCHED = [MatchState.WAITING, MatchState.QUEUE, MatchState.HELD]


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer as documents name it, and in how many."""

    collector_number: str
    corporate_number: str
    name: str
    address: str
    tax_year: int
    documents: int


@dataclass(frozen=True, slots=True)
class ReportCounts:
    """How many wage reports of one payer count, by how the tax is collected.

    Attributes:
        total: All that count.
        ordinary: 普通徴収切替理由 (A to F) → how many. One without a reason is collected
            specially until somebody asks.
    """

    total: int = 0
    ordinary: tuple[tuple[str, int], ...] = ()

    @property
    def ordinary_left(self) -> int:
        """退職者 (普F)."""
        return dict(self.ordinary).get("F", 0)

    @property
    def ordinary_other(self) -> int:
        """退職者以外 (普A to E)."""
        return sum(count for reason, count in self.ordinary if reason != "F")

    @property
    def special(self) -> int:
        """特別徴収."""
        return self.total - sum(count for _, count in self.ordinary)


def payers_of_file(received_file_id: int) -> list[Payer]:
    """Return the payers whom the wage reports of a file name."""
    documents = TaxDocument.objects.filter(received_file=received_file_id, kind=DocumentKind.WAGE)
    named = documents.values("collector_number", "payer_number", "payer_name", "tax_year")
    found = named.annotate(many=Count("pk"), address=Max("payer_address")).order_by("payer_name")
    return [
        Payer(
            collector_number=row["collector_number"],
            corporate_number=row["payer_number"],
            name=row["payer_name"],
            address=row["address"],
            tax_year=row["tax_year"],
            documents=row["many"],
        )
        for row in found
    ]


def report_counts(
    tax_year: int, collector_numbers: Collection[str] | None = None
) -> dict[str, ReportCounts]:
    """Return for each collector number how many wage reports of the year count.

    Args:
        tax_year: 年度.
        collector_numbers: Only these; all if none are given.
    """
    counting = TaxDocument.objects.filter(
        tax_year=tax_year, kind=DocumentKind.WAGE, state=DocumentState.ACTIVE
    ).exclude(collector_number="")
    if collector_numbers is not None:
        counting = counting.filter(collector_number__in=collector_numbers)
    ordinary = {
        reason: Count("pk", filter=Q(wage__ordinary_collection=True, wage__ordinary_reason=reason))
        for reason in REASONS
    }
    rows: Any = counting.values("collector_number").annotate(total=Count("pk"), **ordinary)
    return {
        row["collector_number"]: ReportCounts(
            total=row["total"],
            ordinary=tuple((reason, row[reason]) for reason in REASONS if row[reason]),
        )
        for row in rows
    }


def reports_of_collectors(
    tax_year: int, collector_numbers: Collection[str]
) -> dict[str, list[int]]:
    """Return the wage reports of a year that count, by collector number, in order of arrival."""
    rows = TaxDocument.objects.filter(
        tax_year=tax_year,
        kind=DocumentKind.WAGE,
        state=DocumentState.ACTIVE,
        collector_number__in=set(collector_numbers) - {""},
    )
    found: dict[str, list[int]] = {}
    for collector, key in rows.order_by("pk").values_list("collector_number", "pk"):
        found.setdefault(collector, []).append(key)
    return found


def unmatched_in(received_file_ids: Iterable[int]) -> dict[int, int]:
    """Return how many documents of each file have no person yet; files of none are left out."""
    waiting = TaxDocument.objects.filter(
        received_file__in=list(received_file_ids),
        state=DocumentState.ACTIVE,
        match_state__in=UNMATCHED,
    )
    counted = waiting.values("received_file").annotate(many=Count("pk")).order_by()
    return {row["received_file"]: row["many"] for row in counted}


def files_with_open_rows() -> QuerySet[QuarantinedRow, int]:
    """Return the keys of the received files of which a row was set aside and waits still."""
    waiting = QuarantinedRow.objects.filter(resolved=False)
    return waiting.order_by().values_list("received_file", flat=True).distinct()


def open_rows(file_ids: Iterable[int]) -> dict[int, int]:
    """Return how many rows of each received file were set aside and are not dealt with yet.

    Files of which none is, are left out.
    """
    rows = QuarantinedRow.objects.filter(received_file__in=list(file_ids), resolved=False)
    counted = rows.values_list("received_file").annotate(n=Count("pk"))
    return dict(counted.values_list("received_file", "n"))
