"""Every recorded step follows from what it recorded, and the last steps are the answer."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np
import pytest

from juminzei.base.money import Exact, Proportion
from juminzei.kernel.assess import assess, assess_chunk
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.explain import Recorder, Step, Value
from juminzei.kernel.law import tax_years
from law.people import chance_of, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.kernel.law import Law

P = ParamSpec("P")
R = TypeVar("R")
PEOPLE = 250
Named = dict[str, Any]


class RememberingRecorder(Recorder):
    """Keeps beside each step its rule and the very values that went in and came out."""

    def __init__(self, law: Law) -> None:
        super().__init__(law)
        self.taken: list[tuple[Step, Callable[..., Any], Named, Any]] = []

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:
        """Record the step as usual, and remember."""
        assert not plain, f"{name}: a rule's inputs are told by their names"
        value = super().take(name, rule, *plain, **inputs)
        self.taken.append((self.steps[-1], rule, dict(inputs), value))
        return value


def recorded(tax_year: int, count: int) -> Any:  # noqa: ANN401 - an iterator of three things
    """Yield columns, answer and recorder of random people."""
    chance = chance_of(f"steps {tax_year}")
    for _ in range(count):
        asked = read(request(chance, tax_year))
        columns = TaxpayerColumns.from_sparse([asked.columns])
        recorder = RememberingRecorder(asked.law)
        yield columns, assess_chunk(columns, asked.law, recorder), recorder


def rebuilt(told: Value, like: object) -> Any:  # noqa: ANN401 - a column
    """Return a column of one row from what a step told, of the kind that ``like`` was."""
    if isinstance(like, (Exact, Proportion)):
        amount = fraction(told)
        return Exact(np.array([amount.numerator], object), amount.denominator)
    assert isinstance(like, np.ndarray)
    if like.dtype == np.int8:
        code = next(one for one in Exemption if one.contract_name == told)
        return np.array([code], np.int8)
    return np.array([told], like.dtype)


def fraction(told: Value) -> Fraction:
    """Return the number that a step told: ``"12.5"``, ``"3 1/7"`` or a whole number."""
    return sum((Fraction(part) for part in str(told).split()), Fraction(0))


def plain_value(column: Any) -> Any:  # noqa: ANN401 - a column, then a number
    return column.at(0) if isinstance(column, (Exact, Proportion)) else column[0]


@pytest.mark.parametrize("tax_year", tax_years())
def test_each_rule_gives_the_told_value_again_from_the_told_inputs(tax_year: int) -> None:
    for _, _, recorder in recorded(tax_year, PEOPLE):
        for step, rule, inputs, value in recorder.taken:
            told = {
                name: rebuilt(step.inputs[name], one) if name in step.inputs else one
                for name, one in inputs.items()
            }
            again = rule(**told)
            assert plain_value(again) == plain_value(rebuilt(step.value, value)), step


@pytest.mark.parametrize("tax_year", tax_years())
def test_every_input_of_a_step_is_told_of_the_person_or_by_an_earlier_step(tax_year: int) -> None:
    for columns, _, recorder in recorded(tax_year, PEOPLE):
        figures: set[Value] = {getattr(columns, name)[0].item() for name in columns.__slots__}
        figures.add(recorder.law.national.land_special_deduction.yearly_limit)
        for step in recorder.steps:
            untold = {name for name, one in step.inputs.items() if one not in figures}
            assert not untold, step
            figures.add(step.value)


@pytest.mark.parametrize("tax_year", tax_years())
def test_the_last_steps_of_their_names_are_the_answer(tax_year: int) -> None:
    for _, answer, recorder in recorded(tax_year, 60):
        last = {id(value): step for step, _, _, value in recorder.taken}
        told = {step.name: step.value for step, _, _, _ in recorder.taken}
        for column in fields(Assessment):
            found = getattr(answer, column.name)
            step = last.get(id(found))
            if step is None:
                assert told.get(column.name, found[0]) == found[0], column.name
            elif column.name != "exempt":
                assert step.value == found[0], column.name


# ---- one by one and all together -------------------------------------------------------------


def crowd(tax_year: int, count: int) -> tuple[Law, TaxpayerColumns]:
    """Return random people who ask for the same law."""
    chance, law = chance_of(f"crowd {tax_year}"), None
    found: list[dict[str, int]] = []
    while len(found) < count:
        person = request(chance, tax_year)
        if "ordinance" not in person and "municipality" not in person:
            asked = read(person)
            law = asked.law
            found.append(asked.columns)
    assert law is not None
    return law, TaxpayerColumns.from_sparse(found)


@pytest.mark.parametrize("tax_year", tax_years())
def test_one_alone_gets_what_he_gets_among_thousands(tax_year: int) -> None:
    law, columns = crowd(tax_year, 2_000)
    together = assess(columns, law)
    for row in range(0, len(columns), 7):
        alone = assess(columns.rows(slice(row, row + 1)), law)
        assert alone.row(0) == together.row(row)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("tax_year", [2021, 2024, 2027])
def test_the_borders_of_chunks_change_nobodys_tax(tax_year: int, threads: int) -> None:
    from juminzei.kernel import assess as assessing  # noqa: PLC0415 - its chunk sizes, by name

    size = assessing.CHUNK_ROWS if threads == 1 else assessing.THREADED_CHUNK_ROWS
    law, few = crowd(tax_year, 1_009)
    expected = assess(few, law)
    for people in (size - 1, size, size + 1, 2 * size + 1):
        rows = np.arange(people) % len(few)
        many = TaxpayerColumns(**{name: getattr(few, name)[rows] for name in few.__slots__})
        found = assess(many, law, threads=threads)
        for column in fields(Assessment):
            wanted = getattr(expected, column.name)[rows]
            assert np.array_equal(getattr(found, column.name), wanted), column.name
