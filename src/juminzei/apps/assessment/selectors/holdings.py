"""What the inhabitant tax holds under some numbers, year by year, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, OuterRef, Subquery, Sum

from juminzei.apps.assessment.models import (
    AssessmentVersion,
    DocumentState,
    Instalment,
    MatchDecision,
    Notice,
    RunState,
    TaxablePerson,
    TaxDocument,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet


class Holding(NamedTuple):
    """One kind of rows of one year under some numbers together."""

    item: str
    tax_year: int
    rows: int
    amount: int | None
    """Yen, where the rows have an amount."""


def holdings(numbers: Collection[int]) -> list[Holding]:
    """Return what lies under ``numbers``, newest year first; abandoned runs do not count."""
    found = [*_documents(numbers), *_decisions(numbers), *_listed(numbers), *_ledger(numbers)]
    return sorted(found, key=lambda one: -one.tax_year)


def taxed_years(numbers: Collection[int]) -> dict[int, int]:
    """Return the years in which a tax was decided under ``numbers``, with the yen of each."""
    rows = _newest(numbers).values_list("tax_year", "total")
    years: dict[int, int] = {}
    for year, total in rows:
        years[year] = years.get(year, 0) + total
    return years


def listed_years(numbers: Collection[int]) -> set[int]:
    """Return the years whose frozen list includes one of ``numbers``."""
    listed = TaxablePerson.objects.filter(addressee__in=numbers, included=True)
    return set(listed.values_list("list__tax_year", flat=True))


def _documents(numbers: Collection[int]) -> Iterator[Holding]:
    documents = TaxDocument.objects.filter(addressee__in=numbers)
    counts = (
        documents.order_by()
        .values("tax_year")
        .annotate(count=Count("pk"), wages=Sum("wage__revenue"), pensions=Sum("pension__revenue"))
    )
    for active, item in ((True, "課税資料（有効）"), (False, "課税資料（差替え・取消）")):
        told = (
            counts.filter(state=DocumentState.ACTIVE)
            if active
            else counts.exclude(state=DocumentState.ACTIVE)
        )
        for row in told:
            amount = (row["wages"] or 0) + (row["pensions"] or 0)
            yield Holding(item, row["tax_year"], row["count"], amount)


def _decisions(numbers: Collection[int]) -> Iterator[Holding]:
    decisions = MatchDecision.objects.filter(addressee__in=numbers).order_by()
    counts = decisions.values("document__tax_year").annotate(count=Count("pk"))
    for row in counts:
        yield Holding("特定の決定", row["document__tax_year"], row["count"], None)


def _listed(numbers: Collection[int]) -> Iterator[Holding]:
    listed = TaxablePerson.objects.filter(addressee__in=numbers).order_by()
    counts = listed.values("list__tax_year", "included").annotate(count=Count("pk"))
    for row in counts:
        item = "課税対象者名簿（課税）" if row["included"] else "課税対象者名簿（対象外）"
        yield Holding(item, row["list__tax_year"], row["count"], None)


def _ledger(numbers: Collection[int]) -> Iterator[Holding]:
    counted = _counted(numbers).order_by()
    versions = dict(counted.values_list("tax_year").annotate(Count("pk")))
    newest = _newest(numbers)
    amounts = taxed_years(numbers)
    for year, count in versions.items():
        yield Holding("課税台帳の版（最新の年税額）", year, count, amounts.get(year, 0))
    instalments = Instalment.objects.filter(version__in=newest.values("pk")).order_by()
    due = instalments.values("version__tax_year").annotate(count=Count("pk"), due=Sum("amount"))
    for row in due:
        yield Holding("期割（最新の版）", row["version__tax_year"], row["count"], row["due"])
    notices = Notice.objects.filter(version__in=counted.values("pk")).order_by()
    for year, count in notices.values_list("version__tax_year").annotate(Count("pk")):
        yield Holding("通知書", year, count, None)


def _counted(numbers: Collection[int]) -> QuerySet[AssessmentVersion]:
    versions = AssessmentVersion.objects.filter(addressee__in=numbers)
    return versions.exclude(run__state=RunState.ABANDONED)


def _newest(numbers: Collection[int]) -> QuerySet[AssessmentVersion]:
    """Return the version that counts of each number and year."""
    same = _counted(numbers).filter(addressee=OuterRef("addressee"), tax_year=OuterRef("tax_year"))
    last = same.order_by("-recorded_at", "-version").values("pk")[:1]
    return _counted(numbers).filter(pk=Subquery(last)).order_by()
