"""Sums over people compared: revenue by body, who is taxed, gainers and losers by class."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.simulation.classes import BY_AGE, BY_CHANGE, BY_FAMILY, BY_INCOME
from juminzei.kernel.simulation.disclosure import is_few, withheld
from juminzei.kernel.simulation.people import LEVIES, Standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Yen
    from juminzei.kernel.simulation.classes import Classing
    from juminzei.kernel.simulation.people import Compared

SUMS = {
    "municipal": ("municipal_income_levy", "municipal_per_capita_levy"),
    "prefectural": ("prefectural_income_levy", "prefectural_per_capita_levy"),
}
"""Body → the levies that it takes in; the forest tax is the nation's."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure before and after: yen of a levy, or people of a standing."""

    name: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Moved:
    """How many people owe something else in kind than before."""

    before: Standing
    after: Standing
    people: int


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Gainers and losers of one class; yen are sums, 0 or more."""

    label: str
    people: int
    gainers: int
    gained: int
    losers: int
    lost: int
    withheld: bool = False
    """Whether so few people stand behind it that it must not be told."""

    @property
    def difference(self) -> int:
        """Yen that the class owes more; negative if it gains."""
        return self.lost - self.gained

    @property
    def mean(self) -> Fraction | None:
        """Yen that a person of the class owes more on average, exact; None for nobody."""
        return _mean(self.difference, self.people)

    @property
    def mean_gained(self) -> Fraction | None:
        """Yen that a gainer gains on average, exact; None where nobody gains."""
        return _mean(self.gained, self.gainers)

    @property
    def mean_lost(self) -> Fraction | None:
        """Yen that a loser loses on average, exact; None where nobody loses."""
        return _mean(self.lost, self.losers)


@dataclass(frozen=True, slots=True)
class ClassTable:
    """All classes of one classing, in order."""

    name: str
    title: str
    rows: tuple[ClassRow, ...]


@dataclass(frozen=True, slots=True)
class Top:
    """One of the largest changes; who it is is told only to those who may see persons."""

    number: int
    before: int
    after: int
    income: str
    age: str
    family: str

    @property
    def difference(self) -> int:
        """Yen that the person owes more."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change does to these people."""

    people: int
    revenue: tuple[Line, ...]
    """Of each levy and body, named as in the assessment; ``total`` is the last."""
    standing: tuple[Line, ...]
    moved: tuple[Moved, ...]
    everybody: ClassRow
    classes: tuple[ClassTable, ...]
    """By income, age and family."""
    distribution: ClassTable
    """By how much more or less each owes."""
    decreases: tuple[Top, ...]
    increases: tuple[Top, ...]
    least: int
    """Classes with fewer people were withheld."""


def outcome(people: Compared, *, least: int = 0, top: int = 10) -> Outcome:
    """Return the sums over ``people``.

    Args:
        people: Everybody, under both laws.
        least: Classes with fewer people behind a figure are withheld; then nobody's own
            change is told either.
        top: How many of the largest changes of each direction are told.
    """
    tables = [
        withheld(_table(people, by), least) for by in (BY_INCOME, BY_AGE, BY_FAMILY, BY_CHANGE)
    ]
    shown = 0 if least else top
    everybody = _row("", people.difference)
    return Outcome(
        people=len(people),
        revenue=_revenue(people),
        standing=_standing(people),
        moved=tuple(one for one in _moved(people) if one.people >= least),
        everybody=replace(everybody, withheld=is_few(everybody, least)),
        classes=tuple(tables[:-1]),
        distribution=tables[-1],
        decreases=_top(people, people.difference, shown),
        increases=_top(people, -people.difference, shown),
        least=least,
    )


def _mean(yen: int, people: int) -> Fraction | None:
    return Fraction(yen, people) if people else None


def _revenue(people: Compared) -> tuple[Line, ...]:
    sums = {
        name: Line(
            name, int(getattr(people.before, name).sum()), int(getattr(people.after, name).sum())
        )
        for name in LEVIES
    }
    lines = []
    for body, levies in SUMS.items():
        parts = [sums[levy] for levy in levies]
        lines += [
            *parts,
            Line(body, sum(part.before for part in parts), sum(part.after for part in parts)),
        ]
    return (*lines, sums["forest_environment_tax"], sums["total"])


def _standing(people: Compared) -> tuple[Line, ...]:
    before = np.bincount(people.before.standing, minlength=len(Standing))
    after = np.bincount(people.after.standing, minlength=len(Standing))
    return tuple(Line(one.name.lower(), int(before[one]), int(after[one])) for one in Standing)


def _moved(people: Compared) -> list[Moved]:
    kinds = len(Standing)
    pairs = people.before.standing.astype(np.int64) * kinds + people.after.standing
    counts = np.bincount(pairs, minlength=kinds * kinds)
    return [
        Moved(before, after, int(counts[before * kinds + after]))
        for before in Standing
        for after in Standing
        if before != after and counts[before * kinds + after]
    ]


def _table(people: Compared, by: Classing) -> ClassTable:
    place, difference = by.of(people), people.difference
    rows = [_row(label, difference[place == at]) for at, label in enumerate(by.labels)]
    return ClassTable(by.name, by.title, tuple(rows))


def _row(label: str, difference: Yen) -> ClassRow:
    return ClassRow(
        label=label,
        people=len(difference),
        gainers=int((difference < 0).sum()),
        gained=int(-difference[difference < 0].sum()),
        losers=int((difference > 0).sum()),
        lost=int(difference[difference > 0].sum()),
    )


def _top(people: Compared, rising: Yen, count: int) -> tuple[Top, ...]:
    """Return those with the lowest ``rising`` below 0; of equals, the lowest number first."""
    places = _lowest(rising, people.number, count)
    classed = [by.of(people) for by in (BY_INCOME, BY_AGE, BY_FAMILY)]
    labels = [by.labels for by in (BY_INCOME, BY_AGE, BY_FAMILY)]
    return tuple(
        Top(
            int(people.number[at]),
            int(people.before.total[at]),
            int(people.after.total[at]),
            *(words[places_of[at]] for words, places_of in zip(labels, classed, strict=True)),
        )
        for at in places
    )


def _lowest(rising: Yen, number: NDArray[np.int64], count: int) -> list[int]:
    changed = np.flatnonzero(rising < 0)
    order = np.lexsort((number[changed], rising[changed]))
    return [int(at) for at in changed[order[:count]]]
