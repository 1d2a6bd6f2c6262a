"""City and prefecture: how the law divides one tax between them, and what rises with income."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.law import load
from law.people import MOST, chance_of, request

Request = dict[str, Any]
YEARS = tuple(range(2021, 2028))
ORDINARY = {"municipal_rate": "6/100", "prefectural_rate": "4/100"}
DESIGNATED = {"municipal_rate": "8/100", "prefectural_rate": "2/100"}
PEOPLE = 2_000


def people(tax_year: int, count: int = PEOPLE) -> list[Request]:
    """Return random people of one ordinance, none of them with the largest amounts."""
    chance, found = chance_of(f"two bodies {tax_year}"), list[Request]()
    while len(found) < count:
        person = request(chance, tax_year)
        person.pop("municipality", None)
        person.pop("ordinance", None)
        if str(MOST) not in str(person):
            found.append(person)
    return found


def answers(asked: list[Request], ordinance: Request) -> list[Any]:
    return calculate([read(person | {"ordinance": ordinance}) for person in asked])


@pytest.mark.parametrize("tax_year", YEARS)
def test_levies_before_credits_stand_three_to_two_or_four_to_one(tax_year: int) -> None:
    asked = people(tax_year)
    for ordinance, (city, prefecture) in ((ORDINARY, (3, 2)), (DESIGNATED, (4, 1))):
        for answer in answers(asked, ordinance):
            levy = answer["calculated_levy"]
            assert levy["municipal"] * prefecture == levy["prefectural"] * city
            credit = answer["credits"]["adjustment"]
            assert credit["municipal"] * prefecture == credit["prefectural"] * city


@pytest.mark.parametrize("tax_year", YEARS)
def test_a_designated_city_changes_who_gets_the_tax_and_hardly_how_much_it_is(
    tax_year: int,
) -> None:
    # The sums of both bodies' rates are the same. Dividends (1.6 to 1.2), foreign tax, what
    # was withheld and gifts to one body only have shares of their own, so that one body's
    # levy may be too small for them; and each levy is cut to hundreds.
    asked = [person for person in people(tax_year) if not own_shares(person)]
    assert len(asked) > PEOPLE // 2
    for one, other in zip(answers(asked, ORDINARY), answers(asked, DESIGNATED), strict=True):
        assert sum(one["calculated_levy"].values()) == sum(other["calculated_levy"].values())
        assert abs(one["total"] - other["total"]) <= 200
        same = ("exempt", "deductions", "tax_base", "personal_deduction_gap", "total_income_etc")
        assert {name: one[name] for name in same} == {name: other[name] for name in same}


def own_shares(person: Request) -> bool:
    given = person.get("credits", {})
    gifts = given.get("donation", {})
    only = gifts.get("municipal_only", 0) + gifts.get("prefectural_only", 0)
    return bool(only or {"dividend", "foreign_tax", "withheld_levy"} & given.keys())


@pytest.mark.parametrize("tax_year", YEARS)
def test_who_owes_nothing_to_one_body_for_his_income_owes_it_to_neither(tax_year: int) -> None:
    for answer in answers(people(tax_year), ORDINARY):
        levy = answer["calculated_levy"]
        assert (levy["municipal"] == 0) == (levy["prefectural"] == 0)
        if answer["exempt"]:
            assert levy["municipal"] == 0
        if answer["exempt"] not in (None, "income_levy_threshold"):
            assert answer["total"] == 0


INCOMES = (
    *("revenue_employment", "revenue_public_pension", "home_work_revenue", "income_business"),
    *("income_real_estate", "income_interest", "income_dividend", "income_miscellaneous"),
    *("transfer_short", "transfer_long", "occasional", "forestry", "retirement"),
    *("separate_land_short", "separate_land_short_reduced", "separate_land_long"),
    *("separate_land_long_superior", "separate_land_long_residence", "separate_listed_dividend"),
    *("separate_unlisted_shares", "separate_listed_shares", "separate_futures"),
)


@pytest.mark.parametrize("tax_year", YEARS)
def test_without_a_hometown_gift_more_income_never_lowers_the_tax(tax_year: int) -> None:
    # The gift's own falls, and the one of 2025 at 10 million, stand in test_cliffs.
    rows = [read(person).columns for person in people(tax_year, 3 * PEOPLE)]
    for row in rows:
        row.pop("donation_hometown", None)
    law, poorer = load(tax_year), TaxpayerColumns.from_sparse(rows)
    before = assess(poorer, law)
    for income in INCOMES:
        for more in (1, 1_000, 100_000):
            after = assess(replace(poorer, **{income: getattr(poorer, income) + more}), law)
            crossing = (before.aggregate_income <= 10**7) & (after.aggregate_income > 10**7)
            never = ~crossing if tax_year == 2025 else np.ones(len(rows), np.bool_)
            assert (after.total - before.total)[never].min() >= 0, income
