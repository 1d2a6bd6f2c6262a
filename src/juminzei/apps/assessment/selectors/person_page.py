"""What the tax system knows of one person and year, today or as known on an earlier day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from juminzei.apps.assessment.models import (
    AssessmentVersion,
    Instalment,
    MatchDecision,
    Notice,
    RunState,
    TaxablePerson,
    TaxDocument,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

INSTALMENT_KINDS = {
    "ordinary": "普通徴収",
    "pension_provisional": "年金特別徴収（仮徴収）",
    "pension_main": "年金特別徴収（本徴収）",
    "special": "給与特別徴収",
}


@dataclass(frozen=True, slots=True)
class Collection:
    """The instalments of one kind with their sum in yen."""

    label: str
    instalments: list[Instalment]
    total: int


def tax_years(numbers: Sequence[int]) -> list[int]:
    """Return the years in which anything is known of the person, newest first."""
    years = {
        *AssessmentVersion.objects.filter(addressee__in=numbers).values_list("tax_year", flat=True),
        *TaxDocument.objects.filter(addressee__in=numbers).values_list("tax_year", flat=True),
        *TaxablePerson.objects.filter(addressee__in=numbers).values_list(
            "list__tax_year", flat=True
        ),
    }
    return sorted(years, reverse=True)


def taxable(numbers: Sequence[int], tax_year: int) -> TaxablePerson | None:
    """Return why the person is on the year's list or not, none before it is frozen.

    Of several numbers that were considered, the first that is taxed counts.
    """
    considered = TaxablePerson.objects.filter(addressee__in=numbers, list__tax_year=tax_year)
    found = sorted(considered.select_related("list"), key=lambda one: _place(numbers, one))
    return next((one for one in found if one.included), found[0] if found else None)


def versions(
    numbers: Sequence[int], tax_year: int, known_at: datetime | None
) -> list[AssessmentVersion]:
    """Return the ledger's versions of the year, newest first; the first one counts.

    Those of the first of ``numbers`` come before those of the others, which the person has
    too. Versions of abandoned runs never counted.
    """
    found = AssessmentVersion.objects.filter(addressee__in=numbers, tax_year=tax_year)
    if known_at is not None:
        found = found.filter(recorded_at__lte=known_at)
    counted = found.exclude(run__state=RunState.ABANDONED)
    newest = counted.select_related("run", "special_document").order_by("-recorded_at", "-version")
    return sorted(newest, key=lambda one: _place(numbers, one))


def documents(
    numbers: Sequence[int], tax_year: int, known_at: datetime | None
) -> QuerySet[TaxDocument]:
    """Return the person's documents of the year with figures and the reason of each match."""
    newest = MatchDecision.objects.filter(document=OuterRef("pk")).order_by("-pk")
    found = TaxDocument.objects.filter(addressee__in=numbers, tax_year=tax_year)
    if known_at is not None:
        found = found.filter(received_file__received_at__lte=known_at)
    return (
        found.select_related("wage", "pension", "received_file")
        .annotate(match_reason=Subquery(newest.values("reason")[:1]))
        .order_by("state", "kind", "pk")
    )


def collections(version: AssessmentVersion) -> list[Collection]:
    """Return the instalments of one version by kind, each in the order in which they fall due."""
    by_kind: dict[str, list[Instalment]] = {kind: [] for kind in INSTALMENT_KINDS}
    for instalment in version.instalments.order_by("due_on", "term"):
        by_kind[instalment.kind].append(instalment)
    return [
        Collection(INSTALMENT_KINDS[kind], rows, sum(one.amount for one in rows))
        for kind, rows in by_kind.items()
        if rows
    ]


def notices(version: AssessmentVersion) -> list[Notice]:
    """Return the notices printed of one version."""
    found = Notice.objects.filter(version=version).select_related("file")
    return list(found.order_by("pk"))


def elsewhere(versions: Sequence[AssessmentVersion]) -> list[AssessmentVersion]:
    """Return, of the numbers besides that of the first version, the version that counts."""
    newest: dict[int, AssessmentVersion] = {}
    for one in versions:
        newest.setdefault(one.addressee_id, one)
    return list(newest.values())[1:]


def _place(numbers: Sequence[int], one: AssessmentVersion | TaxablePerson) -> bool:
    """Return what sorts the first of ``numbers`` before the others."""
    return one.addressee_id != numbers[0]
