"""Random people as requests of the contract, dense where the law has edges."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Request = dict[str, Any]

MOST = 99_999_999_999
PAY_EDGES = (
    *(551_000, 1_619_000, 1_620_000, 1_622_000, 1_624_000, 1_628_000, 1_800_000, 1_900_000),
    *(651_000, 741_000, 2_191_000, 2_193_000, 2_196_000, 2_200_000, 3_600_000, 6_600_000),
    *(1_100_000, 1_130_000, 8_500_000, 10_000_000, 10_950_000, 11_450_000, 11_950_000, 20_000_000),
)
PENSION_EDGES = (600_000, 1_100_000, 1_300_000, 3_300_000, 4_100_000, 7_700_000, 10_000_000)
BUSINESS_EDGES = (
    *(380_000, 415_000, 450_000, 828_000, 919_000, 1_010_000, 1_120_000, 1_350_000, 1_470_000),
    *(2_430_000, 5_000_000, 9_000_000, 9_500_000, 10_000_000, 18_050_000, 20_000_000),
    *(24_000_000, 24_500_000, 25_000_000),
)
SPOUSE_EDGES = (
    *(480_000, 500_000, 550_000, 580_000, 620_000, 950_000, 1_000_000, 1_050_000, 1_100_000),
    *(1_150_000, 1_200_000, 1_250_000, 1_300_000, 1_330_000),
)
RELATIVE_EDGES = (480_000, 580_000, 620_000, 950_000, 1_000_000, 1_050_000, 1_100_000, 1_150_000)
PREMIUM_EDGES = (12_000, 15_000, 32_000, 40_000, 56_000, 70_000)
TIER_EDGES = (500_000, 20_000_000, 50_000_000, 60_000_000, 65_000_000)
AGES = (12, 15, 16, 18, 19, 20, 21, 22, 22, 23, 40, 69, 70, 85)
BORN = ("-01-01", "-01-02", "-01-03", "-04-02", "-12-31")
LAND = ("land_short", "land_short_reduced", "land_long", "land_long_superior")
LAND_SPECIAL = (0, 0, 1_000_000, 8_000_000, 30_000_000, 50_000_000)
ORDINANCES: tuple[Request, ...] = (
    {"grade": 1},
    {"grade": 2, "municipal_per_capita_levy": 3_500, "prefectural_per_capita_levy": 1_800},
    {"municipal_rate": "8/100", "prefectural_rate": "2/100", "grade": 1},
    {"municipal_rate": "8/100", "prefectural_rate": "2.025/100"},
    {"municipal_rate": "6/100", "prefectural_rate": "4.025/100"},
    {"municipal_rate": "5.7/100"},
    {"municipal_rate": "7.7/100", "prefectural_rate": "2/100", "municipal_per_capita_levy": 0},
)


def chance_of(name: str) -> random.Random:
    """Return the same made-up chance for the same ``name``."""
    return random.Random(name)  # noqa: S311 - cases must repeat, not be secret


def request(chance: random.Random, tax_year: int) -> Request:
    """Return one made-up person; about a third sits within a few yen of an edge."""
    luck = chance.random()
    if luck < 0.05:
        return _barely_taxed(chance, tax_year)
    person: Request = {"tax_year": tax_year}
    _place(chance, person)
    _taxpayer(chance, person)
    _revenue(chance, person)
    person["income"] = _incomes(chance)
    if luck < 0.3:
        person["separate"] = _separate(chance)
    if luck < 0.15:
        _losses_of_earlier_years(chance, person)
    _family(chance, person, tax_year)
    person["deductions"] = _deductions(chance)
    person["credits"] = _credits(chance)
    return person


def _barely_taxed(chance: random.Random, tax_year: int) -> Request:
    """Return somebody just above the income levy's threshold, with next to nothing to deduct."""
    children = chance.choice((0, 0, 1, 2))
    threshold = 450_000 + (320_000 if children else 0) + 350_000 * children
    return {
        "tax_year": tax_year,
        "age": 44,
        "ordinance": chance.choice(ORDINANCES),
        "income": {"business": threshold + chance.randint(-2, 90_000)},
        "separate": {"listed_shares": {"income": _maybe(chance, 0.2, 40_000)}},
        "dependants": [{"age": 3}] * children,
        "credits": {"withheld_levy": _maybe(chance, 0.3, 9_000)},
    }


# ---- amounts -----------------------------------------------------------------------------


def _up_to(chance: random.Random, most: int) -> int:
    return 1 + int(chance.random() * most)


def _maybe(chance: random.Random, often: float, most: int) -> int:
    luck = chance.random()
    if luck > often:
        return 0
    return MOST if luck < often / 2_000 else _up_to(chance, most)


