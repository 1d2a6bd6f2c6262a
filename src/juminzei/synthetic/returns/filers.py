"""Who files a national return for 2025, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.earning.year_end import ADJUSTED_UP_TO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.jobs import Earnings
    from juminzei.synthetic.earning.pensions import Pension
    from juminzei.synthetic.people.person import Person

OLD = 65


class Why(StrEnum):
    """Why somebody files."""

    BUSINESS = "business"
    RENT = "rent"
    HIGH_PAY = "high_pay"
    SECOND_JOB = "second_job"
    LEFT = "left"
    """Left an employer in the year; nobody did the year-end adjustment."""
    PENSION = "pension"
    MEDICAL = "medical"
    DONATION = "donation"


SHARES = {
    Why.BUSINESS: 9400,
    Why.RENT: 9400,
    Why.HIGH_PAY: TEN_THOUSAND,
    Why.SECOND_JOB: 6500,
    Why.LEFT: 5500,
    Why.PENSION: 1500,
    Why.MEDICAL: 550,
    Why.DONATION: 300,
}
"""Of those to whom it applies, in ten thousand. About a tenth of the last three files by chance."""
OLD_MEDICAL = 1000
"""Share of people from 65 on with medical bills to deduct, in ten thousand."""


@dataclass(frozen=True, slots=True)
class Filer:
    """One person who files, with all that the return is made of."""

    at: int
    """Index among everybody."""
    person: Person
    earned: Earnings
    pensions: list[Pension]
    family: Family
    why: frozenset[Why]


def filers(
    people: Sequence[Person],
    earnings: Sequence[Earnings],
    pensions: Sequence[list[Pension]],
    families: dict[int, Family],
    dice: Dice,
) -> list[Filer]:
    """Return who files, in the order of ``people``; all sequences go by the same index."""
    lots = {why: dice.below(TEN_THOUSAND, len(people), f"files {why}").tolist() for why in Why}
    found = []
    for at, (person, earned, received) in enumerate(zip(people, earnings, pensions, strict=True)):
        why = frozenset(
            reason
            for reason in _reasons(earned, received)
            if lots[reason][at] < _share(reason, person)
        )
        if why:
            family = families.get(at, Family())
            found.append(Filer(at, person, earned, received, family, why))
    return found


def _share(reason: Why, person: Person) -> int:
    return OLD_MEDICAL if reason is Why.MEDICAL and person.age >= OLD else SHARES[reason]


def _reasons(earned: Earnings, received: list[Pension]) -> list[Why]:
    """Return what could make somebody file."""
    main = earned.main
    applies = {
        Why.BUSINESS: bool(earned.by_self),
        Why.RENT: bool(earned.by_rent),
        Why.HIGH_PAY: main is not None and main.revenue > ADJUSTED_UP_TO,
        Why.SECOND_JOB: any(job.secondary for job in earned.jobs),
        Why.LEFT: bool(earned.jobs) and main is None,
        Why.PENSION: bool(received),
        Why.MEDICAL: bool(earned.jobs or received),
        Why.DONATION: bool(earned.jobs or received),
    }
    return [reason for reason, it_does in applies.items() if it_does]
