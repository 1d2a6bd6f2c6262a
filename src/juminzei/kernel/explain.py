"""Every yen explained: the same rules as for the whole city, with a record of each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import numpy as np

from juminzei.base.citation import citations
from juminzei.base.money import Exact, Proportion, exact_text
from juminzei.kernel.assess import assess_chunk
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.steps import Steps
from juminzei.kernel.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.kernel.assessment import Assessment
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.law import Law
    from juminzei.kernel.parameters.standing import StandingBody
    from juminzei.kernel.wording import Wording

P = ParamSpec("P")
R = TypeVar("R")
Value = int | str | bool | None
"""Yen, persons or a code; a fraction of a yen as text; a flag; the name of an exemption."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the calculation, told to people; keys are those of the contract."""

    name: str
    label: str
    law: str
    formula: str
    inputs: dict[str, Value]
    value: Value


class Recorder(Steps):
    """Calls the rules and remembers what went in and came out, for one person."""

    def __init__(
        self,
        law: Law | StandingBody | IncomeTaxLaw,
        words: Callable[[str], Wording] = wording,
    ) -> None:
        self.law = law
        self.words = words
        self.steps: list[Step] = []

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:
        """Return what ``rule`` makes of ``inputs``, after writing it down."""
        value = rule(*plain, **inputs)
        words = self.words(name)
        self.steps.append(
            Step(
                name=name,
                label=words.label,
                law=words.law or "・".join(citations(rule)),
                formula=words.formula.format(law=self.law) + self._assumption(words.assumption),
                inputs={key: _told(one) for key, one in inputs.items() if _is_column(one)},
                value=_told(value),
            )
        )
        return value

    def _assumption(self, path: str) -> str:
        if not path:
            return ""
        section: object = reduce(getattr, path.split("."), self.law)
        assumption: str = getattr(section, "assumption", "")
        return f" ※前提: {assumption}" if assumption else ""


def explain(columns: TaxpayerColumns, law: Law) -> list[Step]:
    """Return every step of one person's tax, in the order of calculation.

    Args:
        columns: One row.
        law: The law that the person was assessed under.

    Raises:
        ValueError: More or less than one row.
    """
    return explained(columns, law)[1]


def explained(columns: TaxpayerColumns, law: Law) -> tuple[Assessment, list[Step]]:
    """Return one person's tax with its steps.

    Raises:
        ValueError: More or less than one row.
    """
    if len(columns) != 1:
        raise ValueError(f"{len(columns)} rows; explain one person at a time")
    recorder = Recorder(law)
    return assess_chunk(columns, law, recorder), recorder.steps


def _is_column(value: object) -> bool:
    return isinstance(value, (np.ndarray, Exact, Proportion))


def _told(value: object) -> Value:
    """Return the single row's value in plain Python."""
    if isinstance(value, (Exact, Proportion)):
        exact = value.at(0)
        return exact.numerator if exact.denominator == 1 else exact_text(exact)
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{type(value).__name__} is no column")
    if value.dtype == np.int8:
        return Exemption(int(value[0])).contract_name
    return bool(value[0]) if value.dtype == np.bool_ else int(value[0])
