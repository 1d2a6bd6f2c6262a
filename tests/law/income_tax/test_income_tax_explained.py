"""The income tax explained: the same amounts, each step with an article of its own law."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.income_tax import (
    IncomeTax,
    ReturnColumns,
    assess_income_tax,
    explained_income_tax,
    income_tax_text,
    income_years,
    load_income_tax,
    told_income_tax,
)
from juminzei.kernel.income_tax.wording import label_of_input, own_steps, wording
from juminzei.kernel.separate_kinds import KINDS
from law.income_tax.one_return import steps_of
from law.income_tax.returns import person_and_return
from law.people import chance_of

if TYPE_CHECKING:
    from juminzei.kernel.explain import Step, Value

PEOPLE = 60
SHARED_BY_BOTH = ("housing_loan_left", "foreign_surtax_left")
"""What goes on to the inhabitant tax names its articles too."""


def explained(income_year: int) -> list[tuple[TaxpayerColumns, ReturnColumns, list[Step]]]:
    chance, law = chance_of(f"explain income tax {income_year}"), load_income_tax(income_year)
    found = []
    for _ in range(PEOPLE):
        person, told = person_and_return(chance, income_year)
        columns = TaxpayerColumns.from_sparse([read(person).columns])
        returned = ReturnColumns.from_sparse([told])
        found.append((columns, returned, explained_income_tax(columns, returned, law)[1]))
    return found


def number(value: Value) -> Fraction:
    """Return what a step tells as a number; a fraction of a yen is told as text."""
    if isinstance(value, str):
        return sum((Fraction(part) for part in value.split()), Fraction(0))
    return Fraction(value or 0)


@pytest.mark.parametrize("income_year", income_years())
def test_the_explained_figures_are_the_assessed_ones(income_year: int) -> None:
    law = load_income_tax(income_year)
    seen: set[str] = set()
    for columns, told, steps in explained(income_year):
        plain = assess_income_tax(columns, told, law).row(0)
        values = {step.name: step.value for step in steps}
        for column in fields(IncomeTax):
            if column.name in values:
                assert values[column.name] == plain[column.name], column.name
                seen.add(column.name)
    assert len(seen) > 55


@pytest.mark.parametrize("income_year", income_years())
def test_every_step_has_words_and_an_article_of_the_income_tax(income_year: int) -> None:
    for _, _, steps in explained(income_year):
        for step in steps:
            assert step.label
            assert step.formula
            assert step.law
            assert "{" not in step.formula
            if step.name not in SHARED_BY_BOTH:
                assert "地方税法" not in step.law, step.name
            for name in step.inputs:
                assert label_of_input(name)


@pytest.mark.parametrize("income_year", income_years())
def test_every_rounding_moves_less_than_its_unit(income_year: int) -> None:
    seen = 0
    for _, _, steps in explained(income_year):
        for step in steps:
            if set(step.inputs) != {"amount"}:
                continue
            unit = 1_000 if step.name.startswith("tax_base") else 1
            before = number(step.inputs["amount"])
            assert abs(number(step.value) - before) < unit, step.name
            up = "切り上げる" in step.formula
            assert (number(step.value) >= before) if up else (number(step.value) <= before)
            seen += 1
    assert seen > 1_000


@pytest.mark.parametrize("income_year", income_years())
def test_sums_and_differences_recompute_from_their_inputs(income_year: int) -> None:
    for _, _, steps in explained(income_year):
        for step in steps:
            if step.name in {"deduction_total", "calculated_tax", "tax_and_surtax"}:
                assert step.value == sum(number(value) for value in step.inputs.values())
            if step.name.startswith("tax_after_") and "credit" in step.inputs:
                assert step.value == number(step.inputs["tax"]) - number(step.inputs["credit"])


def test_the_parts_of_the_text_come_in_the_order_of_the_return() -> None:
    steps = list(steps_of(revenue_employment=5_000_000, told={"withheld": 100_000}).values())
    parts = list(dict.fromkeys(step.part for step in told_income_tax(steps)))
    assert parts == [
        "所得",
        "所得から差し引かれる金額",
        "課税される所得金額",
        "税額",
        "納める税金・還付される税金",
    ]


def test_the_assumptions_of_2026_stand_beside_their_steps() -> None:
    steps = steps_of(
        2026, revenue_employment=5_000_000, dependants_under16=1, life_general_new=80_000
    )
    for name in ("employment_income_exact", "deduction_basic", "has_child_under23"):
        assert "※前提" in steps[name].formula, name
        assert "未確認" in steps[name].formula, name


def test_the_text_says_that_the_law_is_a_draft_and_what_is_owed() -> None:
    law = load_income_tax(2025)
    steps = steps_of(revenue_employment=5_000_000, told={"withheld": 500_000})
    lines = income_tax_text(list(steps.values()), law).splitlines()
    assert lines[0] == "令和7年分 所得税・復興特別所得税の計算の根拠"
    assert lines[1] == law.warning
    # 3,560,000 - 680,000 = 2,880,000 -> 190,500; 4,000; 500,000 - 194,500
    assert lines[2] == "納める税金 0円　還付される税金 305,500円"


def test_every_step_of_the_words_is_one_that_is_taken() -> None:
    people = [one for year in income_years() for one in explained(year)]
    taken = {step.name for _, _, steps in people for step in steps}
    kinds = ("comprehensive", *KINDS)
    shared = {name.replace(kind, "kind", 1) for name in taken for kind in kinds if kind in name}
    assert set(own_steps()) <= taken | shared


def test_a_step_that_neither_tax_has_is_refused() -> None:
    with pytest.raises(KeyError):
        wording("no_such_step")


def test_one_person_at_a_time() -> None:
    two = TaxpayerColumns.from_sparse([{}, {}])
    with pytest.raises(ValueError, match="one person at a time"):
        explained_income_tax(two, ReturnColumns.from_sparse([{}, {}]), load_income_tax(2025))
