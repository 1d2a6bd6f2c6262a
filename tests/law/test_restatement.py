"""The kernel against the chain written a second time, from the rules, for one person at a time."""

from __future__ import annotations

from typing import Any

import pytest

from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from law.people import chance_of, request
from law.restatement import Restatement

PEOPLE = 20_000


@pytest.mark.parametrize("tax_year", [2025, 2026])
def test_the_kernel_agrees_with_the_restatement_on_random_people(tax_year: int) -> None:
    chance = chance_of(f"restatement {tax_year}")
    people = [request(chance, tax_year) for _ in range(PEOPLE)]
    answers = calculate([read(person) for person in people])
    for person, answer in zip(people, answers, strict=True):
        expected = Restatement(person).answer()
        assert answer == expected, f"{differences(answer, expected)} for {person}"


@pytest.mark.parametrize("tax_year", [2025, 2026])
def test_the_random_people_meet_every_part_of_the_law(tax_year: int) -> None:
    chance = chance_of(f"restatement {tax_year}")
    met: set[str] = set()
    for _ in range(PEOPLE // 4):
        answer = Restatement(request(chance, tax_year)).answer()
        met |= {name for name, amount in answer["deductions"].items() if amount}
        met |= {name for name, both in answer["credits"].items() if both["municipal"]}
        met.add(str(answer["exempt"]))
    never = {"casualty"} | ({"specified_relative"} if tax_year == 2025 else {"fixed_reduction"})
    wanted = set(answer["deductions"]) | set(answer["credits"])
    assert met >= wanted - never
    assert met >= {
        "None",
        "public_assistance",
        "income_1350000",
        "per_capita_threshold",
        "income_levy_threshold",
    }


def differences(answer: dict[str, Any], expected: dict[str, Any]) -> str:
    """Return which figures differ, the kernel's before the restatement's."""
    return ", ".join(
        f"{key}: {answer[key]} not {expected[key]}"
        for key in expected
        if answer[key] != expected[key]
    )
