"""What the chains of income tax and inhabitant tax both ask of a year's law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from juminzei.kernel.parameters import deductions, incomes, levies, scope


class SharedSections(Protocol):
    """Figures of subjects that both taxes have, each with its own amounts and articles."""

    @property
    def employment_income(self) -> incomes.EmploymentIncome: ...  # noqa: D102 - as in the law file

    @property
    def specified_expenses(self) -> incomes.SpecifiedExpenses: ...  # noqa: D102 - as in the law file

    @property
    def income_adjustment_child(self) -> incomes.IncomeAdjustmentChild: ...  # noqa: D102 - as in the law file

    @property
    def income_adjustment_pension(self) -> incomes.IncomeAdjustmentPension: ...  # noqa: D102 - as in the law file

    @property
    def public_pension_income(self) -> incomes.PublicPensionIncome: ...  # noqa: D102 - as in the law file

    @property
    def home_work(self) -> incomes.HomeWork: ...  # noqa: D102 - as in the law file

    @property
    def transfer(self) -> incomes.Transfer: ...  # noqa: D102 - as in the law file

    @property
    def occasional(self) -> incomes.Occasional: ...  # noqa: D102 - as in the law file

    @property
    def half_income(self) -> incomes.HalfIncome: ...  # noqa: D102 - as in the law file

    @property
    def forestry(self) -> incomes.Forestry: ...  # noqa: D102 - as in the law file

    @property
    def residence_carryforward(self) -> incomes.ResidenceCarryforward: ...  # noqa: D102 - as in the law file

    @property
    def land_special_deduction(self) -> incomes.LandSpecialDeduction: ...  # noqa: D102 - as in the law file

    @property
    def relatives(self) -> scope.RelativeClasses: ...  # noqa: D102 - as in the law file

    @property
    def casualty(self) -> deductions.Casualty: ...  # noqa: D102 - as in the law file

    @property
    def medical(self) -> deductions.Medical: ...  # noqa: D102 - as in the law file

    @property
    def self_medication(self) -> deductions.SelfMedication: ...  # noqa: D102 - as in the law file

    @property
    def life_insurance(self) -> deductions.LifeInsurance: ...  # noqa: D102 - as in the law file

    @property
    def earthquake_insurance(self) -> deductions.EarthquakeInsurance: ...  # noqa: D102 - as in the law file

    @property
    def disability(self) -> deductions.DisabilityAmounts: ...  # noqa: D102 - as in the law file

    @property
    def widow(self) -> deductions.WidowAmounts: ...  # noqa: D102 - as in the law file

    @property
    def single_parent(self) -> deductions.SingleParentAmounts: ...  # noqa: D102 - as in the law file

    @property
    def working_student(self) -> deductions.WorkingStudentAmounts: ...  # noqa: D102 - as in the law file

    @property
    def spouse(self) -> deductions.SpouseAmounts: ...  # noqa: D102 - as in the law file

    @property
    def spouse_special(self) -> deductions.SpouseSpecialAmounts: ...  # noqa: D102 - as in the law file

    @property
    def dependant(self) -> deductions.DependantAmounts: ...  # noqa: D102 - as in the law file

    @property
    def basic(self) -> deductions.BasicAmounts: ...  # noqa: D102 - as in the law file

    @property
    def rounding(self) -> levies.Rounding: ...  # noqa: D102 - as in the law file


class SharedLaw(Protocol):
    """The law of either tax, for the rules of incomes and deductions that they share."""

    @property
    def national(self) -> SharedSections:
        """What the national statutes fix."""
        ...
