"""Part of the third stage: who of the family is disabled, and which spouse counts how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.rules import family_deductions as family
from juminzei.kernel.rules import personal_deductions as personal

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Flags
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class FamilyFacts:
    """Counts and flags that deductions and gaps both build on."""

    disabled_ordinary: Counts
    disabled_special: Counts
    disabled_special_cohabiting: Counts
    has_special_spouse: Flags


def family_facts(columns: TaxpayerColumns, earned: Incomes, steps: Steps) -> FamilyFacts:
    """Return the facts that deductions and gaps both build on."""
    return FamilyFacts(
        disabled_ordinary=steps.take(
            "disabled_ordinary",
            personal.disabled_ordinary,
            disability=columns.disability,
            disabled_other=columns.disabled_other,
            spouse_disability=columns.spouse_disability,
            spouse_same_livelihood=earned.spouse_same_livelihood,
        ),
        disabled_special=steps.take(
            "disabled_special",
            personal.disabled_special,
            disability=columns.disability,
            disabled_special=columns.disabled_special,
            spouse_disability=columns.spouse_disability,
            spouse_same_livelihood=earned.spouse_same_livelihood,
        ),
        disabled_special_cohabiting=steps.take(
            "disabled_special_cohabiting",
            personal.disabled_special_cohabiting,
            disabled_special_cohabiting=columns.disabled_special_cohabiting,
            spouse_disability=columns.spouse_disability,
            spouse_same_livelihood=earned.spouse_same_livelihood,
            spouse_cohabiting=columns.spouse_cohabiting,
        ),
        has_special_spouse=steps.take(
            "has_special_spouse",
            family.has_special_spouse,
            has_spouse=columns.has_spouse,
            spouse_same_livelihood=earned.spouse_same_livelihood,
        ),
    )
