"""Puts the stages' results into the columns that the calculation answers with."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from juminzei.kernel.assessment import Assessment

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.credits import Base, Credits
    from juminzei.kernel.chain.deductions import Deductions
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.levies import Levies
    from juminzei.kernel.chain.pair import Pair
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.chain.shares import Shares


def result(
    *,
    earned: Incomes,
    found: Scope,
    taken: Deductions,
    base: Base,
    credited: Credits,
    owed: Levies,
    shared: Shares,
) -> Assessment:
    """Return the assessment of one chunk."""
    columns: dict[str, Any] = _deductions(taken) | _bases(base) | _credits(credited)
    return Assessment(
        exempt=found.exempt,
        exemption_count=found.exemption_count,
        income_employment=earned.employment,
        income_public_pension=earned.public_pension,
        income_adjustment_child=earned.adjustment_child,
        income_adjustment_pension=earned.adjustment_pension,
        total_income=earned.total,
        aggregate_income=earned.aggregate,
        total_income_etc=earned.total_etc,
        tax_base=base.bases.comprehensive,
        personal_deduction_gap=base.gap,
        municipal_calculated_levy=base.levy.municipal,
        prefectural_calculated_levy=base.levy.prefectural,
        municipal_separate_levy=base.separate_levy.municipal,
        prefectural_separate_levy=base.separate_levy.prefectural,
        withheld_levy_applied=owed.withheld_levy_applied,
        withheld_levy_refund=owed.withheld_levy_refund,
        municipal_income_levy=owed.income_levy.municipal,
        prefectural_income_levy=owed.income_levy.prefectural,
        municipal_per_capita_levy=owed.per_capita_levy.municipal,
        prefectural_per_capita_levy=owed.per_capita_levy.prefectural,
        forest_environment_tax=owed.forest_environment_tax,
        total=owed.total,
        levy_on_employment=shared.employment,
        levy_on_pension=shared.pension,
        levy_on_other=shared.other,
        fixed_charge=owed.fixed_charge,
        **columns,
    )


def _deductions(taken: Deductions) -> dict[str, Yen]:
    parts = (part.name for part in fields(taken) if part.name != "gap")
    return {f"deduction_{part}": getattr(taken, part) for part in parts}


def _bases(base: Base) -> dict[str, Yen]:
    kinds = base.bases.separate
    return {f"tax_base_{kind.name}": getattr(kinds, kind.name) for kind in fields(kinds)}


def _credits(credited: Credits) -> dict[str, Yen]:
    named = {
        "adjustment_credit": credited.adjustment,
        "dividend_credit": credited.dividend,
        "housing_loan_credit": credited.housing_loan,
        "donation_credit": credited.donation,
        "foreign_tax_credit": credited.foreign_tax,
        "income_levy_relief": credited.relief,
        "fixed_reduction": credited.fixed_reduction,
        "withheld_levy_credit": credited.withheld_levy,
    }
    return {column: one for name, pair in named.items() for column, one in _both(name, pair)}


def _both(name: str, pair: Pair) -> tuple[tuple[str, Yen], tuple[str, Yen]]:
    return (f"municipal_{name}", pair.municipal), (f"prefectural_{name}", pair.prefectural)