def _near(chance: random.Random, often: float, edges: tuple[int, ...], most: int) -> int:
    """Return 0 most of the time, else something within 2 yen of an edge, or anything."""
    luck = chance.random()
    if luck > often:
        return 0
    if luck < often * 0.4:
        return chance.choice(edges) + int(chance.random() * 5) - 2
    return _maybe(chance, 1, most * 3 if luck > often * 0.9 else most)


def _signed(chance: random.Random, often: float, loss: int, gain: int) -> int:
    amount = _maybe(chance, often, loss + gain)
    return amount - loss if amount and amount != MOST else amount


def _filled(**amounts: int) -> Request:
    """Return what is not 0."""
    return {name: amount for name, amount in amounts.items() if amount}


# ---- the person ----------------------------------------------------------------------------


def _place(chance: random.Random, person: Request) -> None:
    luck = chance.random()
    if luck < 0.15:
        person["ordinance"] = chance.choice(ORDINANCES)
    elif luck < 0.25:
        person["municipality"] = chance.choice(("112101", "141003"))
    if luck > 0.98:
        person["property_only"] = True


def _taxpayer(chance: random.Random, person: Request) -> None:
    luck = chance.random()
    if luck < 0.1:
        born = person["tax_year"] - chance.choice((18, 19, 20, 21, 65, 66, 80))
        person["birth_date"] = f"{born}{chance.choice(BORN)}"
    else:
        person["age"] = chance.choice((17, 18, 19, 20, 30, 44, 44, 64, 65, 80))
    if luck < 0.5:
        return
    person["taxpayer"] = {
        "disability": chance.choice(("none", "none", "none", "ordinary", "special")),
        "widow": chance.random() < 0.2,
        "single_parent": chance.choice((None, None, None, None, "mother", "father")),
        "working_student": chance.random() < 0.2,
        "public_assistance": chance.random() < 0.02,
        "minor": chance.choice((None, None, None, False, True)),
    }


def _revenue(chance: random.Random, person: Request) -> None:
    person["revenue"] = _filled(
        employment=_near(chance, 0.75, PAY_EDGES, 14_000_000),
        public_pension=_near(chance, 0.35, PENSION_EDGES, 11_000_000),
    )
    if costs := _maybe(chance, 0.05, 3_000_000):
        person["specified_expenses"] = costs
    if chance.random() < 0.08:
        person["home_work"] = _filled(
            revenue=_maybe(chance, 0.9, 1_500_000), expenses=_maybe(chance, 0.8, 1_000_000)
        )


def _incomes(chance: random.Random) -> Request:
    business = _near(chance, 0.3, BUSINESS_EDGES, 8_000_000)
    income = _filled(
        business=_signed(chance, 0.12, 6_000_000, 100_000) or business,
        real_estate=_signed(chance, 0.2, 3_000_000, 3_000_000),
    )
    if income.get("real_estate", 0) < 0:
        income["real_estate_land_interest"] = _maybe(chance, 0.4, 2_000_000)
    if chance.random() < 0.3:
        income |= _filled(
            interest=_maybe(chance, 0.3, 50_000),
            dividend=_maybe(chance, 0.4, 3_000_000),
            miscellaneous=_maybe(chance, 0.5, 400_000),
            transfer_short=_signed(chance, 0.3, 2_000_000, 4_000_000),
            transfer_long=_signed(chance, 0.3, 2_000_000, 6_000_000),
            occasional=_near(chance, 0.3, (500_000,), 4_000_000),
        )
    return income


def _separate(chance: random.Random) -> Request:
    kinds: dict[str, Callable[[], int]] = {
        "listed_dividend": lambda: _maybe(chance, 0.9, 3_000_000),
        "unlisted_shares": lambda: _signed(chance, 0.9, 3_000_000, 9_000_000),
        "listed_shares": lambda: _signed(chance, 0.9, 3_000_000, 5_000_000),
        "futures": lambda: _signed(chance, 0.9, 1_000_000, 3_000_000),
        "forestry": lambda: _signed(chance, 0.9, 2_000_000, 6_000_000),
        "retirement": lambda: _maybe(chance, 0.9, 20_000_000),
    }
    found: Request = {
        kind: {"income": draw()} for kind, draw in kinds.items() if chance.random() < 0.25
    }
    if chance.random() < 0.5:
        for kind in (*LAND, "land_long_residence"):
            if chance.random() < 0.4:
                found[kind] = {
                    "income": _signed(chance, 0.5, 9_000_000, 30_000_000)
                    or _near(chance, 0.9, TIER_EDGES, 40_000_000),
                    "special_deduction": chance.choice(LAND_SPECIAL),
                }
    if "forestry" in found:
        found["forestry"]["special_deduction"] = chance.choice((0, 100_000, 500_000))
    return found


