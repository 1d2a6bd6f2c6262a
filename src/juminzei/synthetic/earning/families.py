"""Who supports whom: the spouse and relatives that one member of a household declares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.synthetic.earning.year_end import (
    ADJUSTED_UP_TO,
    NO_INCOME_LIMIT,
    SPECIAL_SPOUSE_LIMIT,
    SPOUSE_LIMIT,
    employment_income,
    pension_income,
)
from juminzei.synthetic.people.households import CHILDREN, FATHER, HEAD, MOTHER, SPOUSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.synthetic.earning.jobs import Earnings
    from juminzei.synthetic.earning.pensions import Pension
    from juminzei.synthetic.people.person import Person

UNDER_16, SPECIFIED_FROM, SPECIFIED_UNTIL, ELDERLY_FROM = 16, 19, 22, 70
GENERATIONS = {HEAD: 1, SPOUSE: 1, FATHER: 0, MOTHER: 0, **dict.fromkeys(CHILDREN, 2)}


@dataclass(slots=True)
class Family:
    """What one person declares of the household."""

    spouse: Person | None = None
    spouse_income: int = 0
    """合計所得金額, yen."""
    under16: list[Person] = field(default_factory=list)
    specified: list[Person] = field(default_factory=list)
    """19 to 22 years old (特定扶養親族)."""
    elderly: list[Person] = field(default_factory=list)
    """70 and more; all of them parents who live with the taxpayer."""
    other: list[Person] = field(default_factory=list)

    @property
    def dependants(self) -> list[Person]:
        """控除対象扶養親族, in the order that they are written."""
        return [*self.specified, *self.elderly, *self.other]

    @property
    def supports_spouse(self) -> bool:
        """Whether the spouse earns so little as to be 同一生計配偶者."""
        return self.spouse is not None and self.spouse_income <= NO_INCOME_LIMIT

    @property
    def has_child(self) -> bool:
        """Whether somebody under 23 is supported (for 所得金額調整控除)."""
        return bool(self.under16 or self.specified) or any(
            person.age <= SPECIFIED_UNTIL for person in self.other
        )


def incomes(earnings: Sequence[Earnings], pensions: Sequence[list[Pension]]) -> list[int]:
    """Return everybody's 合計所得金額, yen; a loss counts as nothing."""
    totals = []
    for earned, received in zip(earnings, pensions, strict=True):
        total = max(earned.by_self + earned.by_rent, 0)
        if earned.jobs:
            total += employment_income(sum(job.revenue for job in earned.jobs))
        if received:
            revenue = sum(pension.revenue for pension in received)
            total += pension_income(revenue, received[0].person.age)
        totals.append(total)
    return totals


def declared(
    people: list[Person], earnings: Sequence[Earnings], income: list[int]
) -> dict[int, Family]:
    """Return what the best earner of each household declares, by the index of that person.

    Nobody declares to two payers, and nobody is declared twice.
    """
    by_household: dict[int, list[int]] = {}
    for at, person in enumerate(people):
        by_household.setdefault(person.household, []).append(at)
    families: dict[int, Family] = {}
    for members in by_household.values():
        claimant = max(members, key=lambda at: (income[at], -at))
        main = earnings[claimant].main
        if main is not None and main.revenue > ADJUSTED_UP_TO:
            continue
        family = _family(people, members, claimant, income)
        if family != Family():
            families[claimant] = family
    return families


def _family(people: list[Person], members: list[int], claimant: int, income: list[int]) -> Family:
    family, own = Family(), people[claimant]
    for at in members:
        person = people[at]
        if person is own:
            continue
        if person is own.spouse:
            if income[claimant] <= SPOUSE_LIMIT and income[at] <= SPECIAL_SPOUSE_LIMIT:
                family.spouse, family.spouse_income = person, income[at]
        elif income[at] <= NO_INCOME_LIMIT and _may_be_declared(own, person):
            _group(family, person.age).append(person)
    return family


def _may_be_declared(own: Person, other: Person) -> bool:
    """Children and parents are; the husband or wife of another member is left to that member."""
    return GENERATIONS[own.place] != GENERATIONS[other.place] or own.place in CHILDREN


def _group(family: Family, age: int) -> list[Person]:
    if age < UNDER_16:
        return family.under16
    if SPECIFIED_FROM <= age <= SPECIFIED_UNTIL:
        return family.specified
    return family.elderly if age >= ELDERLY_FROM else family.other
