"""The kernel against the chain written a second time, from the rules, for one person at a time."""

from __future__ import annotations

from typing import Any

import pytest

from juminzei.kernel.columns import column_kinds
from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from law.people import chance_of, request
from law.restatement import Restatement
from law.restatement.incomes import KINDS

YEARS = range(2021, 2028)
SLICES = 10
PEOPLE_IN_A_SLICE = 10_000
"""Ten slices a year, so that the suite's processes share them: 100,000 people a year."""


@pytest.mark.parametrize("slice_", range(SLICES))
@pytest.mark.parametrize("tax_year", YEARS)
def test_the_kernel_agrees_with_the_restatement_on_random_people(
    tax_year: int, slice_: int
) -> None:
    chance = chance_of(f"restatement {tax_year} {slice_}")
    people = [request(chance, tax_year) for _ in range(PEOPLE_IN_A_SLICE)]
    answers = calculate([read(person) for person in people])
    for person, answer in zip(people, answers, strict=True):
        expected = Restatement(person).answer()
        assert answer == expected, f"{differences(answer, expected)} for {person}"


def differences(answer: dict[str, Any], expected: dict[str, Any]) -> str:
    """Return which figures differ, the kernel's before the restatement's."""
    return ", ".join(
        f"{key}: {answer.get(key)} not {expected.get(key)}"
        for key in sorted(answer.keys() | expected.keys())
        if answer.get(key) != expected.get(key)
    )


# ---- the random people are worth the comparison ----------------------------------------------

ENOUGH = 6_000
WITHOUT_KEY = {"income_elsewhere", "relative_for_income_adjustment"}
"""Columns that reports fill and no request."""
EXEMPTIONS = {
    "None",
    "public_assistance",
    "income_1350000",
    "per_capita_threshold",
    "income_levy_threshold",
}


@pytest.mark.parametrize("tax_year", YEARS)
def test_the_random_people_fill_every_column_that_a_request_can_fill(tax_year: int) -> None:
    chance = chance_of(f"restatement {tax_year} 0")
    filled = {
        name
        for _ in range(ENOUGH)
        for name, amount in read(request(chance, tax_year)).columns.items()
        if amount
    }
    missing = set(column_kinds()) - filled
    ineligible = {"dependants_abroad_ineligible"} if tax_year < 2024 else set()
    rows = {name for name in missing if name.startswith("specified_relatives_")}
    assert missing - rows == WITHOUT_KEY | ineligible
    assert bool(rows) == (tax_year < 2026)


@pytest.mark.parametrize("tax_year", YEARS)
def test_the_random_people_meet_every_deduction_credit_exemption_and_kind(tax_year: int) -> None:
    met: set[str] = set()
    wanted: set[str] = set()
    for _, answer in answered(tax_year):
        met |= {name for name, amount in answer["deductions"].items() if amount}
        met |= {name for name, both in answer["credits"].items() if both["municipal"]}
        met |= {name for name, both in answer["credits"].items() if both["prefectural"]}
        met |= {kind for kind, base in answer["tax_base"].items() if base}
        met |= {
            name for name in ("withheld_levy_applied", "withheld_levy_refund") if _of(answer, name)
        }
        met |= {name for name, amount in answer["income"].items() if amount}
        met.add(str(answer["exempt"]))
        wanted |= {*answer["deductions"], *answer["credits"], *answer["income"], *KINDS}
    never = set() if tax_year in (2024, 2025) else {"fixed_reduction"}
    never |= set() if tax_year >= 2026 else {"specified_relative"}
    wanted |= {"withheld_levy_applied", "withheld_levy_refund", *EXEMPTIONS}
    assert wanted - met == never
    assert not met & never


@pytest.mark.parametrize("tax_year", YEARS)
def test_the_random_people_meet_every_path_of_losses_and_every_tier(tax_year: int) -> None:
    met: set[str] = set()
    for person, case in cases(tax_year):
        met |= set(paths(person, case))
    assert set(ALL_PATHS) - met == set()


ALL_PATHS = (
    *("business loss", "house loss", "land interest", "short loss", "long loss"),
    *("transfer loss beside occasional", "forestry loss", "loss meets forestry"),
    *("loss meets retirement", "half of long", "half of occasional", "transfers net"),
    *("land loss meets land", "shares loss meets dividends", "lost shares", "lost futures"),
    *("net loss of before", "residence loss of before", "residence loss refused"),
    *("casualty loss of before", "shares loss of before", "futures loss of before"),
    *("special deduction", "special deductions at 50 million", "forestry deduction"),
    *("superior above its tier", "residence above its tier", "deductions reach what is apart"),
    *("home work", "specified expenses", "designated", "grade 1", "grade 2", "property only"),
    *("pension beside 10 million", "pension beside 20 million", "largest amount"),
    *("rate of short land", "rate of other separate incomes", "rate of forestry"),
    *("rate of retirement", "rate of 90 per cent", "donation at 30 per cent"),
    *("special part at 20 per cent", "dividends above 10 million", "born"),
)


