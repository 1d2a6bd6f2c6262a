"""All wage reports of the city, laid out over files and written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from juminzei.formats import wage_report
from juminzei.formats.writing import Characters
from juminzei.synthetic.earning.declarations import Declarations
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.reports import damage, dealings, deliveries
from juminzei.synthetic.reports.dealings import Dealing
from juminzei.synthetic.reports.rows import Row, State
from juminzei.synthetic.reports.wage_rows import WageRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.wage_report import WageReport
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.employers import Employer
    from juminzei.synthetic.earning.jobs import Earnings, Job
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.reports.deliveries import File, Way

FOLDER = "wage_reports"
FILES_WANTED, FEWEST_ROWS = 42, 40
LATER_BONUS = 120_000
"""Yen that a correction adds to the wages."""
DOUBLE_SHARE = 60
"""Of people with a main job, in ten thousand, whose children the other parent declares too."""


class WageFiles:
    """Makes the rows of all jobs and lays them out."""

    def __init__(
        self, earnings: Sequence[Earnings], families: dict[int, Family], dice: Dice
    ) -> None:
        """Take everybody's work and what each person declares, by index of the person."""
        jobs = [(at, job) for at, earned in enumerate(earnings) for job in earned.jobs]
        order = {id(firm): rank for rank, firm in enumerate(_firms(jobs))}
        self._jobs = sorted(jobs, key=lambda entry: order[id(entry[1].employer)])
        self._mains = {id(earned.main) for earned in earnings if earned.main}
        self._families, self._declarations = families, Declarations(len(earnings), dice)
        self._of_person = {
            id(earned.jobs[0].person): families[at]
            for at, earned in enumerate(earnings)
            if earned.jobs and at in families
        }
        self._rows = WageRows(len(jobs), dice)
        self._dealings = dealings.deal(len(jobs), dice)
        self._double = dice.chance(DOUBLE_SHARE, len(jobs), "double").tolist()
        self._ways: dict[tuple[bool, bool], Way[WageReport]] = {}
        self._dealt: dict[int, Dealing] = {}
        self.standing: dict[Employer, list[Row[WageReport]]] = {}
        """Of each employer the reports that stand in the end, cancelled ones left out."""
        self._claims: list[tuple[Row[WageReport], Sequence[Person]]] = []
        """Reports that name children; the old layout has but their number."""

    def files(self) -> list[File[WageReport]]:
        """Return the files, each row with what is true of it."""
        firm: Employer | None = None
        for at, (_, job) in enumerate(self._jobs):
            way = self._ways.setdefault(
                (job.employer.old_layout, job.employer.eltax),
                deliveries.Way("98" if job.employer.old_layout else "144"),
            )
            if job.employer is not firm:
                way.batches.append([])
                firm = job.employer
            self._send(at, way)
        target = max(FEWEST_ROWS, len(self._jobs) // FILES_WANTED)
        sent = deliveries.files(self._ways.values(), target, FOLDER)
        deliveries.break_rows(sent, self._dealt)
        return sent

    def _send(self, at: int, way: Way[WageReport]) -> None:
        row, dealing = self._row(at), self._dealings[at]
        self._dealt[id(row)] = dealing
        standing = self.standing.setdefault(self._jobs[at][1].employer, [])
        standing.append(row)
        if dealing is Dealing.ADDED_LATE:
            row.report = replace(row.report, submission="1")
            row.dirt.append("added_late")
            way.late.append(row)
            return
        way.batches[-1].append(row)
        if dealing is Dealing.CORRECTED:
            standing[-1] = self._correction(at, row)
            way.late.append(standing[-1])
        elif dealing is Dealing.CANCELLED:
            report = replace(row.report, submission="3")
            row.state = State.CANCELLED
            standing.pop()
            way.late.append(_after(row, report, "cancellation"))
        elif dealing is Dealing.REPEATED:
            repeated = _after(row, row.report, "repeated")
            repeated.state = State.DUPLICATE
            way.late.append(repeated)

    def _row(self, at: int, *, more: int = 0) -> Row[WageReport]:
        """Return row ``at``, its wages raised by ``more`` yen."""
        index, job = self._jobs[at]
        if more:
            insurance = job.social_insurance * (job.revenue + more) // max(job.revenue, 1)
            job = replace(job, revenue=job.revenue + more, social_insurance=insurance)
        family, double = Family(), False
        if id(self._jobs[at][1]) in self._mains:
            family, double = self._family(at, index)
        row = self._rows.row(
            at,
            job,
            family,
            self._declarations.of(index, job),
            self._jobs[at - 1][1].person,
        )
        if double:
            row.dirt.append("double_dependant")
        if family.under16 and not job.employer.old_layout:
            self._claims.append((row, family.under16))
        _redirect(row)
        return row

    def claimed_twice(self) -> list[Person]:
        """Return the children of the city whom reports of both parents name, if both arrive."""
        parents: dict[int, set[int]] = {}
        children: dict[int, Person] = {}
        for row, named in self._claims:
            if row.state is State.ACTIVE and not row.damage:
                for child in named:
                    children[id(child)] = child
                    parents.setdefault(id(child), set()).add(id(row.person))
        return [one for key, one in children.items() if len(parents[key]) > 1 and one.is_ours]

    def _family(self, at: int, index: int) -> tuple[Family, bool]:
        """Return what the person declares, now and then the children whom the spouse declared."""
        own = self._families.get(index)
        if own is not None:
            return own, False
        spouse = self._jobs[at][1].person.spouse
        theirs = self._of_person.get(id(spouse)) if spouse and self._double[at] else None
        if theirs is None or not theirs.under16:
            return Family(), False
        return Family(under16=theirs.under16), True

    def _correction(self, at: int, row: Row[WageReport]) -> Row[WageReport]:
        """The same report with more wages and all that follows from them."""
        row.state = State.REPLACED if row.state is State.ACTIVE else row.state
        corrected = self._row(at, more=LATER_BONUS)
        corrected.report = replace(corrected.report, submission="2")
        corrected.dirt.append("correction")
        return corrected


def write(file: File[WageReport]) -> bytes:
    """Return the bytes of ``file``, damaged where a row is to arrive broken."""
    data = wage_report.write(
        [row.report for row in file.rows],
        layout=file.layout,
        characters=Characters.AS_RECEIVED,
    )
    kinds = {number: row.damage for number, row in enumerate(file.rows, 1) if row.damage}
    return damage.damaged(data, kinds, damage.WAGE)


def _after(row: Row[WageReport], report: WageReport, why: str) -> Row[WageReport]:
    return Row(
        report=report,
        person=row.person,
        own_number=row.own_number,
        dirt=[*row.dirt, why],
        state=row.state,
    )


def _redirect(row: Row[WageReport]) -> None:
    """Judge whose report it is; some strangers' reports name their own city as the addressee."""
    dealings.judge(row)
    person = row.person
    if person.standing is not Standing.STRANGER:
        return
    if person.dwelling.municipality == row.report.municipality:
        row.dirt.append("unregistered")
        return
    row.state = State.FORWARD
    if person.addressee % 2:
        row.report = replace(row.report, municipality=person.dwelling.municipality)
        row.dirt.append("other_city")


def _firms(jobs: list[tuple[int, Job]]) -> list[Employer]:
    """Return the employers in the order of their collector numbers, the largest first."""
    found = {id(job.employer): job.employer for _, job in jobs}
    return sorted(found.values(), key=lambda firm: int(firm.collector_number))
