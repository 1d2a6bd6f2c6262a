"""The figures of the year's law that checks compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.kernel.law import Law

NEVER = 999
"""An age that nobody reaches: in years without the restriction."""


def law_figures(law: Law) -> dict[str, int]:
    """Return limits in yen and ages in years by the names that checks use.

    Args:
        law: The law of a tax year.
    """
    national = law.national
    abroad = national.relatives_abroad
    bands = national.specified_relative.by_income.rows
    relative_limit = national.relatives.dependant_income_limit
    return {
        "dependant_limit": relative_limit,
        "specified_limit": bands[-1].up_to if bands else relative_limit,
        "specified_from": national.relatives.specified_from_age,
        "specified_to": national.relatives.specified_to_age,
        "deductible_from": national.relatives.deductible_from_age,
        "elderly_from": national.relatives.elderly_from_age,
        "abroad_from": abroad.restricted_from_age if abroad else NEVER,
        "abroad_to": abroad.restricted_to_age if abroad else NEVER,
        "spouse_special_limit": national.spouse_special.amount.rows[-1].up_to,
        "claimant_limit": national.spouse_special.amount.own_up_to[-1],
        "widow_limit": national.widow.aggregate_income_limit,
        "single_parent_limit": national.single_parent.aggregate_income_limit,
        "student_limit": national.working_student.aggregate_income_limit,
        "adult_from": national.personal_exemption.minor_below_age,
    }