def paths(person: dict[str, Any], case: Restatement) -> list[str]:
    """Return which of the law's paths one person takes."""
    income, apart = person.get("income", {}), person.get("separate", {})
    earned = {kind: one.get("income", 0) for kind, one in apart.items()}
    before = person.get("carryforward", {})
    bases, shares = case.bases, person.get("credits", {}).get("donation", {})
    land = [earned.get(kind, 0) for kind in KINDS[:5]]
    gifts = sum(shares.get(name, 0) for name in ("hometown", "community_chest"))
    capped = sum(one.get("special_deduction", 0) for one in apart.values())
    nothing_general = bool(shares.get("hometown")) and not bases["comprehensive"]
    transfers = income.get("transfer_short", 0) + income.get("transfer_long", 0)
    loss = income.get("business", 0) < -4_000_000 and case.income == 0
    met = {
        "business loss": income.get("business", 0) < 0,
        "house loss": income.get("real_estate", 0) < 0,
        "land interest": income.get("real_estate_land_interest", 0) > 0,
        "short loss": income.get("transfer_short", 0) < 0,
        "long loss": income.get("transfer_long", 0) < 0,
        "transfer loss beside occasional": transfers < 0 < income.get("occasional", 0) - 500_000,
        "forestry loss": earned.get("forestry", 0) < 0,
        "loss meets forestry": loss and earned.get("forestry", 0) > 0,
        "loss meets retirement": loss and earned.get("retirement", 0) > 0,
        "half of long": income.get("transfer_long", 0) > 500_000,
        "half of occasional": income.get("occasional", 0) > 500_000,
        "transfers net": income.get("transfer_short", 0) * income.get("transfer_long", 0) < 0,
        "land loss meets land": min(land) < 0 < max(land),
        "shares loss meets dividends": earned.get("listed_shares", 0) < 0
        and earned.get("listed_dividend", 0) > 0,
        "lost shares": earned.get("unlisted_shares", 0) < 0,
        "lost futures": earned.get("futures", 0) < 0,
        "net loss of before": bool(person.get("loss_carryforward")) and case.aggregate > 0,
        "residence loss of before": bool(before.get("residence")) and case.aggregate > 0,
        "residence loss refused": bool(before.get("residence")) and case.aggregate > 30_000_000,
        "casualty loss of before": bool(before.get("casualty")) and case.aggregate > 0,
        "shares loss of before": bool(before.get("listed_shares"))
        and earned.get("listed_shares", 0) > 0,
        "futures loss of before": bool(before.get("futures")) and earned.get("futures", 0) > 0,
        "special deduction": capped > 0,
        "special deductions at 50 million": capped > 50_000_000 and sum(land) > 80_000_000,
        "forestry deduction": bool(apart.get("forestry", {}).get("special_deduction")),
        "superior above its tier": bases["land_long_superior"] > 20_000_000,
        "residence above its tier": bases["land_long_residence"] > 60_000_000,
        "deductions reach what is apart": case.income < case.deduction_total
        and any(bases[kind] for kind in KINDS),
        "home work": bool(person.get("home_work", {}).get("revenue")),
        "specified expenses": bool(person.get("specified_expenses")) and case.employment > 0,
        "designated": case.designated,
        "grade 1": case.grade == 1,
        "grade 2": case.grade == 2,
        "property only": case.elsewhere,
        "pension beside 10 million": case.pension > 0 and 10**7 < case.aggregate <= 2 * 10**7,
        "pension beside 20 million": case.pension > 0 and case.aggregate > 3 * 10**7,
        "largest amount": "99999999999" in str(person),
        "rate of short land": nothing_general
        and bases["land_short"] + bases["land_short_reduced"] > 0,
        "rate of other separate incomes": nothing_general
        and sum(bases[kind] for kind in KINDS[2:9]) > 0,
        "rate of forestry": nothing_general and bases["forestry"] > 0,
        "rate of retirement": nothing_general and bases["retirement"] > 0,
        "rate of 90 per cent": bool(shares.get("hometown"))
        and 0 < bases["comprehensive"] < case.gap,
        "donation at 30 per cent": gifts > case.income_etc * 30 // 100 > 2_000,
        "special part at 20 per cent": shares.get("hometown", 0) * 2 > sum(case.calculated) > 0,
        "dividends above 10 million": case.taken["dividend"][0] > 0
        and bases["comprehensive"] > 10**7,
        "born": "birth_date" in person,
    }
    return [name for name, taken in met.items() if taken]


def cases(tax_year: int) -> list[tuple[dict[str, Any], Restatement]]:
    """Return some of the year's random people, restated."""
    chance = chance_of(f"restatement {tax_year} 0")
    people = [request(chance, tax_year) for _ in range(ENOUGH)]
    return [(person, Restatement(person)) for person in people]


def answered(tax_year: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return some of the year's random people with their answers."""
    return [(person, case.answer()) for person, case in cases(tax_year)]


def _of(answer: dict[str, Any], name: str) -> int:
    amount: int = answer.get(name, 0)
    return amount
