"""Random people as requests of the contract, dense where the law has edges."""

from __future__ import annotations

import random
from typing import Any

Request = dict[str, Any]

EDGES = (
    *(651_000, 1_900_000, 3_600_000, 6_600_000, 8_500_000, 10_000_000),
    *(551_000, 1_619_000, 1_620_000, 1_622_000, 1_624_000, 1_628_000, 1_800_000),
    *(1_100_000, 1_130_000, 2_040_000, 2_044_000, 10_950_000, 11_450_000, 11_950_000),
)
PENSION_EDGES = (600_000, 1_100_000, 1_300_000, 1_500_000, 3_300_000, 4_100_000, 7_700_000)
SPOUSE_EDGES = (480_000, 500_000, 550_000, 580_000, 950_000, 1_000_000, 1_050_000, 1_330_000)
RELATIVE_EDGES = (480_000, 580_000, 850_000, 950_000, 1_000_000, 1_150_000, 1_230_000)
PREMIUM_EDGES = (12_000, 15_000, 32_000, 40_000, 56_000, 70_000)
AGES = (12, 15, 16, 18, 19, 22, 23, 40, 69, 70, 85)


def chance_of(name: str) -> random.Random:
    """Return the same made-up chance for the same ``name``."""
    return random.Random(name)  # noqa: S311 - cases must repeat, not be secret


def request(chance: random.Random, tax_year: int) -> Request:
    """Return one made-up person; about a third sits within a few yen of an edge."""
    if chance.random() < 0.05:
        return _barely_taxed(chance, tax_year)
    return {
        "tax_year": tax_year,
        "age": chance.choice((17, 18, 30, 44, 64, 65, 80)),
        "taxpayer": _taxpayer(chance),
        "property_only": _seldom(chance),
        "revenue": {
            "employment": _near(chance, EDGES, 14_000_000),
            "public_pension": _near(chance, PENSION_EDGES, 11_000_000, often=0.4),
        },
        "specified_expenses": _sometimes(chance, 3_000_000, often=0.05),
        "income": _incomes(chance),
        "spouse": _spouse(chance),
        "dependants": [_dependant(chance) for _ in range(chance.choice((0, 0, 0, 1, 2, 3)))],
        "deductions": _deductions(chance),
        "credits": _credits(chance),
    }


def _barely_taxed(chance: random.Random, tax_year: int) -> Request:
    """Return somebody just above the income levy's threshold, with nothing to deduct."""
    children = chance.choice((0, 0, 1, 2))
    threshold = 450_000 + (320_000 if children else 0) + 350_000 * children
    return {
        "tax_year": tax_year,
        "age": 44,
        "income": {"business": threshold + chance.randint(-2, 90_000)},
        "dependants": [{"age": 3}] * children,
    }


def _near(chance: random.Random, edges: tuple[int, ...], most: int, often: float = 0.8) -> int:
    if chance.random() > often:
        return 0
    if chance.random() < 0.4:
        return max(0, chance.choice(edges) + chance.randint(-2, 2))
    return chance.randint(0, chance.choice((most, most, most * 3)))


def _sometimes(chance: random.Random, most: int, often: float = 0.3) -> int:
    return chance.randint(1, most) if chance.random() < often else 0


def _seldom(chance: random.Random) -> bool:
    return chance.random() < 0.02


def _taxpayer(chance: random.Random) -> Request:
    return {
        "disability": chance.choice(("none",) * 8 + ("ordinary", "special")),
        "widow": chance.random() < 0.1,
        "single_parent": chance.choice((None,) * 8 + ("mother", "father")),
        "working_student": chance.random() < 0.1,
        "public_assistance": _seldom(chance),
        "minor": chance.choice((None, None, False)),
    }


def _incomes(chance: random.Random) -> Request:
    return {
        "business": chance.choice((0, 0, 0, chance.randint(-3_000_000, 8_000_000))),
        "real_estate": chance.choice((0, 0, 0, chance.randint(-1_000_000, 3_000_000))),
        "interest": _sometimes(chance, 50_000, 0.1),
        "dividend": _sometimes(chance, 3_000_000, 0.1),
        "miscellaneous": _sometimes(chance, 400_000, 0.2),
    }


def _spouse(chance: random.Random) -> Request | None:
    if chance.random() < 0.45:
        return None
    return {
        "income": _near(chance, SPOUSE_EDGES, 1_500_000),
        "age": chance.choice((40, 69, 70, 75)),
        "disability": chance.choice(("none",) * 6 + ("ordinary", "special")),
        "cohabiting": chance.random() < 0.8,
        "abroad": chance.choice(("no",) * 8 + ("yes", "ineligible")),
        "family_employee": _seldom(chance),
    }


def _dependant(chance: random.Random) -> Request:
    age = chance.choice(AGES)
    barred = ("ineligible",) if 30 <= age < 70 else ()
    abroad = chance.choice(("no",) * 8 + ("yes", *barred))
    kinds = ("none",) * 6 + ("ordinary", "special")
    return {
        "income": _near(chance, RELATIVE_EDGES, 1_400_000, often=0.5),
        "age": age,
        "disability": "none" if abroad == "ineligible" else chance.choice(kinds),
        "cohabiting": chance.random() < 0.5,
        "cohabiting_parent": chance.random() < 0.3,
        "abroad": abroad,
    }


def _deductions(chance: random.Random) -> Request:
    classes = ("general_new", "general_old", "nursing", "pension_new", "pension_old")
    medical = chance.random() < 0.5
    return {
        "medical": {
            "paid": _sometimes(chance, 2_500_000) if medical else 0,
            "reimbursed": _sometimes(chance, 200_000),
        },
        "self_medication": {
            "paid": 0 if medical else _sometimes(chance, 120_000),
            "reimbursed": _sometimes(chance, 10_000),
        },
        "social_insurance": _sometimes(chance, 1_200_000, 0.8),
        "small_enterprise_mutual_aid": _sometimes(chance, 840_000, 0.1),
        "life_insurance": {
            kind: _near(chance, PREMIUM_EDGES, 100_000, often=0.4) for kind in classes
        },
        "earthquake_insurance": {
            "earthquake": _sometimes(chance, 60_000),
            "old_long_term": _sometimes(chance, 20_000, 0.1),
        },
    }


def _credits(chance: random.Random) -> Request:
    return {
        "dividend": {
            "ordinary": _sometimes(chance, 3_000_000, 0.1),
            "investment_trust": _sometimes(chance, 1_000_000, 0.05),
            "foreign_currency_trust": _sometimes(chance, 1_000_000, 0.05),
        },
        "housing_loan": {
            "available": _sometimes(chance, 400_000),
            "income_tax": _sometimes(chance, 200_000),
            "income_tax_base": _sometimes(chance, 5_000_000, 0.6),
            "cap": chance.choice(("5/100", "7/100")),
        },
        "donation": {
            "hometown": _sometimes(chance, 300_000),
            "community_chest": _sometimes(chance, 50_000, 0.1),
            "municipal_only": _sometimes(chance, 50_000, 0.1),
            "prefectural_only": _sometimes(chance, 50_000, 0.1),
            "one_stop": chance.random() < 0.5,
        },
        "foreign_tax": {
            "remaining": _sometimes(chance, 50_000, 0.05),
            "national_limit": _sometimes(chance, 100_000, 0.1),
        },
        "withheld_levy": _sometimes(chance, 100_000, 0.1),
    }
