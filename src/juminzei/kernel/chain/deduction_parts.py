"""Part of the third stage: the deductions that income tax and inhabitant tax share in form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.rules import casualty_deduction as casualty
from juminzei.kernel.rules import family_deductions as family
from juminzei.kernel.rules import medical_deduction as medical
from juminzei.kernel.rules import personal_deductions as personal
from juminzei.kernel.rules import sums
from juminzei.kernel.rules.rounding import round_down

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.family import FamilyFacts
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.statuses import Statuses
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps


def paid_deductions(
    columns: TaxpayerColumns, earned: Incomes, law: SharedLaw, steps: Steps
) -> dict[str, Yen]:
    """Return what losses, illness and dues give, by name; insurance apart."""
    return {
        "deduction_casualty": _casualty(columns, earned, law, steps),
        "deduction_medical": _medical(columns, earned, law, steps),
        "deduction_social_insurance": steps.take(
            "deduction_social_insurance", sums.whole_amount, paid=columns.social_insurance
        ),
        "deduction_small_enterprise_mutual_aid": steps.take(
            "deduction_small_enterprise_mutual_aid",
            sums.whole_amount,
            paid=columns.small_enterprise_mutual_aid,
        ),
    }


def basic_deduction(earned: Incomes, law: SharedLaw, steps: Steps) -> Yen:
    """Return 基礎控除."""
    return steps.take(
        "deduction_basic",
        personal.basic_deduction,
        aggregate_income=earned.aggregate,
        law=law.national.basic,
    )


def _casualty(columns: TaxpayerColumns, earned: Incomes, law: SharedLaw, steps: Steps) -> Yen:
    exact = steps.take(
        "casualty_threshold_exact",
        casualty.casualty_threshold_exact,
        total_income_etc=earned.total_etc,
        law=law.national.casualty,
    )
    return steps.take(
        "deduction_casualty",
        casualty.casualty_deduction,
        casualty_net_loss=columns.casualty_net_loss,
        casualty_disaster_cost=columns.casualty_disaster_cost,
        threshold=steps.take("casualty_threshold", round_down, amount=exact),
        law=law.national.casualty,
    )


def _medical(columns: TaxpayerColumns, earned: Incomes, law: SharedLaw, steps: Steps) -> Yen:
    exact = steps.take(
        "medical_threshold_exact",
        medical.medical_threshold_exact,
        total_income_etc=earned.total_etc,
        law=law.national.medical,
    )
    return steps.take(
        "deduction_medical",
        medical.medical_or_self_medication,
        medical=steps.take(
            "medical_costs_deduction",
            medical.medical_deduction,
            medical_paid=columns.medical_paid,
            medical_reimbursed=columns.medical_reimbursed,
            threshold=steps.take("medical_threshold", round_down, amount=exact),
            law=law.national.medical,
        ),
        self_medication=steps.take(
            "self_medication_deduction",
            medical.self_medication_deduction,
            self_medication_paid=columns.self_medication_paid,
            self_medication_reimbursed=columns.self_medication_reimbursed,
            law=law.national.self_medication,
        ),
    )


def personal_deductions(
    facts: FamilyFacts, statuses: Statuses, law: SharedLaw, steps: Steps
) -> dict[str, Yen]:
    """Return what the taxpayer and disabled relatives get, by name."""
    national = law.national
    return {
        "deduction_disability": steps.take(
            "deduction_disability",
            personal.disability_deduction,
            disabled_ordinary=facts.disabled_ordinary,
            disabled_special=facts.disabled_special,
            disabled_special_cohabiting=facts.disabled_special_cohabiting,
            law=national.disability,
        ),
        "deduction_widow": steps.take(
            "deduction_widow", personal.widow_deduction, widow=statuses.widow, law=national.widow
        ),
        "deduction_single_parent": steps.take(
            "deduction_single_parent",
            personal.single_parent_deduction,
            single_parent=statuses.single_parent,
            law=national.single_parent,
        ),
        "deduction_working_student": steps.take(
            "deduction_working_student",
            personal.working_student_deduction,
            working_student=statuses.working_student,
            law=national.working_student,
        ),
    }


def family_deductions(
    columns: TaxpayerColumns, earned: Incomes, facts: FamilyFacts, law: SharedLaw, steps: Steps
) -> dict[str, Yen]:
    """Return what spouse and 扶養親族 give, by name."""
    return {
        "deduction_spouse": steps.take(
            "deduction_spouse",
            family.spouse_deduction,
            spouse_same_livelihood=earned.spouse_same_livelihood,
            spouse_elderly=columns.spouse_elderly,
            aggregate_income=earned.aggregate,
            law=law.national.spouse,
        ),
        "deduction_spouse_special": steps.take(
            "deduction_spouse_special",
            family.spouse_special_deduction,
            has_special_spouse=facts.has_special_spouse,
            spouse_income=columns.spouse_income,
            aggregate_income=earned.aggregate,
            law=law.national.spouse_special,
        ),
        "deduction_dependant": steps.take(
            "deduction_dependant",
            family.dependant_deduction,
            dependants_other=columns.dependants_other,
            dependants_specified=columns.dependants_specified,
            dependants_elderly=columns.dependants_elderly,
            dependants_elderly_cohabiting=columns.dependants_elderly_cohabiting,
            law=law.national.dependant,
        ),
    }
