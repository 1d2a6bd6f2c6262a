"""Where the law cuts or raises a fraction, a step of its own says so, and nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import numpy as np
import pytest

from juminzei.base.money import Exact, Proportion
from juminzei.kernel.assess import assess_chunk
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.explain import Recorder
from juminzei.kernel.law import tax_years
from law.people import chance_of, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.kernel.explain import Step
    from juminzei.kernel.law import Law

P = ParamSpec("P")
R = TypeVar("R")
PEOPLE = 250
SAYS_SO = re.compile("切り?捨て|切り?上げ")
CUT_TO_ROWS = {"employment_revenue_rounded"}
"""Pay cut to the rows of 別表第五: nothing but a rounding, of what nobody has divided before."""


class RoundingSeen(np.ndarray[Any, Any]):
    """A column that notes every division which leaves something over."""

    seen = 0

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever NumPy hands on
        """Run the operation; look at what a division leaves over."""
        plain = [_plain(one) for one in inputs]
        if ufunc.__name__ == "floor_divide" and np.remainder(*plain).any():
            RoundingSeen.seen += 1
        if "out" in options:
            options["out"] = tuple(_plain(one) for one in options["out"])
        return _marked(getattr(ufunc, method)(*plain, **options))


def _plain(one: Any) -> Any:  # noqa: ANN401 - an operand
    return one.view(np.ndarray) if isinstance(one, RoundingSeen) else one


def _marked(one: Any) -> Any:  # noqa: ANN401 - a column, or a figure of the law
    if isinstance(one, Exact):
        return Exact(_marked(one.numerator), _marked(one.denominator))
    if isinstance(one, Proportion):
        return Proportion(_marked(one.amount), _marked(one.part), _marked(one.rest))
    return one.view(RoundingSeen) if isinstance(one, np.ndarray) else one


class RoundingWatch(Recorder):
    """Keeps the steps that round."""

    def __init__(self, law: Law) -> None:
        super().__init__(law)
        self.rounding: list[Step] = []

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:
        """Return what ``rule`` makes of ``inputs``, watching for divisions with a rest."""
        marked: Any = {key: _marked(one) for key, one in inputs.items()}
        RoundingSeen.seen = 0
        found: Any = super().take(name, rule, *plain, **marked)
        if RoundingSeen.seen:
            self.rounding.append(self.steps[-1])
        return cast("R", found)


@pytest.mark.parametrize("tax_year", tax_years())
def test_only_steps_that_say_so_round(tax_year: int) -> None:
    chance = chance_of(f"roundings {tax_year}")
    seen: dict[str, Step] = {}
    for _ in range(PEOPLE):
        asked = read(request(chance, tax_year))
        watch = RoundingWatch(asked.law)
        assess_chunk(TaxpayerColumns.from_sparse([asked.columns]), asked.law, watch)
        seen |= {step.name: step for step in watch.rounding}
    assert all(SAYS_SO.search(step.formula) for step in seen.values()), seen
    besides = {name for name, step in seen.items() if set(step.inputs) != {"amount"}}
    assert besides <= CUT_TO_ROWS
    assert len(seen) > 40
