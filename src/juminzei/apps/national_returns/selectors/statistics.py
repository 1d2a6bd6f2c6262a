"""How many returns came, by form, kind of income, day and state (KR-15)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from juminzei.apps.assessment.api import DocumentState, ReturnFigures
from juminzei.apps.national_returns.models import DeliverySource, StagedReturn, StagedState
from juminzei.apps.national_returns.selectors.income_kinds import INCOME_KINDS
from juminzei.formats.national_return_boxes import known_forms

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

GONE = (StagedState.ERASED, StagedState.FORWARDED)
COUNTING = (StagedState.TAKEN, StagedState.ENTRY, StagedState.CHECK)
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class DayLine:
    """What the tax office received on a day."""

    day: date
    returns: int
    corrections: int
    """修正, 更正, 還付."""
    remarked: int
    broken: int


def by_form(tax_year: int) -> list[tuple[str, int]]:
    """Return how many of the year's returns have a form, by its code and title."""
    found: Counter[str] = Counter()
    rows = StagedReturn.objects.filter(tax_year=tax_year).exclude(state__in=GONE)
    for forms in rows.values_list("forms", flat=True).iterator(AT_ONCE):
        found.update(set(forms))
    titles = {code: maps[-1].title for code, maps in known_forms().items()}
    return [(f"{code} {titles.get(code, '（定義なし）')}", found[code]) for code in sorted(found)]


def by_income(tax_year: int) -> list[tuple[str, int]]:
    """Return how many returns that count tell of a kind of income, in the order of the form."""
    found: Counter[str] = Counter()
    staged = StagedReturn.objects.filter(tax_year=tax_year, state__in=COUNTING)
    rows = ReturnFigures.objects.filter(
        document__in=staged.values("document"), document__state=DocumentState.ACTIVE
    )
    for columns in rows.values_list("columns", flat=True).iterator(AT_ONCE):
        found.update(name for name, wanted in INCOME_KINDS.items() if any(map(columns.get, wanted)))
    return [(name, found[name]) for name in INCOME_KINDS]


def by_source(tax_year: int) -> list[tuple[str, int]]:
    """Return how many came by e-Tax and how many as images of KSK, and as which kind."""
    rows = StagedReturn.objects.filter(tax_year=tax_year).values("delivery__source", "kind")
    counted = rows.annotate(many=Count("pk")).order_by("delivery__source", "kind")
    labels = dict(DeliverySource.choices)
    return [
        (f"{labels.get(row['delivery__source'], '')} {row['kind']}", row["many"]) for row in counted
    ]


def by_day(tax_year: int) -> list[DayLine]:
    """Return what came on each day of receipt, the newest first."""
    rows = StagedReturn.objects.filter(tax_year=tax_year).values("received_on")
    counted = rows.annotate(
        returns=Count("pk"),
        corrections=Count("pk", filter=~Q(kind="確定")),
        remarked=Count("pk", filter=~Q(remarks=[])),
        broken=Count("pk", filter=Q(state=StagedState.CHECK)),
    )
    return [
        DayLine(
            row["received_on"], row["returns"], row["corrections"], row["remarked"], row["broken"]
        )
        for row in counted.order_by("-received_on")
    ]


def remarked(tax_year: int) -> QuerySet[StagedReturn]:
    """Return the returns with remarks (補記) that count, in order of their receipt."""
    rows = StagedReturn.objects.filter(tax_year=tax_year, state__in=COUNTING).exclude(remarks=[])
    return rows.select_related("delivery").order_by("received_on", "pk")
