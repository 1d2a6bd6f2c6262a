"""The four stores: which table each is, what a fact consists of, who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from juminzei.apps.departments.models import (
    AssistanceRecord,
    CareRecord,
    DisabilityRecord,
    PremiumRecord,
    Store,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Manager, QuerySet


@dataclass(frozen=True, slots=True)
class StoreKind:
    """One store."""

    store: Store
    manager: Manager[Any]
    facts: tuple[str, ...]
    """Columns that make the fact: another value of any is another version."""
    function: str
    """Who may see it."""


STORES = {
    kind.store.value: kind
    for kind in (
        StoreKind(
            Store.DISABILITY,
            DisabilityRecord.objects,
            ("kind", "grade", "disability_class", "valid_from", "valid_until"),
            "departments.disability.view",
        ),
        StoreKind(
            Store.ASSISTANCE,
            AssistanceRecord.objects,
            ("aids", "living_aid", "valid_from", "valid_until"),
            "departments.assistance.view",
        ),
        StoreKind(
            Store.PREMIUMS,
            PremiumRecord.objects,
            ("insurance", "income_year", "withheld", "otherwise"),
            "departments.premiums.view",
        ),
        StoreKind(
            Store.CARE,
            CareRecord.objects,
            ("kind", "grade", "disability_class", "valid_from", "valid_until"),
            "departments.disability.view",
        ),
    )
}


def rows_of(kind: StoreKind) -> QuerySet[Any]:
    """Return every version that a store holds."""
    return kind.manager.all()


def newest(kind: StoreKind) -> QuerySet[Any]:
    """Return the version of every fact that counts, the withdrawn ones too."""
    latest = rows_of(kind).values("reference").annotate(latest=Max("pk")).values("latest")
    return rows_of(kind).filter(pk__in=latest)


def in_force(kind: StoreKind, addressees: Collection[int] | None = None) -> QuerySet[Any]:
    """Return the versions that count and were not withdrawn."""
    rows = newest(kind).filter(withdrawn=False)
    return rows if addressees is None else rows.filter(addressee_id__in=addressees)
