"""Who works for whom in 2025, and for how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.earning import employers
from juminzei.synthetic.people.households import CHILDREN
from juminzei.synthetic.people.person import INCOME_YEAR
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice, Ints
    from juminzei.synthetic.earning.employers import Employer
    from juminzei.synthetic.people.person import Person

STUDENT_UNTIL = 22
LAST_BAND = 13
"""Of the tables by five years of age: 80 and more."""
REGULAR_INSURED_FROM = 1_300_000
"""Yen a year; part-timers below are insured by their spouse or themselves."""
NO_EMPLOYEE_PENSION_FROM = 70
LANDLORD_FROM = 40
RATE_WITHOUT_EMPLOYEE_PENSION, RATE_EMPLOYMENT_ONLY = 560, 55
NEW_YEAR = date(INCOME_YEAR, 1, 1)


class Work(StrEnum):
    """What a person does for a living."""

    REGULAR = "regular"
    PART_TIME = "part_time"
    STUDENT = "student"
    SELF_EMPLOYED = "self_employed"


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """What one employer paid one person in the year; amounts in yen."""

    person: Person
    employer: Employer
    work: Work
    revenue: int
    """Without what a previous employer paid."""
    social_insurance: int
    reference: str
    secondary: bool = False
    """乙欄: the person has another employer who does the year-end adjustment."""
    joined_on: date | None = None
    left_on: date | None = None
    previous: Job | None = None
    """The employer before, where this one took that pay into the year-end adjustment."""
    previous_in_words: bool = False


@dataclass(slots=True)
class Earnings:
    """All that one person earns by work."""

    jobs: list[Job]
    by_self: int = 0
    """Business income, yen; it is in no report."""
    by_rent: int = 0
    """A landlord's income from houses let, yen; it is in no report either."""

    @property
    def main(self) -> Job | None:
        """The employer who does the year-end adjustment."""
        return next((job for job in self.jobs if not job.secondary and not job.left_on), None)


def assign(people: list[Person], firms: list[Employer], dice: Dice) -> list[Earnings]:
    """Return what each of ``people`` earned by work."""
    count = len(people)
    drawn = _Draws(people, firms, dice)
    return [drawn.with_rent(at, drawn.earnings(at)) for at in range(count)]


