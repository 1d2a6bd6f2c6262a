"""Returns and notices about persons on a frozen list, written straight into the tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.apps.assessment.models import ReturnFigures, TaxableList, TaxablePerson, TaxDocument
from juminzei.apps.assessment.services.consolidation import consolidate, consolidated
from juminzei.apps.assessment.services.consolidation_gathered import gather
from juminzei.apps.assessment.services.consolidation_trace import Kept
from juminzei.platform.staff.services import batch_member
from support.document_rows import BIRTH, TAX_YEAR, _document, person_on_the_list
from support.moments import START

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.assessment.services.consolidation_result import Consolidated

NATIONAL, INHABITANT = "national_return", "inhabitant_return"
FILED = date(2026, 3, 2)


def filed(
    person: int | None,
    kind: str,
    on: date | None = FILED,
    *,
    stated: Mapping[str, int] | None = None,
    collection_choice: str = "",
    year: int = TAX_YEAR,
    state: str = "active",
    **columns: int,
) -> int:
    """Enter a return of ``columns`` about a person and return its key."""
    document = document_of(person, kind, tax_year=year, filed_on=on, state=state)
    ReturnFigures.objects.create(
        document=document,
        columns=columns,
        stated=dict(stated or {}),
        collection_choice=collection_choice,
    )
    return document.pk


def gift(person: int, yen: int, to: str = "", *, number: str = "") -> int:
    """Enter a one-stop notice of a gift to a municipality and return its key."""
    document = document_of(person, "one_stop", payer_name=to, payer_number=number)
    columns = {"donation_hometown": yen, "donation_one_stop": 1}
    ReturnFigures.objects.create(document=document, columns=columns)
    return document.pk


def told_by_a_city(person: int, on: date | None = FILED, **columns: Any) -> int:
    """Enter what another city tells of a person and return the document's key."""
    return filed(person, "city_notice", on, **columns)


def document_of(person: int | None, kind: str, **columns: object) -> TaxDocument:
    """Enter a document without figures."""
    return _document(kind, person, columns)


def person_in(body: int, tax_year: int) -> int:
    """Enter a person, included in the frozen lists of 2026 and of another year."""
    number = person_on_the_list(body)
    frozen, _ = TaxableList.objects.get_or_create(
        tax_year=tax_year,
        defaults={
            "assessment_date": date(tax_year, 1, 1),
            "frozen_at": START,
            "frozen_by": batch_member(START),
            "register_sequence": 0,
            "digest": "0" * 64,
        },
    )
    TaxablePerson.objects.create(
        list=frozen,
        addressee_id=number,
        addressee_version=1,
        address="三俣",
        included=True,
        reason="resident",
        birth_on=BIRTH,
        sex="1",
    )
    return number


def row_of(person: int, year: int = TAX_YEAR) -> Consolidated:
    """Return the consolidation of one person."""
    return consolidate(year, np.array([person], dtype=np.int64))


def said(person: int, *names: str, year: int = TAX_YEAR) -> dict[str, int]:
    """Return some of a person's consolidated columns."""
    sparse = row_of(person, year).columns.to_sparse(0)
    return {name: sparse.get(name, 0) for name in names}


def found(person: int) -> dict[str, int]:
    """Return what a clerk should look at, with its figure."""
    findings = row_of(person).findings
    return {str(name): int(figures[0]) for name, figures in findings.items() if figures[0]}


def traced(person: int, year: int = TAX_YEAR) -> tuple[Consolidated, Kept]:
    """Return the consolidation of one person, and where its figures came from."""
    kept = Kept()
    return consolidated(gather(year, np.array([person], dtype=np.int64)), kept), kept
