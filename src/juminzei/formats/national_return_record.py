"""A national return as read: forms, their pages, values by the number of the box."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from juminzei.base.numbers.individual_number import IndividualNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value = int | str | date | IndividualNumber
"""Yen and years are numbers; kinds (区分) and codes are text as written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one box of a return; the value itself never stands here."""

    form: str
    tag: str
    path: str
    """Where: form › page › group › box, in the words of the form."""
    problem: str
    remedy: str
    grave: bool = True
    """Whether the return cannot be taken before somebody has looked."""

    def __str__(self) -> str:
        return f"{self.path}（{self.tag}）: {self.problem}{self.remedy}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form; a page may come several times (次葉)."""

    tag: str
    values: Mapping[str, Value] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, Value], ...]] = field(default_factory=dict)
    """Repeated groups: each repetition with its values by box."""


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """One form of a return."""

    form: str
    version: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class NationalReturn:
    """A return with all its forms; references to the heading are resolved."""

    heading: Mapping[str, Value]
    """Values of the heading (IT部) by name."""
    forms: tuple[ReturnForm, ...]
    procedure: str = "RKO0010"
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def income_year(self) -> int | None:
        """Return the year whose income it declares."""
        year = self.heading.get("NENBUN")
        return year if isinstance(year, int) else None

    @property
    def sound(self) -> bool:
        """Whether nothing grave was found."""
        return not any(problem.grave for problem in self.problems)

    def pages(self) -> Iterator[Page]:
        """Yield the pages of all forms."""
        for form in self.forms:
            yield from form.pages

    def value(self, tag: str) -> Value | None:
        """Return the first value of a box outside repeated groups."""
        return self._first.get(tag)

    def amount(self, tag: str) -> int:
        """Return the yen of a box summed over all its pages; a blank box is 0."""
        return self.amounts.get(tag, 0)

    @cached_property
    def amounts(self) -> Mapping[str, int]:
        """Return the yen of each box that has some, summed over all its pages."""
        sums: dict[str, int] = defaultdict(int)
        for page in self.pages():
            for tag, value in page.values.items():
                if isinstance(value, int):
                    sums[tag] += value
        return dict(sums)

    @cached_property
    def _first(self) -> Mapping[str, Value]:
        found: dict[str, Value] = {}
        for page in self.pages():
            for tag, value in page.values.items():
                found.setdefault(tag, value)
        return found

    def text(self, tag: str) -> str:
        """Return the text of a box, or nothing."""
        value = self.value(tag)
        return value if isinstance(value, str) else ""

    def marked(self, tag: str) -> bool:
        """Whether a kind (区分) is given and is not 0."""
        return self.text(tag) not in {"", "0"}

    def rows(self, group: str) -> list[Mapping[str, Value]]:
        """Return the repetitions of a group over all pages, in order."""
        return [row for page in self.pages() for row in page.rows.get(group, ())]
