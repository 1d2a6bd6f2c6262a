"""A made-up town as frames, for checks: only what is given differs from the ordinary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from juminzei.apps.crosschecks.findings import Finding, find
from juminzei.apps.crosschecks.law_figures import law_figures
from juminzei.apps.crosschecks.selectors.employers_frame import COUNTS, SCHEMA
from juminzei.apps.crosschecks.selectors.material import Material, combined
from juminzei.kernel.law import load

if TYPE_CHECKING:
    from collections.abc import Mapping

TAX_YEAR = 2026
GROWN = date(1980, 4, 2)
WHOLE, FLAG, TEXT, DAY = pl.Int64, pl.Boolean, pl.String, pl.Date
PERSON: Mapping[str, tuple[Any, Any]] = {
    "person": (WHOLE, 0),
    "birth_on": (DAY, GROWN),
    "sex": (TEXT, "2"),
    "household": (WHOLE, 0),
    "relationship": (TEXT, "02"),
    "resident": (FLAG, True),
    "ceased_on": (DAY, None),
    "ceased_reason": (TEXT, None),
    "listed": (FLAG, True),
    "property_only": (FLAG, False),
    "income": (WHOLE, 0),
    "disability": (WHOLE, 0),
    "assisted": (FLAG, False),
    "withheld_premiums": (WHOLE, 0),
    "paid_premiums": (WHOLE, 0),
    "household_size": (WHOLE, 1),
    "pay_not_returned": (WHOLE, 0),
    "pension_not_returned": (WHOLE, 0),
    "age": (WHOLE, 45),
}
DOCUMENT: Mapping[str, tuple[Any, Any]] = {
    "document": (WHOLE, 0),
    "kind": (TEXT, "wage_report"),
    "person": (WHOLE, 1),
    "payer": (TEXT, "甲"),
    "payer_name": (TEXT, "甲"),
    "birth_on": (DAY, None),
    "ours": (FLAG, True),
    "revenue": (WHOLE, 3_000_000),
    "pension_revenue": (WHOLE, 0),
    "income_stated": (WHOLE, 0),
    "social_insurance": (WHOLE, 0),
    "dependants_specified": (WHOLE, 0),
    "dependants_elderly": (WHOLE, 0),
    "dependants_elderly_cohabiting": (WHOLE, 0),
    "disabled_special": (WHOLE, 0),
    "disabled_other": (WHOLE, 0),
    "self_disability": (WHOLE, 0),
    "widow": (FLAG, False),
    "single_parent": (FLAG, False),
    "working_student": (FLAG, False),
    "minor": (FLAG, False),
    "secondary": (FLAG, False),
    "left_on": (DAY, None),
    "life_deduction_stated": (WHOLE, 0),
    "earthquake_deduction_stated": (WHOLE, 0),
    "housing_loan_stated": (WHOLE, 0),
    "housing_loan_available": (WHOLE, 0),
    "housing_move_in_on": (DAY, None),
    "spouse_elderly": (FLAG, False),
    "spouse_deduction_stated": (WHOLE, 0),
    "previous_revenue": (WHOLE, 0),
    "previous_payer_name": (TEXT, ""),
    "ordinary_collection": (FLAG, False),
    "ordinary_reason": (TEXT, ""),
    "family_employee": (FLAG, False),
    "has_spouse": (FLAG, False),
    "disabled_special_cohabiting": (WHOLE, 0),
    "small_enterprise_mutual_aid": (WHOLE, 0),
    "medical_paid": (WHOLE, 0),
    "medical_reimbursed": (WHOLE, 0),
    "self_medication_paid": (WHOLE, 0),
    "donation_hometown": (WHOLE, 0),
    "income_dividend": (WHOLE, 0),
    "dividend_ordinary": (WHOLE, 0),
}
RELATIVE: Mapping[str, tuple[Any, Any]] = {
    "relative": (WHOLE, 0),
    "document": (WHOLE, 0),
    "place": (TEXT, "spouse"),
    "group": (TEXT, "spouse"),
    "other": (WHOLE, None),
    "age": (WHOLE, None),
    "relationship": (TEXT, ""),
    "income_stated": (WHOLE, None),
    "disability_stated": (WHOLE, 0),
    "abroad": (FLAG, False),
    "cohabiting": (FLAG, False),
    "resolution": (TEXT, "number"),
    "has_number": (FLAG, True),
}
EMPLOYER: Mapping[str, tuple[Any, Any]] = {name: (kind, None) for name, kind in SCHEMA.items()}


class Town:
    """People, documents and the relatives that these name."""

    def __init__(self) -> None:
        self.people: dict[int, dict[str, Any]] = {}
        self.documents: list[dict[str, Any]] = []
        self.relatives: list[dict[str, Any]] = []
        self.employers: list[dict[str, Any]] = []

    def person(self, number: int, **given: Any) -> int:
        """Enter somebody, or say more of somebody who was entered."""
        if "age" in given:
            given["birth_on"] = date(TAX_YEAR - 1 - given["age"], 4, 2)
        known = self.people.setdefault(number, {"person": number, "household": number})
        known.update(given)
        return number

    def document(self, person: int = 1, kind: str = "wage_report", **given: Any) -> int:
        """Enter a document about somebody and return its key."""
        self.person(person)
        key = 100 + len(self.documents)
        payer = given.get("payer_name", given.get("payer", f"甲{key}"))
        names = {"payer": payer, "payer_name": payer}
        self.documents.append({"document": key, "person": person, "kind": kind, **names, **given})
        return key

    def claim(
        self,
        claimant: int,
        group: str,
        other: int | None = None,
        *,
        document: int = 0,
        **given: Any,
    ) -> int:
        """Have a document of ``claimant`` name a relative; return the document."""
        key = document or self.document(claimant)
        if other is not None:
            self.person(other)
        number = 1 + len(self.relatives)
        place = group if group == "spouse" else f"{group}_{number}"
        row = {"relative": 900 + number, "document": key, "place": place, "group": group}
        self.relatives.append({**row, "other": other, **given})
        return key

    def employer(self, stated: tuple[int, ...], found: tuple[int, ...]) -> None:
        """Enter an employer whose summary states, and whose reports come to, four counts."""
        counts = {f"stated_{name}": count for name, count in zip(COUNTS, stated, strict=True)}
        counts |= {f"found_{name}": count for name, count in zip(COUNTS, found, strict=True)}
        self.employers.append({"employer": f"A{len(self.employers)}", **counts})

    def material(self) -> Material:
        """Return the frames."""
        return combined(
            TAX_YEAR,
            people=_frame(PERSON, list(self.people.values())),
            documents=_frame(DOCUMENT, self.documents),
            relatives=_frame(RELATIVE, self.relatives),
            employers=_frame(EMPLOYER, self.employers),
        )

    def found(self, check: str = "", *, tax_year: int = TAX_YEAR) -> list[Finding]:
        """Return what one check finds, or all of them."""
        every = find(self.material().tables, law_figures(load(tax_year)), tax_year)
        return [one for one in every if check in {"", one.check_id}]


def _frame(columns: Mapping[str, tuple[Any, Any]], rows: list[dict[str, Any]]) -> pl.DataFrame:
    unknown = {name for row in rows for name in row} - set(columns)
    assert not unknown, unknown
    return pl.DataFrame(
        {name: [row.get(name, usual) for row in rows] for name, (_, usual) in columns.items()},
        schema={name: kind for name, (kind, _) in columns.items()},
    )
