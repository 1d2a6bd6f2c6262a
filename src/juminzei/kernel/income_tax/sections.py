"""What the law file of one income year (年分) holds: its head, and a section for every subject."""

from dataclasses import dataclass

from juminzei.kernel.parameters import deductions, incomes, levies, scope
from juminzei.kernel.parameters import income_tax as own


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTaxSections:
    """The income tax law of one income year."""

    schema: int
    income_year: int
    """年分, the calendar year in which the income was earned."""
    status: str
    reviewed_by: tuple[str, ...]

    employment_income: incomes.EmploymentIncome
    specified_expenses: incomes.SpecifiedExpenses
    income_adjustment_child: incomes.IncomeAdjustmentChild
    income_adjustment_pension: incomes.IncomeAdjustmentPension
    public_pension_income: incomes.PublicPensionIncome
    home_work: incomes.HomeWork
    transfer: incomes.Transfer
    occasional: incomes.Occasional
    half_income: incomes.HalfIncome
    forestry: incomes.Forestry
    residence_carryforward: incomes.ResidenceCarryforward
    land_special_deduction: incomes.LandSpecialDeduction
    taking_off: incomes.TakingOff
    relatives: scope.RelativeClasses
    casualty: deductions.Casualty
    medical: deductions.Medical
    self_medication: deductions.SelfMedication
    life_insurance: deductions.LifeInsurance
    life_insurance_with_child: own.LifeInsuranceWithChild | None = None
    """None in years in which children make no difference."""
    earthquake_insurance: deductions.EarthquakeInsurance
    donation: own.DonationDeduction
    disability: deductions.DisabilityAmounts
    widow: deductions.WidowAmounts
    single_parent: deductions.SingleParentAmounts
    working_student: deductions.WorkingStudentAmounts
    spouse: deductions.SpouseAmounts
    spouse_special: deductions.SpouseSpecialAmounts
    dependant: deductions.DependantAmounts
    specified_relative: own.SpecifiedRelative | None = None
    """None before the deduction existed."""
    basic: deductions.BasicAmounts
    tax_table: own.TaxTable
    forestry_tax: own.ForestryTax
    average_taxation: own.AverageTaxation
    separate_tax: own.SeparateTaxes
    dividend_credit: own.DividendTaxCredit
    housing_loan_credit: own.HousingLoanTaxCredit
    donation_political: own.DonationTaxCredit
    donation_npo: own.DonationTaxCredit
    donation_public_interest: own.DonationTaxCredit
    renovation_credit: own.OtherTaxCredit
    investment_credit: own.OtherTaxCredit
    disaster_relief: own.DisasterRelief
    minimum_tax: own.MinimumTax | None = None
    """None before the tax began."""
    fixed_reduction: own.IncomeTaxFixedReduction | None = None
    """None in years without one."""
    surtax: own.Surtax
    foreign_tax_credit: own.ForeignTaxLimit
    rounding: levies.Rounding
    filing_waivers: own.FilingWaivers
