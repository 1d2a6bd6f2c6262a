"""Who pays wages: firms and shopkeepers, and how each of them fills in its reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.synthetic.people import addresses, names, writing
from juminzei.synthetic.people.numbers import corporate_numbers
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.synthetic.dice import Dice, Ints
    from juminzei.synthetic.people.addresses import Address
    from juminzei.synthetic.people.numbers import NumberPool

PEOPLE_PER_EMPLOYER = 16
IN_THE_CITY_SHARE = 4500
SHOPKEEPER_SHARE = 1500
"""Of the smaller half of employers: people, not bodies."""
OLD_LAYOUT_SHARE, ELTAX_SHARE = 600, 4800
NO_NUMBERS_SHARE, FOLDS_SHARE, NO_REFERENCE_SHARE = 1800, 3500, 1500
TINY_SHARE = 6000
"""Of the smallest fifth of employers."""
FIRST_COLLECTOR = 1_000_000
OTHER_KIND = 12
"""One in so many is a hospital, school or cooperative rather than a company."""


@dataclass(frozen=True, slots=True, eq=False)
class Employer:
    """One employer, and the habits of whoever fills in its reports."""

    name: str
    dwelling: Address
    identifier: str | IndividualNumber
    """法人番号, or the Individual Number of a shopkeeper."""
    collector_number: str
    old_layout: bool
    """Still sends the 98 columns of the years before Individual Numbers."""
    eltax: bool
    writes_numbers: bool
    folds_names: bool
    """Its software knows only JIS X 0208."""
    gives_references: bool
    tiny: bool
    """Has no more than two people to collect from (普A)."""
    insurance_rate: int
    """Of wages, in ten thousand."""

    @property
    def is_body(self) -> bool:
        """Whether the employer is a corporation, not a person."""
        return isinstance(self.identifier, str)


def build(people: int, pool: NumberPool, dice: Dice) -> list[Employer]:
    """Return the employers of a city of ``people``, the largest first."""
    count = max(1, people // PEOPLE_PER_EMPLOYER)
    local = dice.chance(IN_THE_CITY_SHARE, count, "in the city").tolist()
    here = addresses.in_the_city(count, np.zeros(count, dtype=np.bool_), dice)
    there = addresses.elsewhere(count, dice)
    shopkeeper = dice.chance(SHOPKEEPER_SHARE, count, "shopkeeper").tolist()
    corporate = corporate_numbers(count, dice)
    called = _names(count, dice)
    old, eltax, no_numbers, folds, no_reference, tiny = (
        dice.chance(share, count, f"habit {number}").tolist()
        for number, share in enumerate(
            (
                OLD_LAYOUT_SHARE,
                ELTAX_SHARE,
                NO_NUMBERS_SHARE,
                FOLDS_SHARE,
                NO_REFERENCE_SHARE,
                TINY_SHARE,
            )
        )
    )
    rate = dice.below(120, count, "insurance rate").tolist()
    collector = dice.below(9, count, "collector number").tolist()
    employers = []
    for at in range(count):
        person = shopkeeper[at] and at > count // 2
        employers.append(
            Employer(
                name=called[at][1] if person else called[at][0],
                dwelling=here[at] if local[at] else there[at],
                identifier=pool.individual() if person else corporate[at],
                collector_number=str(FIRST_COLLECTOR + 9 * at + collector[at]),
                old_layout=old[at],
                eltax=eltax[at] and not old[at],
                writes_numbers=not (no_numbers[at] or old[at]),
                folds_names=folds[at],
                gives_references=not no_reference[at],
                tiny=tiny[at] and 5 * at >= 4 * count,
                insurance_rate=1430 + rate[at],
            )
        )
    return employers


def workforce_weights(count: int) -> Ints:
    """Return how large a part of all jobs each employer has: few large ones, many small."""
    return 10**7 // (np.arange(count, dtype=np.int64) + 12)


def _names(count: int, dice: Dice) -> list[tuple[str, str]]:
    """Return each employer's name as a body and as a shopkeeper."""
    words = table("words")
    trades, fronts, others = words["trades"], words["firm_fronts"], words["others"]
    surnames = [word.name for word in names.surnames(count, dice)]
    owners = names.given_names(np.ones(count, dtype=np.int64), np.full(count, 1965), dice)
    trade = dice.below(len(trades), count, "trade").tolist()
    form = dice.below(OTHER_KIND * len(others), count, "form").tolist()
    called = []
    for at, surname in enumerate(surnames):
        plain = writing.in_jis(surname)
        if form[at] < len(others):
            body = others[form[at]].format(plain)
        elif form[at] % 2:
            body = fronts[form[at] % len(fronts)] + plain + trades[trade[at]]
        else:
            body = plain + trades[trade[at]] + "株式会社"
        called.append((body, f"{plain}\u3000{owners[at].name}"))
    return called
