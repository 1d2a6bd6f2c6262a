"""国税徴収法76条, which 地方税法331条6項 makes law for inhabitant tax: pay that may be seized."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.kernel.parameters.seizure import SeizureLaw


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What is paid for one period, and what its payer holds back; yen.

    Several employers' pay for the same period is added up, for the last two items count once.
    """

    amount: int
    income_tax: int = 0
    inhabitant_tax: int = 0
    """With 森林環境税."""
    social_insurance: int = 0

    @property
    def held_back(self) -> int:
        """Taxes and insurance together, yen."""
        return self.income_tax + self.inhabitant_tax + self.social_insurance


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizablePay:
    """What may be seized, and the five items that may not; yen."""

    seizable: int
    pay: Pay
    """As it was reckoned with, rounded where that is the practice."""
    subsistence: int
    standing: int


@cites("国税徴収法76条1項・3項", "国税徴収法施行令34条", "地方税法331条6項")
def seizable_pay(
    pay: Pay,
    *,
    family_members: int,
    months: int = 1,
    days: int = 0,
    rounded: bool,
    law: SeizureLaw,
) -> SeizablePay:
    """Return what may be seized of pay for months or days; a bonus counts as one month's pay.

    Args:
        pay: Of the period.
        family_members: 生計を一にする配偶者その他の親族, besides the debtor.
        months: How many months the pay is for.
        days: How many days, in place of months, when it is paid by days.
        rounded: Cut pay to thousands and raise what is protected, as is the practice.
        law: The figures.
    """
    unit = law.rounding.unit if rounded else 1
    monthly = _subsistence_a_month(family_members, law)
    by_days = _up(monthly * days, law.subsistence.days_a_month * unit) * unit
    subsistence = by_days if days else monthly * months
    return _left(_rounded(pay, unit), subsistence, unit, law)


@cites("国税徴収法76条4項", "地方税法331条6項")
def seizable_retirement_pay(
    pay: Pay, *, family_members: int, service_years: int, rounded: bool, law: SeizureLaw
) -> SeizablePay:
    """Return what may be seized of 退職手当等.

    Three months' subsistence is protected, and a fifth of it more for each year above five.

    Args:
        pay: The retirement pay and what is held back from it.
        family_members: 生計を一にする親族, besides the debtor.
        service_years: Whole years of service.
        rounded: Round to thousands, as is the practice.
        law: The figures.
    """
    rule = law.retirement_pay
    unit = law.rounding.unit if rounded else 1
    three_months = _subsistence_a_month(family_members, law) * rule.months
    years = max(0, service_years - rule.years_included)
    rate = rule.rate_a_year
    extra = _up(three_months * years * rate.numerator, rate.denominator * unit) * unit
    reckoned = _rounded(pay, unit)
    left = reckoned.amount - reckoned.held_back - three_months - extra
    return SeizablePay(
        seizable=max(0, left), pay=reckoned, subsistence=three_months + extra, standing=0
    )


@cites("国税徴収法76条5項", "地方税法331条6項")
def seizable_with_consent(pay: Pay, *, rounded: bool, law: SeizureLaw) -> SeizablePay:
    """Return what may be seized when the debtor agrees: all that the payer pays out."""
    reckoned = _rounded(pay, law.rounding.unit if rounded else 1)
    left = max(0, reckoned.amount - reckoned.held_back)
    return SeizablePay(seizable=left, pay=reckoned, subsistence=0, standing=0)


def _left(pay: Pay, subsistence: int, unit: int, law: SeizureLaw) -> SeizablePay:
    above = max(0, pay.amount - pay.held_back - subsistence)
    rate = law.standing.rate
    raised = _up(above * rate.numerator, rate.denominator * unit) * unit
    standing = min(raised, subsistence * law.standing.most_times_subsistence, above)
    return SeizablePay(
        seizable=above - standing, pay=pay, subsistence=subsistence, standing=standing
    )


def _subsistence_a_month(family_members: int, law: SeizureLaw) -> int:
    return law.subsistence.debtor + law.subsistence.family_member * family_members


def _rounded(pay: Pay, unit: int) -> Pay:
    return Pay(
        amount=pay.amount // unit * unit,
        income_tax=_up(pay.income_tax, unit) * unit,
        inhabitant_tax=_up(pay.inhabitant_tax, unit) * unit,
        social_insurance=_up(pay.social_insurance, unit) * unit,
    )


def _up(amount: int, by: int) -> int:
    """Return ``amount / by`` rounded up."""
    return -(-amount // by)
