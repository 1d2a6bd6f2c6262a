"""How the chain calls each rule: plainly for a city, or with a record for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")
WITHOUT_PENSION = "without_pension_"
"""Beginning of the names of steps that are taken a second time, as if there were no pension."""


class Steps:
    """Calls rules by their step's name; :class:`~juminzei.kernel.explain.Recorder` remembers."""

    def take(
        self,
        name: str,  # noqa: ARG002 - the recorder needs it
        rule: Callable[P, R],
        *plain: P.args,
        **inputs: P.kwargs,
    ) -> R:
        """Return what ``rule`` makes of ``inputs``; ``name`` is the step's name."""
        return rule(*plain, **inputs)


class WithoutPension(Steps):
    """Calls rules that are called a second time, as if there were no pension."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:
        """Return what ``rule`` makes of ``inputs``, as a step of a name of its own."""
        return self.steps.take(f"{WITHOUT_PENSION}{name}", rule, *plain, **inputs)


PLAIN = Steps()
