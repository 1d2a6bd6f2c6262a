"""Who receives a public pension, and how much in 2025."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.earning.year_end import PENSION_AGE
from juminzei.synthetic.people.numbers import corporate_numbers
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.person import Person

EARLIEST_AGE, LATEST_LIFE_STAGE = 60, 75
CARE_PREMIUM, LATE_STAGE_PREMIUM = 72_000, 86_000
PREMIUMS_FROM = 180_000
"""Pensions below are too small to take premiums from."""


@dataclass(frozen=True, slots=True)
class Payer:
    """A made-up body that pays pensions, and the layout of its reports."""

    name: str
    address: str
    identifier: str
    layout: str


@dataclass(slots=True, kw_only=True, eq=False)
class Pension:
    """What one payer paid one person; amounts in yen."""

    person: Person
    payer: Payer
    revenue: int
    social_insurance: int
    reference: str
    main: bool
    """The payer to whom the person declared the family (扶養親族等申告書)."""


def payers(dice: Dice) -> list[Payer]:
    """Return the payers: the main one, and the funds that pay a second pension."""
    numbers = corporate_numbers(4, dice.child("pension payers"))
    return [
        Payer("架空年金機構", "東京都杉並区高井戸西９丁目９９番９号", numbers[0], "75"),
        Payer("架空企業年金連合会", "東京都港区芝公園９丁目９９番９号", numbers[1], "71"),
        Payer("架空共済組合", "東京都千代田区九段南９丁目９９番９号", numbers[2], "75"),
        Payer("架空農業者年金", "東京都港区西新橋９丁目９９番９号", numbers[3], "49"),
    ]


def assign(people: list[Person], bodies: list[Payer], dice: Dice) -> list[list[Pension]]:
    """Return each person's pensions, none to two of them."""
    tables, count = table("work")["pension"], len(people)
    lot = dice.below(TEN_THOUSAND, count, "pension").tolist()
    second = dice.below(TEN_THOUSAND, count, "second pension").tolist()
    amounts = {
        key: dice.along(tables[key], count, f"pension {key}").tolist()
        for key in ("male", "female", "second")
    }
    yen = dice.below(1000, count, "pension yen").tolist()
    reference = dice.distinct_below(10**9, count, "pension reference").tolist()
    assigned: list[list[Pension]] = []
    for at, person in enumerate(people):
        share = _receives(person.age, tables)
        if lot[at] >= share:
            assigned.append([])
            continue
        amount = amounts["male" if person.sex == "1" else "female"][at] * 1000 + yen[at]
        found = [_pension(person, bodies[0], amount, f"{reference[at]:010d}", main=True)]
        if second[at] < tables["second_pension"]:
            body = bodies[1 + second[at] % (len(bodies) - 1)]
            amount = amounts["second"][at] * 1000 + yen[at]
            found.append(_pension(person, body, amount, f"{reference[at]:09d}", main=False))
        assigned.append(found)
    return assigned


def _receives(age: int, tables: dict[str, int]) -> int:
    if age >= PENSION_AGE:
        return tables["receives"]
    return tables["receives_early"] if age >= EARLIEST_AGE else 0


def _pension(person: Person, payer: Payer, revenue: int, reference: str, *, main: bool) -> Pension:
    premiums = 0
    if main and revenue >= PREMIUMS_FROM and person.age >= PENSION_AGE:
        premiums = CARE_PREMIUM + (LATE_STAGE_PREMIUM if person.age >= LATEST_LIFE_STAGE else 0)
    return Pension(
        person=person,
        payer=payer,
        revenue=revenue,
        social_insurance=premiums,
        reference=reference,
        main=main,
    )
