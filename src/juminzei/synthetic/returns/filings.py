"""Every return that comes in: who hands it in how, what comes twice, what arrives broken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from juminzei.synthetic.earning.declarations import NOTHING, Declarations
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.reports import dealings
from juminzei.synthetic.reports.recipients import Pens
from juminzei.synthetic.reports.rows import Row, State
from juminzei.synthetic.returns.return_figures import figures_of
from juminzei.synthetic.returns.return_pages import Filing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.returns.filers import Filer

FIRST_DAY, DAYS = date(2026, 2, 2), 43
"""Returns are taken from February through 16 March."""
LATER_FROM = 7
PAPER_SHARE, IMAGE_ONLY_SHARE = 2_000, 600
LATE_GAIN = 120_000
"""Yen of income that a corrected return adds."""


class Way(StrEnum):
    """How a return comes: by e-Tax as data, or on paper by the tax office's system with images."""

    ETAX = "etax"
    KSK = "ksk"


class Fate(StrEnum):
    """The one thing that happens to a return beside being handed in."""

    NONE = "none"
    CORRECTED = "correction"
    """修正申告, months later."""
    FILED_AGAIN = "filed_again"
    """A second return within the term takes the place of the first."""
    DELIVERED_TWICE = "repeated"
    BROKEN_DATA = "broken_data"
    BROKEN_IMAGE = "broken_image"


FATES = {
    Fate.CORRECTED: 160,
    Fate.FILED_AGAIN: 120,
    Fate.DELIVERED_TWICE: 60,
    Fate.BROKEN_DATA: 25,
    Fate.BROKEN_IMAGE: 25,
}


@dataclass(slots=True, kw_only=True, eq=False)
class Sent:
    """One return on its way."""

    filing: Filing
    reference: str
    way: Way
    with_data: bool = True
    """False if only images come and a clerk has to type them."""
    copied: bool = False
    """Whether the very same return was delivered before."""


class Filings:
    """Makes the returns of all who file."""

    def __init__(self, filers: Sequence[Filer], everybody: int, dice: Dice, reports: Dice) -> None:
        """Draw what differs from return to return.

        Args:
            filers: Who files.
            everybody: How many people there are; declarations go by their index.
            dice: Of the returns.
            reports: Of the wage reports, whose declarations the returns repeat.
        """
        count = len(filers)
        self._filers = filers
        self._declarations = Declarations(everybody, reports)
        self._pens = Pens(count, dice)
        self._bill = dice.along((110_000, 160_000, 260_000, 900_000), count, "bill").tolist()
        self._gift = dice.along((10_000, 40_000, 80_000, 300_000), count, "gift").tolist()
        self._paper = dice.chance(PAPER_SHARE, count, "paper").tolist()
        self._image_only = dice.chance(IMAGE_ONLY_SHARE, count, "image only").tolist()
        self._day = dice.below(DAYS, count, "day").tolist()
        self._reference = dice.distinct_below(10**8, count, "reference").tolist()
        rest = 10_000 - sum(FATES.values())
        self._fate = dice.pick([rest, *FATES.values()], count, "fate").tolist()

    def rows(self) -> list[Row[Sent]]:
        """Return every return with what is true of it."""
        return [row for at in range(len(self._filers)) for row in self._returns(at)]

    def _returns(self, at: int) -> list[Row[Sent]]:
        fate, row = list(Fate)[self._fate[at]], self._row(at)
        sent = row.report
        can_break = {
            Fate.BROKEN_DATA: sent.with_data,
            Fate.BROKEN_IMAGE: sent.way is Way.KSK,
        }
        if can_break.get(fate, False):
            row.damage = fate
        if fate in {Fate.CORRECTED, Fate.FILED_AGAIN}:
            return [row, self._later(at, row, fate)]
        return [row, _copy(row)] if fate is Fate.DELIVERED_TWICE else [row]

    def _row(self, at: int, *, more: int = 0) -> Row[Sent]:
        filer = self._filers[at]
        main = filer.earned.main
        declaration = self._declarations.of(filer.at, main) if main else NOTHING
        figures = figures_of(
            filer, declaration, bill=self._bill[at], gift=self._gift[at], more=more
        )
        way = Way.KSK if self._paper[at] else Way.ETAX
        recipient = self._pens.write(at, filer.person, folds=False, writes_numbers=True)
        filing = Filing(
            figures,
            recipient,
            _january(filer.person),
            FIRST_DAY + timedelta(days=self._day[at]),
            corrects=bool(more),
        )
        sent = Sent(
            filing=filing,
            reference=f"{self._reference[at]:08d}",
            way=way,
            with_data=not (way is Way.KSK and self._image_only[at]),
        )
        dirt = [*recipient.dirt, *([] if sent.with_data else ["image_only"])]
        row = Row(report=sent, person=filer.person, own_number=recipient.own_number, dirt=dirt)
        _judge(row)
        return row

    def _later(self, at: int, row: Row[Sent], fate: Fate) -> Row[Sent]:
        """The same return with more income, which takes the place of the first."""
        later = self._row(at, more=LATE_GAIN)
        days = LATER_FROM if fate is Fate.FILED_AGAIN else 60 + self._day[at]
        filing = later.report.filing
        later.report.filing = replace(
            filing,
            filed_on=filing.filed_on + timedelta(days=days),
            corrects=fate is Fate.CORRECTED,
        )
        later.dirt.append(fate.value)
        if row.state is State.ACTIVE:
            row.state = State.REPLACED
        return later


def _copy(row: Row[Sent]) -> Row[Sent]:
    """Return the very same return, delivered once more."""
    return Row(
        report=replace(row.report, copied=True),
        person=row.person,
        own_number=row.own_number,
        dirt=[*row.dirt, Fate.DELIVERED_TWICE.value],
        state=State.DUPLICATE,
    )


def _judge(row: Row[Sent]) -> None:
    """Judge whose return it is; a stranger's goes on, unless home is in the city."""
    dealings.judge(row)
    person = row.person
    if person.standing is not Standing.STRANGER:
        return
    if person.dwelling.municipality == CITY_CODE:
        row.dirt.append("unregistered")
        return
    row.state = State.FORWARD
    row.dirt.append("misdelivered")


def _january(person: Person) -> str:
    """Return where the person lived on 1 January, as the return says."""
    if person.moved_to is not None and not person.is_ours:
        return person.moved_to.written()
    if person.former_dwelling is not None and not person.is_ours:
        return person.former_dwelling.written()
    return person.dwelling.written()
