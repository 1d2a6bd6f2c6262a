"""Work: who has it, for how much, with whom, and what changed in the year."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.synthetic.dice import Dice
from juminzei.synthetic.earning import employers, jobs, pensions
from juminzei.synthetic.earning.jobs import Earnings, Work
from juminzei.synthetic.people import population
from juminzei.synthetic.people.person import Standing

if TYPE_CHECKING:
    from juminzei.synthetic.earning.employers import Employer
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.people.population import Population

PEOPLE = 6_000


@pytest.fixture(scope="module")
def city() -> Population:
    return population.build(PEOPLE, Dice(4))


@pytest.fixture(scope="module")
def firms(city: Population) -> list[Employer]:
    return employers.build(PEOPLE, city.pool, Dice(4))


@pytest.fixture(scope="module")
def worked(city: Population, firms: list[Employer]) -> list[tuple[Person, Earnings]]:
    everybody = city.everybody
    return list(zip(everybody, jobs.assign(everybody, firms, Dice(4)), strict=True))


def _share(worked: list[tuple[Person, Earnings]], ages: range, sex: str, work: Work) -> float:
    group = [earned for person, earned in worked if person.age in ages and person.sex == sex]
    return sum(any(j.work is work for j in earned.jobs) for earned in group) / len(group)


def test_children_do_not_work(worked: list[tuple[Person, Earnings]]) -> None:
    assert not any(earned.jobs or earned.by_self for p, earned in worked if p.age < 15)


@pytest.mark.parametrize(
    ("ages", "sex", "work", "least", "most"),
    [
        (range(30, 55), "1", Work.REGULAR, 0.78, 0.87),
        (range(30, 55), "2", Work.REGULAR, 0.38, 0.52),
        (range(40, 60), "2", Work.PART_TIME, 0.28, 0.42),
        (range(75, 110), "1", Work.REGULAR, 0.0, 0.05),
    ],
)
def test_work_depends_on_age_and_sex(
    *,
    worked: list[tuple[Person, Earnings]],
    ages: range,
    sex: str,
    work: Work,
    least: float,
    most: float,
) -> None:
    assert least <= _share(worked, ages, sex, work) <= most


def test_children_who_work_part_time_until_22_are_students(
    worked: list[tuple[Person, Earnings]],
) -> None:
    students = [p for p, earned in worked if any(j.work is Work.STUDENT for j in earned.jobs)]
    assert len(students) > 10
    assert all(15 <= person.age <= 22 and person.relationship == "20" for person in students)


def test_the_self_employed_have_income_and_no_report(
    worked: list[tuple[Person, Earnings]],
) -> None:
    own = [earned for _, earned in worked if earned.by_self]
    assert len(own) > 150
    assert not any(earned.jobs for earned in own)


def test_landlords_are_of_middle_age_or_more_and_some_have_wages_beside(
    worked: list[tuple[Person, Earnings]],
) -> None:
    landlords = [(person, earned) for person, earned in worked if earned.by_rent]
    grown = sum(person.age >= 40 for person, _ in worked)
    assert grown * 2 // 100 < len(landlords) < grown * 6 // 100
    assert min(person.age for person, _ in landlords) >= 40
    assert any(earned.jobs for _, earned in landlords)
    assert any(not earned.jobs for _, earned in landlords)


def test_nobody_has_two_main_employers(worked: list[tuple[Person, Earnings]]) -> None:
    for _, earned in worked:
        mains = [job for job in earned.jobs if not job.secondary and job.left_on is None]
        assert len(mains) <= 1
        assert earned.main is (mains[0] if mains else None)


def test_those_who_changed_employers_left_one_the_day_before_joining_the_next(
    worked: list[tuple[Person, Earnings]],
) -> None:
    changed = [earned.jobs for _, earned in worked if any(job.joined_on for job in earned.jobs)]
    assert len(changed) > 100
    for before, now, *_ in changed:
        assert before.left_on is not None
        assert now.joined_on is not None
        assert (now.joined_on - before.left_on).days == 1
        assert now.previous in (None, before)
        assert before.employer is not now.employer
    told = Counter((now.previous is not None, now.previous_in_words) for _, now, *_ in changed)
    assert set(told) == {(True, False), (True, True), (False, False)}


def test_the_dead_worked_until_they_died(worked: list[tuple[Person, Earnings]]) -> None:
    dead = [(p, e) for p, e in worked if p.standing is Standing.DIED and e.jobs]
    assert dead
    for person, earned in dead:
        assert earned.jobs[0].left_on == person.died_on


def test_changes_lie_in_2025(worked: list[tuple[Person, Earnings]]) -> None:
    days = [d for _, e in worked for j in e.jobs for d in (j.joined_on, j.left_on) if d]
    assert min(days) > date(2025, 1, 14)
    assert max(days) < date(2026, 1, 1)


def test_part_timers_are_insured_from_1_300_000_on(
    worked: list[tuple[Person, Earnings]],
) -> None:
    for person, earned in worked:
        for job in earned.jobs:
            if job.work is Work.PART_TIME and not job.secondary and 23 <= person.age < 70:
                rate = 10_000 * job.social_insurance // max(job.revenue, 1)
                assert (rate > 1_000) == (job.revenue >= 1_300_000)


def test_second_jobs_are_small_and_uninsured(worked: list[tuple[Person, Earnings]]) -> None:
    second = [job for _, earned in worked for job in earned.jobs if job.secondary]
    assert len(second) > 60
    assert max(job.revenue for job in second) < 1_802_000
    assert not any(job.social_insurance for job in second)


def test_few_employers_have_many_people(worked: list[tuple[Person, Earnings]]) -> None:
    sizes = Counter(id(job.employer) for _, earned in worked for job in earned.jobs)
    largest = [count for _, count in sizes.most_common(10)]
    assert sum(largest) > sum(sizes.values()) * 0.12
    assert sum(count <= 5 for count in sizes.values()) > len(sizes) * 0.3


def test_employers_differ_in_their_habits(firms: list[Employer]) -> None:
    assert len(firms) == PEOPLE // 16
    for habit in ("old_layout", "eltax", "writes_numbers", "folds_names", "gives_references"):
        assert {getattr(firm, habit) for firm in firms} == {True, False}, habit
    assert not any(firm.old_layout and (firm.eltax or firm.writes_numbers) for firm in firms)
    assert len({firm.collector_number for firm in firms}) == len(firms)


def test_shopkeepers_are_people_among_the_smaller_employers(firms: list[Employer]) -> None:
    people = [at for at, firm in enumerate(firms) if not firm.is_body]
    assert people
    assert min(people) > len(firms) // 2
    for at in people:
        identifier = firms[at].identifier
        assert isinstance(identifier, IndividualNumber)
        assert identifier.is_valid
        assert "\u3000" in firms[at].name


def test_tiny_employers_are_the_last_fifth(firms: list[Employer]) -> None:
    tiny = [at for at, firm in enumerate(firms) if firm.tiny]
    assert min(tiny) >= len(firms) * 4 // 5
    assert 0.4 < len(tiny) / (len(firms) / 5) < 0.8


def test_a_hamlet_has_one_employer() -> None:
    pool = population.build(1, Dice(4)).pool
    (firm,) = employers.build(1, pool, Dice(4))
    assert len(firm.name) <= 30


@pytest.mark.parametrize(
    ("ages", "least", "most"),
    [(range(60), 0, 0), (range(60, 65), 0.05, 0.25), (range(65, 80), 0.9, 1)],
)
def test_pensions_begin_at_60_for_few_and_at_65_for_nearly_all(
    city: Population, ages: range, least: float, most: float
) -> None:
    received = pensions.assign(city.everybody, pensions.payers(Dice(4)), Dice(4))
    group = [got for p, got in zip(city.everybody, received, strict=True) if p.age in ages]
    assert least <= sum(bool(got) for got in group) / len(group) <= most


def test_a_second_pension_has_another_payer_and_is_not_the_main_one(city: Population) -> None:
    received = pensions.assign(city.everybody, pensions.payers(Dice(4)), Dice(4))
    two = [got for got in received if len(got) == 2]
    assert len(two) > 200
    assert all(first.main and not second.main for first, second in two)
    assert {second.payer.layout for _, second in two} == {"71", "75", "49"}
    assert {first.payer.layout for first, _ in two} == {"75"}
