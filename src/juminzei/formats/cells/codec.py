"""What every way of reading cells has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar

Cells = tuple[str, ...]
CELL_REMEDY = "提出者に確かめ、この行だけ直して取り込み直してください。"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one of the cells that make a value."""

    value_class: str
    problem: str
    remedy: str = CELL_REMEDY
    place: int = 0
    """Which of the cells, from 0."""


class RefusedError(Exception):
    """The cells make no value; every problem is named."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("、".join(problem.value_class for problem in problems))
        self.problems = problems


class Codec(ABC):
    """Reads the cells of one field and writes them; ``read(write(value)) == value``."""

    secret: ClassVar[bool] = False
    """Whether the cells can hold an Individual Number and so are kept nowhere as text."""

    @abstractmethod
    def read(self, cells: Cells) -> object:
        """Return the value that ``cells`` make.

        Raises:
            RefusedError: They make none.
        """

    def plain(self, texts: set[str]) -> dict[str, object]:  # noqa: ARG002 - for overriding
        """Return the values of those of ``texts`` that need no closer look.

        A text may be left out, and is then read one by one; a text that is in must be
        free of doubts, and be what its value is written as.
        """
        return {}

    @abstractmethod
    def write(self, value: object) -> Cells:
        """Return the cells that ``value`` is officially written as."""

    def doubts(self, cells: Cells, value: object, /) -> tuple[Problem, ...]:  # noqa: ARG002 - others use them
        """Return what a clerk should know of cells that make ``value`` all the same."""
        return ()


def moved(problems: tuple[Problem, ...], by: int) -> list[Problem]:
    """Return ``problems`` of cells that stand ``by`` places further on."""
    return [replace(problem, place=problem.place + by) for problem in problems]
