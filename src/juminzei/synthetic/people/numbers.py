"""Made-up numbers with valid check digits: of people, of addressees, of bodies.

They are drawn at random from all that have the right form. A number's form says nothing
of whether it was ever given to somebody, so one or another may by chance be a real
person's or firm's; nothing else of that person or firm is in the city.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.numbers import addressee_number, corporate_number, individual_number
from juminzei.base.numbers.individual_number import IndividualNumber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.synthetic.dice import Dice

FIRST_BODY = 100_000_000
STEP = 7
"""Bodies of addressee numbers rise by up to this much, as gaps do that deletions leave."""


class NumberPool:
    """Numbers of which none is given twice in one city."""

    def __init__(self, size: int, dice: Dice) -> None:
        """Prepare ``size`` Individual Numbers and as many addressee numbers."""
        bodies = dice.distinct_below(10**11, size, "individual number").tolist()
        self._individual = iter([f"{body:011d}" for body in bodies])
        steps = dice.below(STEP, size, "addressee number").tolist()
        self._bodies: Iterator[int] = iter(
            [FIRST_BODY + STEP * at + step for at, step in enumerate(steps)]
        )

    def individual(self) -> IndividualNumber:
        """Return the next Individual Number."""
        body = next(self._individual)
        return IndividualNumber(f"{body}{individual_number.check_digit(body)}")

    def addressee(self) -> int:
        """Return the next addressee number."""
        return addressee_number.number(next(self._bodies))


def corporate_numbers(count: int, dice: Dice) -> list[str]:
    """Return ``count`` different corporate numbers."""
    bodies = dice.distinct_below(10**12, count, "corporate number").tolist()
    return [f"{corporate_number.check_digit(text)}{text}" for text in map("{:012d}".format, bodies)]
