"""What the desk must say about a return beside its figures (第二表, choices, 住民税)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.income_tax.waivers import Waiver

SPOUSE_UP_TO = 10_000_000
"""Above this own income there is no 配偶者控除 (所得税法83条)."""
LISTED = ("separate_listed_dividend", "separate_listed_shares")


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to say, with the article behind it."""

    name: str
    text: str
    law: str


def warnings_for(
    columns: Mapping[str, int],
    told: Mapping[str, int],
    tax: Mapping[str, int],
    waiver: Waiver | None,
) -> tuple[Warned, ...]:
    """Return what to say about one person's return.

    Args:
        columns: What is not 0 of the taxpayer's columns.
        told: What is not 0 of the return's columns.
        tax: Every amount of the income tax.
        waiver: Why no return is due, if so.
    """
    spouse = columns.get("has_spouse") and not tax["deduction_spouse_special"]
    gifts = {"donation_npo", "donation_public_interest", "donation_specified"}
    losses = min(columns.get("income_business", 0), columns.get("income_real_estate", 0))
    applies = {
        "one_stop_void": bool(columns.get("donation_one_stop")),
        "inhabitant_return_due": waiver is not None,
        "under16": bool(columns.get("dependants_under16")),
        "spouse_above_limit": bool(spouse) and tax["aggregate_income"] > SPOUSE_UP_TO,
        "listed_shares": any(columns.get(name) for name in LISTED),
        "retirement": bool(told.get("retirement_declared")),
        "political": bool(told.get("donation_political")),
        "ordinance_donations": bool(gifts & told.keys()),
        "disaster": bool(told.get("hit_by_disaster")),
        "disaster_and_casualty": bool(told.get("hit_by_disaster"))
        and tax["deduction_casualty"] > 0,
        "medical_and_self_medication": bool(columns.get("medical_paid"))
        and bool(columns.get("self_medication_paid")),
        "housing_loan": tax["housing_loan_left"] > 0,
        "withheld_unpaid": bool(told.get("withheld_unpaid")) and tax["refund"] > 0,
        "carryback": losses < 0 and tax["aggregate_income"] == 0,
    }
    return tuple(Warned(name, **_texts()[name]) for name, holds in applies.items() if holds)


@cache
def _texts() -> dict[str, dict[str, str]]:
    path = files("juminzei.kernel.income_tax").joinpath("warnings.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
