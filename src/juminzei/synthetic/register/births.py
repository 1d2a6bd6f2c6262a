"""Children who are born after the extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.synthetic.people import names
from juminzei.synthetic.people.households import HEAD, THIRD
from juminzei.synthetic.people.person import Person, Standing

if TYPE_CHECKING:
    from datetime import date

    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.numbers import NumberPool


def baby_of(home: list[Person], birth: date, pool: NumberPool, dice: Dice) -> Person:
    """Return a child born into ``home`` on ``birth``."""
    head = next(person for person in home if person.place == HEAD)
    sex = 1 + dice.below(2, 1, "sex")
    (given,) = names.given_names(sex, np.array([birth.year]), dice)
    return Person(
        standing=Standing.NEWCOMER,
        addressee=pool.addressee(),
        number=pool.individual(),
        household=head.household,
        place=THIRD,
        relationship="20",
        sex=str(int(sex[0])),
        birth=birth,
        surname=head.surname,
        given=given,
        maiden=None,
        foreign=None,
        dwelling=head.dwelling,
        former_dwelling=None,
        since=birth,
    )
