"""The figures of one return, consistent with the reports of the same person.

Withheld tax, premiums and wages are those that the payers reported; tax is what a taxpayer's
program would print. The rules that the city applies are not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.synthetic.earning import year_end
from juminzei.synthetic.earning.declarations import NOTHING, Declaration
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.reports.pension_rows import withheld_of
from juminzei.synthetic.reports.wage_figures import (
    DISABILITY,
    SINGLE_PARENT,
    SINGLE_PARENT_LIMIT,
    WIDOW,
    figures,
    for_relatives,
    relatives_of,
)
from juminzei.synthetic.returns.filers import Filer, Why

if TYPE_CHECKING:
    from juminzei.synthetic.earning.jobs import Job

MEDICAL_THRESHOLD, DONATION_FREE = 100_000, 2_000
BLUE_DEDUCTION, BLUE_FROM = 650_000, 1_500_000
HEALTH_BASE, HEALTH_RATE, HEALTH_MOST = 190_000, 9, 1_060_000
"""National health and pension insurance of those without an employer's, roughly, yen and %."""
TAXED_IN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFigures:
    """What stands in the return; amounts in yen."""

    filer: Filer
    declaration: Declaration
    wages: int
    wage_income: int
    pension: int
    pension_income: int
    business: int
    rent: int
    total: int
    social_insurance: int
    medical: int
    donation: int
    donation_deduction: int
    spouse: int
    relatives: int
    alone: int
    """寡婦・ひとり親控除."""
    single_parent: bool
    disability: int
    basic: int
    deductions: int
    loan_credit: int
    withheld: int

    @property
    def taxable(self) -> int:
        """課税される所得金額, cut to 1,000 yen."""
        return max(self.total - self.deductions, 0) // TAXED_IN * TAXED_IN

    @property
    def tax_on_taxable(self) -> int:
        """Tax by the table."""
        return year_end.tax_before_credits(self.taxable)

    @property
    def base_tax(self) -> int:
        """基準所得税額, after credits."""
        return max(self.tax_on_taxable - self.loan_credit, 0)

    @property
    def surtax(self) -> int:
        """復興特別所得税."""
        return self.base_tax * 21 // 1000


def figures_of(
    filer: Filer, declaration: Declaration, *, bill: int, gift: int, more: int = 0
) -> ReturnFigures:
    """Return the figures of a return.

    Args:
        filer: Who files.
        declaration: What they declared to the employer; nothing without one.
        bill: Medical costs paid in the year, yen, deducted if that is why they file.
        gift: Hometown donations of the year, yen, the same.
        more: Business income, or rent, that a corrected return adds, yen.
    """
    earned, family, person = filer.earned, filer.family, filer.person
    wages = sum(job.revenue for job in earned.jobs)
    pension = sum(one.revenue for one in filer.pensions)
    wage_income = _wage_income(wages, family)
    pension_income = year_end.pension_income(pension, person.age) if pension else 0
    rent = earned.by_rent + (more if earned.by_rent else 0)
    business = _business(earned.by_self) + (0 if earned.by_rent else more)
    total = max(wage_income + pension_income + business + rent, 0)
    alone, single_parent = _alone(filer, total)
    medical = _medical(bill, total) if Why.MEDICAL in filer.why else 0
    donation = gift if Why.DONATION in filer.why else 0
    spouse = _spouse(family, total)
    relatives = for_relatives(family)
    social = _insurance(filer, business)
    basic = year_end.basic_deduction(total)
    disability = DISABILITY[person.disability]
    donated = max(donation - DONATION_FREE, 0)
    deductions = sum(
        (social, declaration.mutual_aid, declaration.life_deduction, declaration.earthquake)
    ) + sum((medical, donated, spouse, relatives, alone, disability, basic))
    return ReturnFigures(
        filer=filer,
        declaration=declaration,
        wages=wages,
        wage_income=wage_income,
        pension=pension,
        pension_income=pension_income,
        business=business,
        rent=rent,
        total=total,
        social_insurance=social,
        medical=medical,
        donation=donation,
        donation_deduction=donated,
        spouse=spouse,
        relatives=relatives,
        alone=alone,
        single_parent=single_parent,
        disability=disability,
        basic=basic,
        deductions=deductions,
        loan_credit=declaration.loan_credit,
        withheld=sum(withheld for _, withheld in payments(filer, declaration))
        + pension_withheld(filer),
    )


def payments(filer: Filer, declaration: Declaration) -> list[tuple[Job, int]]:
    """Return each job that is told of in the return, with the tax withheld from it.

    The employer whose pay the next one took in is told of by the next one alone.
    """
    main = filer.earned.main
    taken_in = main.previous if main else None
    found = []
    for job in filer.earned.jobs:
        if job is taken_in:
            continue
        family = filer.family if job is main else Family()
        given = declaration if job is main else NOTHING
        found.append((job, figures(job, family, given).withheld))
    return found


def pension_withheld(filer: Filer) -> int:
    """Return the tax withheld from all pensions, yen."""
    return sum(withheld_of(one, filer.family if one.main else Family()) for one in filer.pensions)


def _wage_income(wages: int, family: Family) -> int:
    if not wages:
        return 0
    special = any(person.disability == "special" for person in relatives_of(family))
    adjusted = family.has_child or special
    return year_end.employment_income(wages) - (
        year_end.income_adjustment(wages) if adjusted else 0
    )


def _business(earned: int) -> int:
    """Income after 青色申告特別控除, which is not more than there is."""
    return max(earned - BLUE_DEDUCTION, 0) if earned >= BLUE_FROM else earned


def _insurance(filer: Filer, business: int) -> int:
    """Premiums that the payers reported, and those paid oneself by who has no employer."""
    paid = sum(job.social_insurance for job in filer.earned.jobs)
    paid += sum(one.social_insurance for one in filer.pensions)
    if not filer.earned.jobs and not filer.pensions:
        paid += min(HEALTH_BASE + max(business, 0) * HEALTH_RATE // 100, HEALTH_MOST)
    return paid


def _medical(bill: int, total: int) -> int:
    return max(bill - min(MEDICAL_THRESHOLD, total * 5 // 100), 0)


def _spouse(family: Family, total: int) -> int:
    if family.spouse is None:
        return 0
    return year_end.spouse_deduction(total, family.spouse_income, family.spouse.age)


def _alone(filer: Filer, total: int) -> tuple[int, bool]:
    """Return the deduction of who raises a child, or relatives, without a spouse."""
    if filer.person.spouse is not None or total > SINGLE_PARENT_LIMIT:
        return 0, False
    if filer.family.has_child:
        return SINGLE_PARENT, True
    return (WIDOW if filer.person.sex == "2" and filer.family.dependants else 0), False
