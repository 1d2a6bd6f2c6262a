"""The income tax against the chain written a second time, from the rules, person by person."""

from __future__ import annotations

from dataclasses import fields

import pytest

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.income_tax import IncomeTax, ReturnColumns, assess_income_tax, load_income_tax
from law.income_tax.restatement import NationalReturn
from law.income_tax.returns import person_and_return
from law.people import chance_of

YEARS = range(2020, 2027)
SLICES = 4
PEOPLE_IN_A_SLICE = 5_000
ENOUGH = 2_000
"""Four slices a year, so that the suite's processes share them: 20,000 people a year."""


@pytest.mark.parametrize("slice_", range(SLICES))
@pytest.mark.parametrize("income_year", YEARS)
def test_the_kernel_agrees_with_the_restatement_on_random_people(
    income_year: int, slice_: int
) -> None:
    chance = chance_of(f"income tax {income_year} {slice_}")
    people = [person_and_return(chance, income_year) for _ in range(PEOPLE_IN_A_SLICE)]
    tax = assess_income_tax(
        TaxpayerColumns.from_sparse([read(person).columns for person, _ in people]),
        ReturnColumns.from_sparse([told for _, told in people]),
        load_income_tax(income_year),
    )
    for row, (person, told) in enumerate(people):
        expected = NationalReturn(person, told).answer
        answer = tax.row(row)
        differing = {
            name: (answer[name], expected[name])
            for name in answer
            if answer[name] != expected[name]
        }
        assert not differing, f"{differing} for {person} and {told}"


@pytest.mark.parametrize("income_year", YEARS)
def test_the_random_people_meet_every_line_of_the_return(income_year: int) -> None:
    chance = chance_of(f"income tax {income_year} 0")
    people = [person_and_return(chance, income_year) for _ in range(ENOUGH)]
    met = {
        name
        for person, told in people
        for name, amount in NationalReturn(person, told).answer.items()
        if amount
    }
    never = {"fixed_reduction"} if income_year != 2024 else set()
    never |= (
        {"minimum_tax_addition", "deduction_specified_relative"} if income_year < 2025 else set()
    )
    assert {column.name for column in fields(IncomeTax)} - met == never
