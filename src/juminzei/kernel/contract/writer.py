"""Writes the answers of the contract."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from juminzei.kernel.exemption import Exemption
from juminzei.kernel.separate_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from juminzei.kernel.assessment import Assessment

INCOMES = ("employment", "public_pension")
ADJUSTMENTS = ("income_adjustment_child", "income_adjustment_pension")
DEDUCTIONS = (
    "casualty",
    "medical",
    "social_insurance",
    "small_enterprise_mutual_aid",
    "life_insurance",
    "earthquake_insurance",
    "disability",
    "widow",
    "single_parent",
    "working_student",
    "spouse",
    "spouse_special",
    "dependant",
    "specified_relative",
    "basic",
)
COMPREHENSIVE_TOO = ("forestry", "retirement")
"""Kinds whose columns do not say that they are separate."""
COLUMNS = {kind: kind if kind in COMPREHENSIVE_TOO else f"separate_{kind}" for kind in KINDS}
CREDITS = {
    "adjustment": "adjustment_credit",
    "dividend": "dividend_credit",
    "housing_loan": "housing_loan_credit",
    "donation": "donation_credit",
    "foreign_tax": "foreign_tax_credit",
    "income_levy_relief": "income_levy_relief",
    "fixed_reduction": "fixed_reduction",
    "withheld_levy": "withheld_levy_credit",
}


def answers(
    assessment: Assessment, tax_years: Sequence[int], given: Sequence[Mapping[str, int]]
) -> Iterator[dict[str, object]]:
    """Return one answer a person, in order.

    Args:
        assessment: Of people of any laws that share the columns.
        tax_years: The tax year of each.
        given: What is not 0 of each person's columns.
    """
    names = [column.name for column in fields(assessment)]
    columns = [getattr(assessment, name).tolist() for name in names]
    for tax_year, person, *row in zip(tax_years, given, *columns, strict=True):
        yield _answer(tax_year, person, dict(zip(names, row, strict=True)))


def _answer(tax_year: int, given: Mapping[str, int], row: dict[str, int]) -> dict[str, object]:
    applied = row["withheld_levy_applied"]
    return {
        "tax_year": tax_year,
        "exempt": Exemption(row["exempt"]).contract_name,
        "income": {name: row[f"income_{name}"] for name in INCOMES}
        | {name: row[name] for name in ADJUSTMENTS},
        "total_income": row["total_income"],
        "aggregate_income": row["aggregate_income"],
        "total_income_etc": row["total_income_etc"],
        "exemption_count": row["exemption_count"],
        "deductions": {name: row[f"deduction_{name}"] for name in DEDUCTIONS},
        "deduction_total": row["deduction_total"],
        "tax_base": {"comprehensive": row["tax_base"]}
        | {kind: row[f"tax_base_{kind}"] for kind in KINDS if given.get(COLUMNS[kind])},
        "personal_deduction_gap": row["personal_deduction_gap"],
        "calculated_levy": _both(row, "calculated_levy"),
        "credits": {name: _both(row, column) for name, column in CREDITS.items()},
        "income_levy": _both(row, "income_levy"),
        "per_capita_levy": _both(row, "per_capita_levy"),
        "forest_environment_tax": row["forest_environment_tax"],
        **({"withheld_levy_applied": applied} if applied else {}),
        "withheld_levy_refund": row["withheld_levy_refund"],
        "total": row["total"],
    }


def _both(row: dict[str, int], name: str) -> dict[str, int]:
    return {body: row[f"{body}_{name}"] for body in ("municipal", "prefectural")}
