"""Random returns of income tax: a request of the contract, and what only a return tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from law.people import request

if TYPE_CHECKING:
    import random

Request = dict[str, Any]
Told = dict[str, int]
YEN = {
    "withheld": (0.7, 900_000),
    "prepaid": (0.1, 300_000),
    "retirement_declared": (0.05, 9_000_000),
    "donation_specified": (0.15, 400_000),
    "donation_political": (0.12, 600_000),
    "donation_npo": (0.12, 600_000),
    "donation_public_interest": (0.12, 600_000),
    "investment_credit": (0.04, 300_000),
    "renovation_credit": (0.05, 250_000),
    "undeclared_listed_income": (0.03, 2_000_000_000),
    "foreign_tax_paid": (0.08, 400_000),
    "foreign_income": (0.08, 5_000_000),
    "foreign_tax_at_distribution": (0.04, 20_000),
    "fluctuating": (0.06, 6_000_000),
    "fluctuating_before": (0.06, 6_000_000),
    "temporary": (0.06, 6_000_000),
}
"""How often somebody has an amount, and up to how much."""
FLAGS = {"hit_by_disaster": 0.06, "child_under23": 0.1}
LIMITS = (0, 0, 10_000_000, 20_000_000, 30_000_000)


def person_and_return(chance: random.Random, income_year: int) -> tuple[Request, Told]:
    """Return one random person with a return of an income year."""
    person = request(chance, income_year + 1)
    told = {name: _amount(chance, *odds) for name, odds in YEN.items()}
    told |= {name: int(chance.random() < often) for name, often in FLAGS.items()}
    told["housing_loan_income_limit"] = chance.choice(LIMITS)
    relatives = person.get("dependants", [])
    told["specified_relatives_1_second"] = _between(relatives, 850_000, 900_000, income_year)
    told["specified_relatives_1_third"] = _between(relatives, 900_000, 950_000, income_year)
    return person, {name: amount for name, amount in told.items() if amount}


def _amount(chance: random.Random, often: float, most: int) -> int:
    return int(chance.random() * most) if chance.random() < often else 0


def _between(relatives: list[Request], above: int, up_to: int, income_year: int) -> int:
    """Count the relatives of 19 to 22 who earned so much; the deduction is of 2025 and later."""
    return sum(
        income_year >= 2025 and 19 <= one["age"] <= 22 and above < one["income"] <= up_to
        for one in relatives
    )
