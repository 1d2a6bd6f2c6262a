"""How the chain calls each rule: plainly for a city, or with a record for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


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


PLAIN = Steps()
