"""Part of the third stage: the 人的控除額の差, deduction by deduction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.rules import family_deductions as family
from juminzei.kernel.rules import personal_deductions as personal
from juminzei.kernel.rules import sums

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.family import FamilyFacts
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


def gaps(
    columns: TaxpayerColumns,
    earned: Incomes,
    found: Scope,
    facts: FamilyFacts,
    *,
    law: Law,
    steps: Steps,
) -> Yen:
    """Return the sum of the gaps, from which 調整控除 is built."""
    return steps.take(
        "personal_deduction_gap",
        sums.personal_deduction_gap,
        gap_basic=steps.take(
            "gap_basic",
            personal.basic_gap,
            aggregate_income=earned.aggregate,
            law=law.national.basic,
        ),
        gap_disability=steps.take(
            "gap_disability",
            personal.disability_gap,
            disabled_ordinary=facts.disabled_ordinary,
            disabled_special=facts.disabled_special,
            disabled_special_cohabiting=facts.disabled_special_cohabiting,
            law=law.national.disability,
        ),
        **_own(columns, found, law, steps),
        **_family(columns, earned, facts, law, steps),
    )


def _own(columns: TaxpayerColumns, found: Scope, law: Law, steps: Steps) -> dict[str, Yen]:
    return {
        "gap_widow": steps.take(
            "gap_widow", personal.widow_gap, widow=found.widow, law=law.national.widow
        ),
        "gap_single_parent": steps.take(
            "gap_single_parent",
            personal.single_parent_gap,
            is_single_parent=found.single_parent,
            kind=columns.single_parent,
            law=law.national.single_parent,
        ),
        "gap_working_student": steps.take(
            "gap_working_student",
            personal.working_student_gap,
            working_student=found.working_student,
            law=law.national.working_student,
        ),
    }


def _family(
    columns: TaxpayerColumns, earned: Incomes, facts: FamilyFacts, law: Law, steps: Steps
) -> dict[str, Yen]:
    return {
        "gap_spouse": steps.take(
            "gap_spouse",
            family.spouse_gap,
            spouse_same_livelihood=earned.spouse_same_livelihood,
            spouse_elderly=columns.spouse_elderly,
            aggregate_income=earned.aggregate,
            law=law.national.spouse,
        ),
        "gap_spouse_special": steps.take(
            "gap_spouse_special",
            family.spouse_special_gap,
            has_special_spouse=facts.has_special_spouse,
            spouse_income=columns.spouse_income,
            aggregate_income=earned.aggregate,
            law=law.national.spouse_special,
        ),
        "gap_dependant": steps.take(
            "gap_dependant",
            family.dependant_gap,
            dependants_other=columns.dependants_other,
            dependants_specified=columns.dependants_specified,
            dependants_elderly=columns.dependants_elderly,
            dependants_elderly_cohabiting=columns.dependants_elderly_cohabiting,
            law=law.national.dependant,
        ),
    }
