"""Puts the stages' results into the columns that the calculation answers with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.assessment import Assessment

if TYPE_CHECKING:
    from juminzei.kernel.chain.credits import Base, Credits
    from juminzei.kernel.chain.deductions import Deductions
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.levies import Levies
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
        deduction_medical=taken.medical,
        deduction_social_insurance=taken.social_insurance,
        deduction_small_enterprise_mutual_aid=taken.small_enterprise_mutual_aid,
        deduction_life_insurance=taken.life_insurance,
        deduction_earthquake_insurance=taken.earthquake_insurance,
        deduction_disability=taken.disability,
        deduction_widow=taken.widow,
        deduction_single_parent=taken.single_parent,
        deduction_working_student=taken.working_student,
        deduction_spouse=taken.spouse,
        deduction_spouse_special=taken.spouse_special,
        deduction_dependant=taken.dependant,
        deduction_specified_relative=taken.specified_relative,
        deduction_basic=taken.basic,
        deduction_total=taken.total,
        tax_base=base.tax_base,
        personal_deduction_gap=base.gap,
        municipal_calculated_levy=base.levy.municipal,
        prefectural_calculated_levy=base.levy.prefectural,
        municipal_adjustment_credit=credited.adjustment.municipal,
        prefectural_adjustment_credit=credited.adjustment.prefectural,
        municipal_dividend_credit=credited.dividend.municipal,
        prefectural_dividend_credit=credited.dividend.prefectural,
        municipal_housing_loan_credit=credited.housing_loan.municipal,
        prefectural_housing_loan_credit=credited.housing_loan.prefectural,
        municipal_donation_credit=credited.donation.municipal,
        prefectural_donation_credit=credited.donation.prefectural,
        municipal_foreign_tax_credit=credited.foreign_tax.municipal,
        prefectural_foreign_tax_credit=credited.foreign_tax.prefectural,
        municipal_income_levy_relief=credited.relief.municipal,
        prefectural_income_levy_relief=credited.relief.prefectural,
        municipal_fixed_reduction=credited.fixed_reduction.municipal,
        prefectural_fixed_reduction=credited.fixed_reduction.prefectural,
        municipal_withheld_levy_credit=credited.withheld_levy.municipal,
        prefectural_withheld_levy_credit=credited.withheld_levy.prefectural,
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
    )
