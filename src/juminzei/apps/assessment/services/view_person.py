"""Looking at one person's tax: documents, figures with every step, instalments."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from juminzei.apps.addressees.api import Identity, cluster, identity
from juminzei.apps.assessment.selectors import person_page
from juminzei.apps.assessment.selectors.tax_breakdown import law_of
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.explain import explain
from juminzei.platform.audit import services as audit
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import (
        AssessmentVersion,
        PensionFigures,
        TaxablePerson,
        TaxDocument,
        WageFigures,
    )
    from juminzei.platform.staff.models import StaffMember

LEDGER = (
    *("version", "reason", "exempt", "aggregate_income", "total_income_etc", "deduction_total"),
    *("tax_base", "municipal_income_levy", "prefectural_income_levy"),
    *("municipal_per_capita_levy", "prefectural_per_capita_levy", "forest_environment_tax"),
    *("total", "method", "method_reason", "special_amount", "pension_amount"),
    *("ordinary_amount", "document_count", "special_document_id"),
)
"""Columns of the ledger that are told under their own names."""


class UnknownAddresseeError(Exception):
    """Nobody has this addressee number."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """What was shown of a person; the address of a protected person is not in it."""

    addressee_number: int
    tax_year: int
    person: dict[str, Any]
    taxable: dict[str, Any] | None
    """Whether and why on the frozen list; None before it is frozen."""
    documents: list[dict[str, Any]]
    figures: dict[str, Any] | None
    """The newest version of the ledger and what it was calculated from; None before it is."""
    instalments: list[dict[str, Any]]
    steps: list[dict[str, Any]] = field(default_factory=list)
    """Every step of the calculation, in order."""
    warnings: list[str] = field(default_factory=list)
    """What to know before relying on the figures: that the year's law is a draft."""
    merged_into: int | None = None
    """The number that stands for the person; documents and figures are this number's own then."""
    merged_here: list[int] = field(default_factory=list)
    """The person's merged-away numbers, whose documents and figures are among these."""

    def as_json(self) -> dict[str, Any]:
        """Return the view by name."""
        return asdict(self)


@transaction.atomic
def view_person(
    *, addressee_number: int, tax_year: int, actor: StaffMember, at: datetime
) -> PersonView:
    """Return what is known of a person's tax, and record who looked.

    Args:
        addressee_number: 宛名番号.
        tax_year: 年度.
        actor: Who looks.
        at: When; whoever is protected on that day is shown without address.

    Raises:
        UnknownAddresseeError: Nobody has the number.
        juminzei.platform.limits.persons.TooManyPersonsError: The actor has looked at too many.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "person.view", on=at.date())
    person = identity(addressee_number, on=at.date())
    if person is None:
        raise UnknownAddresseeError(
            f"宛名番号 {addressee_number:010d} は登録されていません。番号を確かめてください。"
        )
    count_person(actor, addressee_number, at=at)
    audit.record(
        action="addressees.person.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(addressee_number),
        details={"tax_year": tax_year},
    )
    numbers = cluster(addressee_number)
    stands_for_it = numbers[0] if numbers[0] != addressee_number else None
    numbers = numbers if stands_for_it is None else [addressee_number]
    versions = person_page.versions(numbers, tax_year, None)
    return PersonView(
        addressee_number=addressee_number,
        tax_year=tax_year,
        person=_person(person),
        taxable=_taxable(person_page.taxable(numbers, tax_year)),
        documents=[
            _document(document) for document in person_page.documents(numbers, tax_year, None)
        ],
        figures=_figures(versions[0]) if versions else None,
        instalments=_instalments(versions[0]) if versions else [],
        steps=_steps(versions[0]) if versions else [],
        warnings=_warnings(tax_year),
        merged_into=stands_for_it,
        merged_here=numbers[1:],
    )


def _person(person: Identity) -> dict[str, Any]:
    names = ("kind", "name", "kana", "birth_on", "sex", "relationship", "protected")
    shown = {name: getattr(person, name) for name in (*names, "ceased_on", "ceased_reason")}
    return {**shown, "address": None if person.protected else person.address}


def _taxable(listed: TaxablePerson | None) -> dict[str, Any] | None:
    if listed is None:
        return None
    return {
        "included": listed.included,
        "property_only": listed.property_only,
        "reason": listed.reason,
        "label": listed.get_reason_display(),
    }


def _document(document: TaxDocument) -> dict[str, Any]:
    """Return a document with what is not nought in it; addresses are left out."""
    figures = getattr(document, "wage", None) or getattr(document, "pension", None)
    reason = getattr(document, "match_reason", None)
    return {
        "id": document.pk,
        "addressee_number": document.addressee_id,
        "kind": document.kind,
        "payer": document.payer_name,
        "state": document.state,
        "state_label": document.get_state_display(),
        "match": document.match_state,
        "match_reason": reason.get("sentence", "") if isinstance(reason, dict) else "",
        "figures": _not_nought(figures) if figures is not None else {},
    }


def _not_nought(figures: WageFigures | PensionFigures) -> dict[str, Any]:
    values = {
        column.name: getattr(figures, column.name)
        for column in figures._meta.concrete_fields
        if column.name not in {"document", "note"}
    }
    return {name: value for name, value in values.items() if value not in (0, "", None, "none")}


def _figures(version: AssessmentVersion) -> dict[str, Any]:
    """Return the ledger's figures, and those that the kernel makes of its inputs again."""
    told = {name: getattr(version, name) for name in LEDGER}
    told["method_label"] = version.get_method_display()
    law = law_of(version.tax_year, settings.CONFIGURATION.ordinance)
    if law is not None:
        row = assess(TaxpayerColumns.from_sparse([version.inputs]), law).row(0)
        told["same_law"] = law.digest == version.law_digest
        told["incomes"] = _starting(row, "income_")
        told["deductions"] = _starting(row, "deduction_")
    return {**told, "inputs": version.inputs}


def _starting(row: dict[str, int], prefix: str) -> dict[str, int]:
    return {name: amount for name, amount in row.items() if name.startswith(prefix) and amount}


def _steps(version: AssessmentVersion) -> list[dict[str, Any]]:
    law = law_of(version.tax_year, settings.CONFIGURATION.ordinance)
    if law is None:
        return []
    return [asdict(step) for step in explain(TaxpayerColumns.from_sparse([version.inputs]), law)]


def _warnings(tax_year: int) -> list[str]:
    law = law_of(tax_year, settings.CONFIGURATION.ordinance)
    return [law.warning] if law is not None and law.warning else []


def _instalments(version: AssessmentVersion) -> list[dict[str, Any]]:
    return [
        {
            "kind": instalment.kind,
            "term": instalment.term,
            "month": instalment.month,
            "amount": instalment.amount,
            "due_on": instalment.due_on,
        }
        for collection in person_page.collections(version)
        for instalment in collection.instalments
    ]
