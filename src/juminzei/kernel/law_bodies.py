"""What the law file of one body holds: its head, and a section for every subject."""

from dataclasses import dataclass

from juminzei.kernel.parameters import credits as credit
from juminzei.kernel.parameters import deductions, incomes, levies, scope, separate_levies


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The head of every law file."""

    schema: int
    tax_year: int
    status: str
    reviewed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalLaw(Body):
    """What the national statutes fix for one tax year."""

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
    relatives: scope.Relatives
    relatives_abroad: scope.RelativesAbroad | None = None
    """None in years that deduct relatives abroad at any age."""
    personal_exemption: scope.PersonalExemption
    per_capita_exemption: scope.PerCapitaExemption
    income_levy_exemption: scope.IncomeLevyExemption
    casualty: deductions.Casualty
    medical: deductions.Medical
    self_medication: deductions.SelfMedication
    life_insurance: deductions.LifeInsurance
    earthquake_insurance: deductions.EarthquakeInsurance
    disability: deductions.DisabilityDeduction
    widow: deductions.WidowDeduction
    single_parent: deductions.SingleParentDeduction
    working_student: deductions.WorkingStudentDeduction
    spouse: deductions.SpouseDeduction
    spouse_special: deductions.SpouseSpecialDeduction
    dependant: deductions.DependantDeduction
    specified_relative: deductions.SpecifiedRelativeDeduction
    basic: deductions.BasicDeduction
    separate_levy: separate_levies.SeparateLevies
    adjustment_credit: credit.AdjustmentCredit
    dividend_credit: credit.DividendCredit
    housing_loan_credit: credit.HousingLoanCredit
    donation_credit: credit.DonationCredit
    hometown_donation: credit.HometownDonation
    foreign_tax_credit: credit.ForeignTaxCredit
    fixed_reduction: credit.FixedReduction | None = None
    """None in years without one."""
    withheld_levy: credit.WithheldLevy
    rounding: levies.Rounding
    forest_environment_tax: levies.ForestEnvironmentTax | None = None
    """None before the tax began."""
    levy_shares: levies.LevyShares
    collection: levies.Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefecture(Body):
    """What the prefecture's ordinance fixes."""

    name: str
    income_levy: levies.IncomeLevy
    income_levy_in_designated_cities: levies.IncomeLevy | None = None
    """None where the prefecture has no 指定都市."""
    per_capita_levy: levies.PerCapitaLevy


@dataclass(frozen=True, slots=True, kw_only=True)
class City(Body):
    """What the city's ordinance fixes."""

    name: str
    municipality: str
    """全国地方公共団体コード, 6 digits."""
    prefecture: str
    """The folder of the prefecture's law files."""
    designated_city: bool
    """Whether it is a 指定都市, which takes a larger part of the income levy."""
    income_levy: levies.IncomeLevy
    per_capita_levy: levies.PerCapitaLevy
    grade: levies.Grade
    ordinary_collection: levies.OrdinaryCollection
