"""Records one person's calculation together with where each input came from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from juminzei.kernel.assess import assess_chunk
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.explain import Recorder

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.explain import Step
    from juminzei.kernel.law import Law

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Traced:
    """A step, and for each input the place of the step it came from or its column's label."""

    step: Step
    sources: dict[str, int]
    columns: dict[str, str]


class Tracer(Recorder):
    """A recorder that also knows its values again when they go into later rules."""

    def __init__(self, columns: TaxpayerColumns, law: Law) -> None:
        super().__init__(law)
        kinds = column_kinds()
        self.traced: list[Traced] = []
        self._kept: list[object] = []  # while it is kept, no other value takes its identity
        self._made: dict[int, int] = {}
        self._given = {
            id(getattr(columns, column.name)): kinds[column.name].label
            for column in fields(columns)
        }

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:
        """Return what ``rule`` makes of ``inputs``, after writing it and its sources down."""
        value = super().take(name, rule, *plain, **inputs)
        step = self.steps[-1]
        made, given = self._made, self._given
        self.traced.append(
            Traced(
                step=step,
                sources={
                    key: made[id(inputs[key])] for key in step.inputs if id(inputs[key]) in made
                },
                columns={
                    key: given[id(inputs[key])] for key in step.inputs if id(inputs[key]) in given
                },
            )
        )
        self._kept.append(value)
        # A rule that hands its input on returns the same object; the newest step counts.
        self._made[id(value)] = len(self.traced) - 1
        return value


def traced(columns: TaxpayerColumns, law: Law) -> list[Traced]:
    """Return every step of one person's tax, in the order of calculation.

    Args:
        columns: One row.
        law: The law that the person was assessed under.
    """
    tracer = Tracer(columns, law)
    assess_chunk(columns, law, tracer)
    return tracer.traced
