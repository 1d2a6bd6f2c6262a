"""What notices are printed from: who gets one, and everything that stands on it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    Instalment,
    RunState,
    TaxablePerson,
)
from juminzei.apps.assessment.selectors.counting_versions import counting
from juminzei.apps.assessment.selectors.holds import held

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

PAYS = Q(ordinary_amount__gt=0) | Q(pension_amount__gt=0)
"""Of whose tax an ordinary notice is printed."""
PRINTABLE = (RunState.CALCULATED, RunState.REVIEWED, RunState.FIXED)


class Addressed(NamedTuple):
    """Somebody who gets a notice, and what is paid by slip; yen."""

    version_id: int
    addressee_id: int
    ordinary_amount: int


class Withheld(NamedTuple):
    """Somebody whose tax an employer withholds, and what the wage report says of both."""

    version_id: int
    addressee_id: int
    name: str
    collector_number: str
    payer_number: str
    payer_name: str
    payer_address: str
    reference: str


class Decided(NamedTuple):
    """What the ledger holds of one person; yen."""

    pk: int
    addressee_id: int
    version: int
    inputs: Mapping[str, int]
    ordinary_amount: int
    special_amount: int
    pension_amount: int


class Due(NamedTuple):
    """One instalment; yen."""

    kind: str
    term: int
    month: str
    amount: int
    due_on: date


def printable_run(tax_year: int) -> AssessmentRun | None:
    """Return the newest run of the year that is calculated, reviewed or fixed."""
    runs = AssessmentRun.objects.filter(tax_year=tax_year, state__in=PRINTABLE)
    return runs.order_by("-pk").first()


def people_with_slips_or_pension(run: AssessmentRun) -> list[Addressed]:
    """Return everybody not held who pays by slip or whose pension is withheld from."""
    rows = (
        counting(run)
        .filter(PAYS)
        .exclude(addressee__in=held(run.tax_year))
        .order_by("addressee_id", "version")
        .values_list("pk", "addressee_id", "ordinary_amount")
    )
    return list({row[1]: Addressed(*row) for row in rows}.values())


def employees(run: AssessmentRun) -> list[Withheld]:
    """Return everybody not held whose tax an employer withholds, with that employer."""
    rows = (
        counting(run)
        .filter(special_amount__gt=0)
        .exclude(addressee__in=held(run.tax_year))
        .order_by("addressee_id", "version")
        .values_list(
            *("pk", "addressee_id", "addressee__name"),
            *("special_document__collector_number", "special_document__payer_number"),
            *("special_document__payer_name", "special_document__payer_address"),
            "special_document__recipient_reference",
        )
    )
    return list({row[1]: Withheld(*row) for row in rows}.values())


def held_back(run: AssessmentRun, *, special: bool) -> list[int]:
    """Return whose notice of a form is not printed because their tax is held."""
    form = Q(special_amount__gt=0) if special else PAYS
    rows = counting(run).filter(form, addressee__in=held(run.tax_year))
    return sorted(set(rows.values_list("addressee_id", flat=True)))


def decided(version_ids: Collection[int]) -> dict[int, Decided]:
    """Return the ledger versions by key."""
    rows = AssessmentVersion.objects.filter(pk__in=version_ids).values_list(*Decided._fields)
    return {row[0]: Decided(*row) for row in rows}


def newest_versions(run: AssessmentRun, addressee_ids: Collection[int]) -> dict[int, int]:
    """Return the key of each person's newest version in the run."""
    rows = AssessmentVersion.objects.filter(run=run, addressee_id__in=addressee_ids)
    ordered = rows.order_by("addressee_id", "version")
    return dict(ordered.values_list("addressee_id", "pk"))  # the newest comes last and stays


def instalments(version_ids: Collection[int]) -> dict[int, list[Due]]:
    """Return the instalments of each version in the order of collection, noughts left out."""
    rows = Instalment.objects.filter(version_id__in=version_ids, amount__gt=0)
    found: defaultdict[int, list[Due]] = defaultdict(list)
    ordered = rows.order_by("version_id", "due_on", "kind", "term")
    for version_id, *due in ordered.values_list("version_id", *Due._fields):
        found[version_id].append(Due(*due))
    return found


def taxed_at(tax_year: int) -> dict[int, str]:
    """Return the address on the assessment date of everybody on the list."""
    rows = TaxablePerson.objects.filter(list__tax_year=tax_year, included=True)
    return dict(rows.values_list("addressee_id", "address"))


def previous_totals(tax_year: int, addressee_ids: Collection[int]) -> dict[int, int]:
    """Return what the fixed ledger of the year before asks of each person, yen."""
    rows = AssessmentVersion.objects.filter(
        tax_year=tax_year - 1, run__state=RunState.FIXED, addressee_id__in=addressee_ids
    )
    ordered = rows.order_by("addressee_id", "version")
    return dict(ordered.values_list("addressee_id", "total"))  # the newest comes last and stays
