"""The figures of one wage report, from job, declarations and family, consistent in themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.synthetic.earning import year_end
from juminzei.synthetic.earning.declarations import NOTHING, Declaration
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.earning.jobs import Work

if TYPE_CHECKING:
    from juminzei.synthetic.earning.jobs import Job
    from juminzei.synthetic.people.person import Person

SPECIFIED, ELDERLY_COHABITING, OTHER = 630_000, 580_000, 380_000
DISABILITY = {"none": 0, "ordinary": 270_000, "special": 400_000}
SPECIAL_COHABITING = 750_000
SINGLE_PARENT, WIDOW, WORKING_STUDENT = 350_000, 270_000, 270_000
SINGLE_PARENT_LIMIT, WORKING_STUDENT_LIMIT = 5_000_000, 850_000
SECONDARY_RATE, LEFT_RATE = 3_063, 2_400
"""Withheld of wages without a year-end adjustment, in hundred thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the employer works out; amounts in yen."""

    adjusted: bool
    revenue: int
    social_insurance: int
    family: Family
    declaration: Declaration
    income: int = 0
    income_adjustment: int = 0
    basic_deduction: int = 0
    spouse_deduction: int = 0
    deduction_total: int = 0
    loan_credit_used: int = 0
    withheld: int
    single_parent: bool = False
    widow: bool = False
    working_student: bool = False


def figures(job: Job, family: Family, declaration: Declaration) -> Figures:
    """Return the figures of ``job``; without a year-end adjustment only what was paid and taken."""
    revenue, insurance = job.revenue, job.social_insurance
    if job.previous is not None:
        revenue += job.previous.revenue
        insurance += job.previous.social_insurance
    if job.secondary or job.left_on or revenue > year_end.ADJUSTED_UP_TO:
        return Figures(
            adjusted=False,
            revenue=revenue,
            social_insurance=insurance,
            family=Family(),
            declaration=NOTHING,
            withheld=_unadjusted(job, revenue),
        )
    return _adjusted(job, revenue, insurance + declaration.mutual_aid, family, declaration)


def _adjusted(
    job: Job, revenue: int, insurance: int, family: Family, declaration: Declaration
) -> Figures:
    person = job.person
    adjustment = year_end.income_adjustment(revenue) if _supports(family) else 0
    income = year_end.employment_income(revenue) - adjustment
    spouse = 0
    if family.spouse:
        spouse = year_end.spouse_deduction(income, family.spouse_income, family.spouse.age)
    alone = person.spouse is None and income <= SINGLE_PARENT_LIMIT
    single_parent = alone and family.has_child
    widow = alone and not single_parent and person.sex == "2" and bool(family.dependants)
    student = job.work is Work.STUDENT and 0 < income <= WORKING_STUDENT_LIMIT
    basic = year_end.basic_deduction(income)
    total = sum(
        (
            insurance,
            declaration.life_deduction,
            declaration.earthquake,
            spouse,
            for_relatives(family),
            DISABILITY[person.disability],
            SINGLE_PARENT if single_parent else WIDOW if widow else 0,
            WORKING_STUDENT if student else 0,
            basic,
        )
    )
    withheld = year_end.income_tax(income - total, declaration.loan_credit)
    return Figures(
        adjusted=True,
        revenue=revenue,
        social_insurance=insurance,
        family=family,
        declaration=declaration,
        income=income,
        income_adjustment=adjustment,
        basic_deduction=basic,
        spouse_deduction=spouse,
        deduction_total=total,
        loan_credit_used=min(declaration.loan_credit, year_end.tax_before_credits(income - total)),
        withheld=withheld,
        single_parent=single_parent,
        widow=widow,
        working_student=student,
    )


def _unadjusted(job: Job, revenue: int) -> int:
    rate = SECONDARY_RATE if job.secondary else LEFT_RATE if job.work is Work.REGULAR else 0
    return revenue * rate // 100_000


def _supports(family: Family) -> bool:
    return family.has_child or any(
        person.disability == "special" for person in relatives_of(family)
    )


def relatives_of(family: Family) -> list[Person]:
    """Return all supported people: spouse of little income, dependants, children under 16."""
    spouse = [family.spouse] if family.spouse and family.supports_spouse else []
    return [*spouse, *family.dependants, *family.under16]


def for_relatives(family: Family) -> int:
    """Return the deductions for supported people and for the disabled among them, yen."""
    disability = sum(
        SPECIAL_COHABITING if person.disability == "special" else DISABILITY[person.disability]
        for person in relatives_of(family)
    )
    return (
        SPECIFIED * len(family.specified)
        + ELDERLY_COHABITING * len(family.elderly)
        + OTHER * len(family.other)
        + disability
    )