def _losses_of_earlier_years(chance: random.Random, person: Request) -> None:
    person["loss_carryforward"] = _maybe(chance, 0.5, 3_000_000)
    person["carryforward"] = _filled(
        residence=_maybe(chance, 0.4, 9_000_000),
        casualty=_maybe(chance, 0.4, 9_000_000),
        listed_shares=_maybe(chance, 0.5, 4_000_000),
        futures=_maybe(chance, 0.5, 2_000_000),
    )


# ---- spouse and relatives --------------------------------------------------------------------


def _family(chance: random.Random, person: Request, tax_year: int) -> None:
    if chance.random() < 0.5:
        person["spouse"] = {
            "income": _near(chance, 0.8, SPOUSE_EDGES, 1_500_000),
            "age": chance.choice((40, 69, 70, 75)),
            "disability": chance.choice(("none",) * 6 + ("ordinary", "special")),
            "cohabiting": chance.random() < 0.8,
            "abroad": _abroad(chance, tax_year),
            "family_employee": chance.random() < 0.02,
        }
    if relatives := chance.choice((0, 0, 0, 1, 2, 3)):
        person["dependants"] = [_dependant(chance, tax_year) for _ in range(relatives)]


def _abroad(chance: random.Random, tax_year: int) -> str:
    luck = chance.random()
    if luck < 0.8:
        return "no"
    return "ineligible" if luck > 0.95 and tax_year >= 2024 else "yes"


def _dependant(chance: random.Random, tax_year: int) -> Request:
    one: Request = {
        "income": _near(chance, 0.5, RELATIVE_EDGES, 1_400_000),
        "age": chance.choice(AGES),
    }
    luck = chance.random()
    if luck < 0.1:
        one["abroad"] = "yes"
    if luck > 0.8 and 30 <= one["age"] < 70 and tax_year >= 2024:
        one["abroad"] = "ineligible"
    else:
        one["disability"] = chance.choice(("none",) * 6 + ("ordinary", "special"))
        one["cohabiting"] = chance.random() < 0.5
    if one["age"] >= 70:
        one["cohabiting_parent"] = chance.random() < 0.5
    return one


# ---- what was paid -----------------------------------------------------------------------


def _deductions(chance: random.Random) -> Request:
    given: Request = _filled(
        social_insurance=_maybe(chance, 0.8, 1_200_000),
        small_enterprise_mutual_aid=_maybe(chance, 0.1, 840_000),
    )
    luck = chance.random()
    if luck < 0.15:
        given["medical"] = {
            "paid": _maybe(chance, 1, 2_500_000),
            "reimbursed": _maybe(chance, 0.3, 200_000),
        }
    elif luck < 0.25:
        given["self_medication"] = {
            "paid": _maybe(chance, 1, 120_000),
            "reimbursed": _maybe(chance, 0.3, 10_000),
        }
    elif luck < 0.35:
        given["casualty"] = _filled(
            net_loss=_maybe(chance, 0.8, 2_000_000), disaster_cost=_maybe(chance, 0.5, 500_000)
        )
    if chance.random() < 0.4:
        classes = ("general_new", "general_old", "nursing", "pension_new", "pension_old")
        given["life_insurance"] = {
            kind: _near(chance, 0.5, PREMIUM_EDGES, 100_000) for kind in classes
        }
    if chance.random() < 0.25:
        given["earthquake_insurance"] = _filled(
            earthquake=_maybe(chance, 0.8, 60_000), old_long_term=_maybe(chance, 0.4, 20_000)
        )
    return given


def _credits(chance: random.Random) -> Request:
    given: Request = {}
    if chance.random() < 0.12:
        given["dividend"] = _filled(
            ordinary=_maybe(chance, 0.8, 3_000_000),
            investment_trust=_maybe(chance, 0.4, 1_000_000),
            foreign_currency_trust=_maybe(chance, 0.4, 1_000_000),
        )
    if chance.random() < 0.2:
        given["housing_loan"] = {
            "available": _maybe(chance, 1, 400_000),
            "income_tax": _maybe(chance, 0.7, 200_000),
            "income_tax_base": _maybe(chance, 1, 5_000_000),
            "cap": chance.choice(("5/100", "7/100")),
        }
    if chance.random() < 0.35:
        given["donation"] = {
            "hometown": _maybe(chance, 0.8, 300_000),
            "one_stop": chance.random() < 0.5,
            **_filled(
                community_chest=_maybe(chance, 0.2, 50_000),
                municipal_only=_maybe(chance, 0.2, 50_000),
                prefectural_only=_maybe(chance, 0.2, 50_000),
            ),
        }
    if chance.random() < 0.06:
        given["foreign_tax"] = {
            "remaining": _maybe(chance, 1, 50_000),
            "national_limit": _maybe(chance, 1, 100_000),
        }
    if withheld := _maybe(chance, 0.1, 100_000):
        given["withheld_levy"] = withheld
    return given