class _Draws:
    """The chance of everybody's work, drawn as columns, then read person by person."""

    def __init__(self, people: list[Person], firms: list[Employer], dice: Dice) -> None:
        tables, count = table("work"), len(people)
        self.people, self.firms, self.habits = people, firms, tables["habits"]
        weights = employers.workforce_weights(len(firms))
        self.work = _work(people, dice)
        self.full_pay = _regular_pay(people, dice).tolist()
        self.part_pay, self.student_pay, self.second_pay, self.own = (
            (dice.along(tables[key]["quantiles"], count, key) * 1000).tolist()
            for key in ("pay_part_time", "pay_student", "pay_second", "earned_by_self")
        )
        self.firm, self.other_firm = (
            dice.pick(weights, count, stream).tolist() for stream in ("employer", "other employer")
        )
        self.fate, self.told, self.second = (
            dice.below(TEN_THOUSAND, count, stream).tolist()
            for stream in ("fate", "how told", "second job")
        )
        self.day = dice.below(300, count, "day of change").tolist()
        self.yen = dice.below(1000, count, "yen").tolist()
        self.reference = dice.below(90_000, count, "reference").tolist()
        self.lets = dice.below(TEN_THOUSAND, count, "landlord").tolist()
        self.rent = (
            dice.along(tables["earned_by_rent"]["quantiles"], count, "rent") * 1000
        ).tolist()

    def earnings(self, at: int) -> Earnings:
        """Return the work of person ``at``."""
        work = self.work[at]
        if work is None:
            return Earnings([])
        if work is Work.SELF_EMPLOYED:
            return Earnings([], self.own[at] + self.yen[at])
        pay = {Work.REGULAR: self.full_pay, Work.PART_TIME: self.part_pay}.get(
            work, self.student_pay
        )
        jobs = self._with_change(at, work, pay[at] + self.yen[at])
        if self.second[at] < self.habits["second_job"]:
            jobs.append(self._second(at))
        return Earnings(jobs)

    def with_rent(self, at: int, earned: Earnings) -> Earnings:
        """Add the rent of person ``at``, if they let houses; whatever else they do."""
        old_enough = self.people[at].age >= LANDLORD_FROM
        if old_enough and self.lets[at] < self.habits["landlord"]:
            earned.by_rent = self.rent[at]
        return earned

    def _with_change(self, at: int, work: Work, revenue: int) -> list[Job]:
        """Return the one job of the year, or two where the person changed employers."""
        fate, change = self.fate[at], NEW_YEAR + timedelta(days=30 + self.day[at])
        firm, other = self.firms[self.firm[at]], self.firms[self.other_firm[at]]
        if died_on := self.people[at].died_on:
            part = revenue * (died_on - NEW_YEAR).days // 365
            return [self._job(at, firm, work, part, left_on=died_on)]
        if fate < self.habits["left"]:
            part = revenue * (30 + self.day[at]) // 365
            return [self._job(at, firm, work, part, left_on=change)]
        if fate >= self.habits["left"] + self.habits["joined"] or firm is other:
            return [self._job(at, firm, work, revenue)]
        part = revenue * (30 + self.day[at]) // 365
        before = self._job(at, other, work, part, left_on=change - timedelta(days=1))
        now = self._job(at, firm, work, revenue - part, joined_on=change)
        told = self.told[at] - self.habits["previous_in_columns"]
        if told < self.habits["previous_in_words"]:
            now.previous, now.previous_in_words = before, told >= 0
        return [before, now]

    def _second(self, at: int) -> Job:
        firm = self.firms[(self.other_firm[at] + 1) % len(self.firms)]
        revenue = self.second_pay[at] + self.yen[at]
        job = self._job(at, firm, Work.PART_TIME, revenue)
        job.secondary, job.social_insurance = True, 0
        return job

    def _job(
        self,
        at: int,
        firm: Employer,
        work: Work,
        revenue: int,
        *,
        joined_on: date | None = None,
        left_on: date | None = None,
    ) -> Job:
        person = self.people[at]
        return Job(
            person=person,
            employer=firm,
            work=work,
            revenue=revenue,
            social_insurance=revenue * _insurance_rate(person, firm, work, revenue) // TEN_THOUSAND,
            reference=f"{10_000 + self.reference[at]}" if firm.gives_references else "",
            joined_on=joined_on,
            left_on=left_on,
        )


def _insurance_rate(person: Person, firm: Employer, work: Work, revenue: int) -> int:
    """Return what social insurance takes of wages, in ten thousand."""
    if work is Work.STUDENT or (work is Work.PART_TIME and revenue < REGULAR_INSURED_FROM):
        return RATE_EMPLOYMENT_ONLY if person.age > STUDENT_UNTIL else 0
    if person.age >= NO_EMPLOYEE_PENSION_FROM:
        return RATE_WITHOUT_EMPLOYEE_PENSION
    return firm.insurance_rate


def _work(people: list[Person], dice: Dice) -> list[Work | None]:
    tables, count = table("work"), len(people)
    shares = {
        (kind, sex): tables[kind][column]
        for kind in (Work.REGULAR, Work.PART_TIME, Work.SELF_EMPLOYED)
        for sex, column in (("1", "male"), ("2", "female"))
    }
    drawn = dice.below(TEN_THOUSAND, count, "work").tolist()
    works: list[Work | None] = []
    for person, lot in zip(people, drawn, strict=True):
        band, found, rest = _band(person.age), None, lot
        for kind in (Work.REGULAR, Work.PART_TIME, Work.SELF_EMPLOYED) if band >= 0 else ():
            rest -= shares[kind, person.sex][band]
            if rest < 0:
                found = kind
                break
        studies = person.place in CHILDREN and person.age <= STUDENT_UNTIL
        works.append(Work.STUDENT if found is Work.PART_TIME and studies else found)
    return works


def _regular_pay(people: list[Person], dice: Dice) -> Ints:
    pay = table("work")["pay_regular"]
    medians = np.array(
        [
            pay["male" if person.sex == "1" else "female"][max(_band(person.age), 0)]
            for person in people
        ],
        dtype=np.int64,
    )
    return medians * dice.along(pay["spread"], len(people), "regular pay")


def _band(age: int) -> int:
    """Return which five years from 15 on; the last band is open, -1 is too young."""
    first = table("work")["from_age"]
    return min((age - first) // 5, LAST_BAND) if age >= first else -1
