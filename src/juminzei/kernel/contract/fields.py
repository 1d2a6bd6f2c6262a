"""Which key of the contract fills which column."""

from __future__ import annotations

from juminzei.kernel.separate_kinds import KINDS

AMOUNTS = {
    "revenue.employment": "revenue_employment",
    "revenue.public_pension": "revenue_public_pension",
    "specified_expenses": "specified_expenses",
    "income.business": "income_business",
    "income.real_estate": "income_real_estate",
    "income.interest": "income_interest",
    "income.dividend": "income_dividend",
    "income.miscellaneous": "income_miscellaneous",
    "income.transfer_short": "transfer_short",
    "income.transfer_long": "transfer_long",
    "income.occasional": "occasional",
    "income.real_estate_land_interest": "real_estate_land_interest",
    "home_work.revenue": "home_work_revenue",
    "home_work.expenses": "home_work_expenses",
    "separate.land_short.income": "separate_land_short",
    "separate.land_short.special_deduction": "separate_land_short_deduction",
    "separate.land_short_reduced.income": "separate_land_short_reduced",
    "separate.land_short_reduced.special_deduction": "separate_land_short_reduced_deduction",
    "separate.land_long.income": "separate_land_long",
    "separate.land_long.special_deduction": "separate_land_long_deduction",
    "separate.land_long_superior.income": "separate_land_long_superior",
    "separate.land_long_superior.special_deduction": "separate_land_long_superior_deduction",
    "separate.land_long_residence.income": "separate_land_long_residence",
    "separate.land_long_residence.special_deduction": "separate_land_long_residence_deduction",
    "separate.listed_dividend.income": "separate_listed_dividend",
    "separate.unlisted_shares.income": "separate_unlisted_shares",
    "separate.listed_shares.income": "separate_listed_shares",
    "separate.futures.income": "separate_futures",
    "separate.forestry.income": "forestry",
    "separate.forestry.special_deduction": "forestry_deduction",
    "separate.retirement.income": "retirement",
    "loss_carryforward": "loss_carryforward",
    "carryforward.residence": "residence_carryforward",
    "carryforward.casualty": "casualty_carryforward",
    "carryforward.listed_shares": "listed_shares_carryforward",
    "carryforward.futures": "futures_carryforward",
    "deductions.casualty.net_loss": "casualty_net_loss",
    "deductions.casualty.disaster_cost": "casualty_disaster_cost",
    "deductions.medical.paid": "medical_paid",
    "deductions.medical.reimbursed": "medical_reimbursed",
    "deductions.self_medication.paid": "self_medication_paid",
    "deductions.self_medication.reimbursed": "self_medication_reimbursed",
    "deductions.social_insurance": "social_insurance",
    "deductions.small_enterprise_mutual_aid": "small_enterprise_mutual_aid",
    "deductions.life_insurance.general_new": "life_general_new",
    "deductions.life_insurance.general_old": "life_general_old",
    "deductions.life_insurance.nursing": "life_nursing",
    "deductions.life_insurance.pension_new": "life_pension_new",
    "deductions.life_insurance.pension_old": "life_pension_old",
    "deductions.earthquake_insurance.earthquake": "earthquake",
    "deductions.earthquake_insurance.old_long_term": "old_long_term",
    "credits.dividend.ordinary": "dividend_ordinary",
    "credits.dividend.investment_trust": "dividend_investment_trust",
    "credits.dividend.foreign_currency_trust": "dividend_foreign_currency_trust",
    "credits.housing_loan.available": "housing_loan_available",
    "credits.housing_loan.income_tax": "housing_loan_income_tax",
    "credits.housing_loan.income_tax_base": "housing_loan_income_tax_base",
    "credits.donation.hometown": "donation_hometown",
    "credits.donation.community_chest": "donation_community_chest",
    "credits.donation.municipal_only": "donation_municipal_only",
    "credits.donation.prefectural_only": "donation_prefectural_only",
    "credits.foreign_tax.remaining": "foreign_tax_remaining",
    "credits.foreign_tax.national_limit": "foreign_tax_national_limit",
    "credits.withheld_levy": "withheld_levy",
}
"""Yen; the range of each is its column's."""

FLAGS = {
    "taxpayer.widow": "widow",
    "taxpayer.working_student": "working_student",
    "taxpayer.public_assistance": "public_assistance",
    "property_only": "property_only",
    "credits.donation.one_stop": "donation_one_stop",
}

NO_SPECIAL_DEDUCTION = tuple(
    path for path in (f"separate.{kind}.special_deduction" for kind in KINDS) if path not in AMOUNTS
)
"""What only land and forestry have."""

OTHERS = (
    "tax_year",
    "municipality",
    "ordinance",
    "birth_date",
    "age",
    "taxpayer.disability",
    "taxpayer.single_parent",
    "taxpayer.minor",
    "spouse",
    "dependants",
    "credits.housing_loan.cap",
)
"""Keys with readers of their own."""

ORDINANCE = (
    "municipal_rate",
    "prefectural_rate",
    "grade",
    "municipal_per_capita_levy",
    "prefectural_per_capita_levy",
)
SPOUSE = ("income", "age", "disability", "cohabiting", "abroad", "family_employee")
DEPENDANT = ("income", "age", "disability", "cohabiting", "cohabiting_parent", "abroad")


def leaves() -> frozenset[str]:
    """Return the path of every value that a request may hold."""
    return frozenset((*AMOUNTS, *FLAGS, *OTHERS))


def branches() -> frozenset[str]:
    """Return the path of every object that a request may hold."""
    paths = (path.split(".") for path in leaves())
    return frozenset(".".join(parts[:length]) for parts in paths for length in range(1, len(parts)))
