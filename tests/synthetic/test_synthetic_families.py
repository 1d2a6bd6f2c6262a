"""Who declares whom: one earner a household, by income, age and kinship."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.synthetic.dice import Dice
from juminzei.synthetic.earning import families
from juminzei.synthetic.earning.jobs import Earnings
from juminzei.synthetic.earning.pensions import Payer, Pension
from juminzei.synthetic.people.households import ELDEST, FATHER, HEAD, MOTHER, SECOND, SPOUSE
from juminzei.synthetic.reports import wage_files
from support.made_up_people import employer, job, person

if TYPE_CHECKING:
    from juminzei.synthetic.earning.families import Family
    from juminzei.synthetic.people.person import Person

PAYER = Payer("架空年金機構", "東京都杉並区", "7000012050002", "75")


def _couple() -> tuple[Person, Person]:
    husband = person()
    wife = person(place=SPOUSE, relationship="12", sex="2", birth=date(1982, 3, 3))
    husband.spouse, wife.spouse = wife, husband
    return husband, wife


def _declared(people: list[Person], income: list[int]) -> dict[int, Family]:
    return families.declared(people, [Earnings([]) for _ in people], income)


def test_the_best_earner_declares_spouse_and_child() -> None:
    husband, wife = _couple()
    child = person(place=ELDEST, relationship="20", birth=date(2015, 5, 5))
    found = _declared([husband, wife, child], [3_000_000, 0, 0])
    assert list(found) == [0]
    assert found[0].spouse is wife
    assert found[0].supports_spouse
    assert found[0].under16 == [child]
    assert found[0].has_child


def test_the_wife_declares_when_she_earns_more() -> None:
    husband, wife = _couple()
    found = _declared([husband, wife], [0, 3_000_000])
    assert list(found) == [1]
    assert found[1].spouse is husband


@pytest.mark.parametrize(
    ("spouse_income", "declared", "supported"),
    [
        pytest.param(580_000, True, True, id="at 580,000: 配偶者控除"),
        pytest.param(580_001, True, False, id="above: 配偶者特別控除"),
        pytest.param(1_330_000, True, False, id="at 1,330,000: its last step"),
        pytest.param(1_330_001, False, False, id="above: nothing"),
    ],
)
def test_a_spouse_is_declared_up_to_the_special_limit(
    *,
    spouse_income: int,
    declared: bool,
    supported: bool,
) -> None:
    husband, wife = _couple()
    found = _declared([husband, wife], [5_000_000, spouse_income])
    assert (0 in found) == declared
    assert (found[0].supports_spouse if declared else False) == supported


@pytest.mark.parametrize(("own_income", "declared"), [(10_000_000, True), (10_000_001, False)])
def test_nobody_with_more_than_ten_million_declares_a_spouse(
    *,
    own_income: int,
    declared: bool,
) -> None:
    husband, wife = _couple()
    assert bool(_declared([husband, wife], [own_income, 0])) == declared


@pytest.mark.parametrize(
    ("birth", "group"),
    [
        pytest.param(date(2010, 1, 2), "under16", id="15 at the end of the year"),
        pytest.param(date(2010, 1, 1), "other", id="16: born on 1 January"),
        pytest.param(date(2009, 12, 31), "other", id="16"),
        pytest.param(date(2007, 1, 2), "other", id="18"),
        pytest.param(date(2007, 1, 1), "specified", id="19: born on 1 January"),
        pytest.param(date(2003, 1, 2), "specified", id="22"),
        pytest.param(date(2003, 1, 1), "other", id="23: born on 1 January"),
    ],
)
def test_children_are_declared_by_their_age_at_the_end_of_the_year(birth: date, group: str) -> None:
    child = person(place=ELDEST, relationship="20", birth=birth)
    found = _declared([person(), child], [4_000_000, 0])[0]
    assert getattr(found, group) == [child]
    assert len(relatives(found)) == 1


@pytest.mark.parametrize(
    ("birth", "group"), [(date(1956, 1, 1), "elderly"), (date(1956, 1, 2), "other")]
)
def test_parents_are_elderly_from_seventy_on(birth: date, group: str) -> None:
    mother = person(place=MOTHER, relationship="52", sex="2", birth=birth)
    found = _declared([person(), mother], [4_000_000, 580_000])[0]
    assert getattr(found, group) == [mother]


@pytest.mark.parametrize(("income", "declared"), [(580_000, True), (580_001, False)])
def test_relatives_are_declared_up_to_their_own_limit(
    *,
    income: int,
    declared: bool,
) -> None:
    child = person(place=ELDEST, relationship="20", birth=date(2004, 5, 5))
    assert bool(_declared([person(), child], [4_000_000, income])) == declared


def test_a_grown_child_declares_parents_and_siblings() -> None:
    parent = person(birth=date(1950, 1, 5))
    earner = person(place=ELDEST, relationship="20", birth=date(1985, 1, 5))
    sibling = person(place=SECOND, relationship="20", birth=date(1988, 1, 5))
    found = _declared([parent, earner, sibling], [0, 4_000_000, 0])
    assert list(found) == [1]
    assert found[1].elderly == [parent]
    assert found[1].other == [sibling]


def test_a_grandfather_leaves_his_wife_to_himself() -> None:
    """The grandmother is of the generation of the grandfather; their child may declare her."""
    father = person(place=FATHER, relationship="51", birth=date(1948, 1, 5))
    mother = person(place=MOTHER, relationship="52", sex="2", birth=date(1950, 1, 5))
    assert _declared([father, mother], [2_000_000, 0]) == {}
    assert _declared([person(), father, mother], [3_000_000, 2_000_000, 0])[0].elderly == [mother]


def test_people_of_other_households_are_nobodys_relatives() -> None:
    child = person(place=ELDEST, relationship="20", birth=date(2015, 5, 5), household=2)
    assert _declared([person(), child], [4_000_000, 0]) == {}


def test_whoever_has_no_year_end_adjustment_declares_nothing() -> None:
    husband, wife = _couple()
    main = job(person=husband, revenue=20_000_001)
    earned = [Earnings([main]), Earnings([])]
    assert families.declared([husband, wife], earned, [9_000_000, 0]) == {}
    main.revenue = 20_000_000
    assert 0 in families.declared([husband, wife], earned, [9_000_000, 0])


def test_incomes_add_wages_pension_and_business() -> None:
    old = person(birth=date(1955, 1, 5))
    pension = Pension(
        person=old,
        payer=PAYER,
        revenue=1_500_000,
        social_insurance=0,
        reference="1",
        main=True,
    )
    earned = Earnings([job(person=old, revenue=1_000_000)], by_self=200_000)
    # wages 1,000,000 - 650,000, pension 1,500,000 - 1,100,000, business 200,000
    assert families.incomes([earned], [[pension]]) == [950_000]


def test_a_loss_counts_as_nothing_and_two_jobs_as_one() -> None:
    loss = Earnings([], by_self=-300_000)
    two = Earnings([job(revenue=1_000_000), job(revenue=900_000)])
    # 1,900,000 together: 475,000 x 2.8 - 80,000
    assert families.incomes([loss, two], [[], []]) == [0, 1_250_000]


def test_places_cover_three_generations() -> None:
    assert families.GENERATIONS[HEAD] == families.GENERATIONS[SPOUSE]
    assert families.GENERATIONS[FATHER] < families.GENERATIONS[HEAD] < families.GENERATIONS[ELDEST]


def relatives(family: Family) -> list[Person]:
    return [*family.under16, *family.dependants]


@pytest.mark.parametrize(
    ("old", "found"),
    [
        pytest.param(False, True, id="both reports name the child"),
        pytest.param(True, False, id="the old layout tells only how many"),
    ],
)
def test_a_child_is_claimed_twice_where_two_reports_say_who_it_is(
    old: bool,  # noqa: FBT001 - a case of the test
    found: bool,  # noqa: FBT001 - the same
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wage_files, "DOUBLE_SHARE", 10_000)
    husband, wife = _couple()
    child = person(place=ELDEST, relationship="20", birth=date(2015, 5, 5))
    earned = [
        Earnings([job(person=husband)]),
        Earnings([job(person=wife, employer=employer(old_layout=old))]),
    ]
    declared = {0: families.Family(under16=[child])}
    files = wage_files.WageFiles(earned, declared, Dice(7))
    files.files()
    assert (files.claimed_twice() == [child]) is found
