"""What the boxes of a return come to: both taxes, what to tell, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.addressees.api import cluster
from juminzei.apps.assessment.api import decided_figures
from juminzei.apps.return_desk.both_taxes import BothTaxes, both_taxes
from juminzei.apps.return_desk.detail_checks import detail_findings, loan_findings
from juminzei.apps.return_desk.family_columns import class_of
from juminzei.apps.return_desk.finding import Finding
from juminzei.apps.return_desk.form_checks import form_findings
from juminzei.apps.return_desk.housing_loans import with_housing_loans
from juminzei.apps.return_desk.renovations import renovation_findings, with_renovations
from juminzei.apps.return_desk.selectors.register_checks import register_findings
from juminzei.apps.return_desk.side_by_side import (
    OneLine,
    PairLine,
    inhabitant_lines,
    national_lines,
    pair_lines,
)
from juminzei.apps.return_desk.tax_checks import tax_findings
from juminzei.apps.return_desk.told_columns import ToldColumns, told_columns
from juminzei.kernel import law as laws
from juminzei.kernel.column_kind import ColumnError
from juminzei.kernel.contract import ContractError
from juminzei.kernel.exemption import Exemption

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from juminzei.apps.return_desk.entries import Entries
    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.kernel.law import Law

CANNOT = Finding(
    "cannot_calculate",
    "この記入では計算できません。",
    "国外の親族の「書類なし」は30～69歳の人だけに選び、金額の桁を確かめてください。",
    grave=True,
)


@dataclass(frozen=True, slots=True)
class ReturnOutcome:
    """Both taxes side by side with findings; no taxes where the boxes cannot be calculated."""

    taxes: BothTaxes | None
    told: ToldColumns | None
    findings: list[Finding]
    answered: frozenset[str] = frozenset()
    pairs: list[PairLine] = field(default_factory=list)
    national: list[OneLine] = field(default_factory=list)
    inhabitant: list[OneLine] = field(default_factory=list)
    exempt: str = ""
    waiver: str = ""
    remarks: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    """Of each relative, in words."""

    @property
    def errors(self) -> list[Finding]:
        """What must be put right."""
        return [one for one in self.findings if one.grave]

    @property
    def warnings(self) -> list[Finding]:
        """What a clerk must look at and has not answered."""
        open_ones = [one for one in self.findings if not one.grave]
        return [one for one in open_ones if one.key not in self.answered]


@lru_cache
def law_of(tax_year: int) -> Law:
    """Return the city's law of a year.

    Raises:
        juminzei.kernel.law.LawError: There is none.
    """
    return laws.load(tax_year, settings.CONFIGURATION.ordinance)


def return_outcome(
    one: DeskReturn,
    entries: Entries,
    *,
    birth_on: date | None,
    answered: Collection[str] = (),
) -> ReturnOutcome:
    """Return both taxes of what stands in the boxes, saved or not.

    Args:
        one: The return.
        entries: What its boxes say.
        birth_on: When the person was born.
        answered: Keys of warnings that a clerk has answered.
    """
    law = law_of(one.tax_year)
    limit = law.national.relatives.dependant_income_limit
    findings = [*form_findings(entries), *detail_findings(entries)]
    findings += register_findings(one, entries, income_limit=limit)
    try:
        told = told_columns(entries, birth_on=birth_on, law=law)
        told, credit = with_housing_loans(told, entries, one.tax_year - 1)
        told, renovated = with_renovations(told, entries, one.tax_year - 1)
        taxes = both_taxes(told, one.tax_year, ordinance=settings.CONFIGURATION.ordinance)
        classes = [class_of(row, law) for row in entries.rows("relatives")]
    except (ContractError, ColumnError):
        return ReturnOutcome(None, None, [*findings, CANNOT])
    findings += [*tax_findings(entries, told, taxes), *loan_findings(entries, credit)]
    findings += renovation_findings(entries, renovated)
    last = decided_figures(cluster(one.addressee_id), one.tax_year - 1)
    exempt = taxes.inhabitant["exempt"]
    return ReturnOutcome(
        taxes=taxes,
        told=told,
        findings=findings,
        answered=frozenset(answered),
        pairs=pair_lines(taxes),
        national=national_lines(taxes),
        inhabitant=inhabitant_lines(taxes, last.amounts if last else {}),
        exempt=Exemption(exempt).label if exempt else "",
        waiver=taxes.waiver,
        remarks=taxes.remarks,
        assumptions=taxes.drafts,
        classes=classes,
    )
