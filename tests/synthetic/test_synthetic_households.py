"""Households: who may live with whom, and the pyramid that comes out of it."""

from __future__ import annotations

import numpy as np
import pytest

from juminzei.synthetic.dice import Dice
from juminzei.synthetic.people import households
from juminzei.synthetic.people.households import (
    CHILDREN,
    ELDEST,
    FATHER,
    FEMALE,
    HEAD,
    MALE,
    MOTHER,
    SPOUSE,
    Households,
)

PEOPLE = 20_000
YEAR = 365.25
"""Days; ages are compared in years, roughly."""


@pytest.fixture(scope="module")
def drawn() -> Households:
    return households.draw(PEOPLE, Dice(11))


@pytest.mark.parametrize("people", [1, 2, 3, 10, 199])
def test_there_are_exactly_as_many_people_as_asked_for(people: int) -> None:
    columns = households.draw(people, Dice(5))
    assert columns.household.size == columns.place.size == columns.days_old.size == people


def test_nobody_can_be_drawn() -> None:
    assert households.draw(0, Dice(5)).household.size == 0


def test_every_household_has_one_head_who_stands_first(drawn: Households) -> None:
    firsts = np.flatnonzero(np.diff(drawn.household, prepend=-1))
    assert (drawn.place[firsts] == HEAD).all()
    assert (drawn.place == HEAD).sum() == firsts.size


def test_places_are_taken_once_in_a_household(drawn: Households) -> None:
    pairs = set(zip(drawn.household.tolist(), drawn.place.tolist(), strict=True))
    assert len(pairs) == PEOPLE


def test_husband_and_wife_point_at_each_other_and_are_man_and_woman(drawn: Households) -> None:
    married = np.flatnonzero(drawn.spouse >= 0)
    partner = drawn.spouse[married]
    assert (drawn.spouse[partner] == married).all()
    assert (drawn.household[partner] == drawn.household[married]).all()
    assert set(np.unique(drawn.sex[married] + drawn.sex[partner])) == {MALE + FEMALE}
    assert set(np.unique(drawn.place[married])) == {HEAD, SPOUSE}


def test_nobody_marries_below_eighteen(drawn: Households) -> None:
    assert drawn.days_old[drawn.spouse >= 0].min() >= 18 * YEAR - 1


def test_children_are_younger_than_both_parents_by_a_generation(drawn: Households) -> None:
    ages = _by_place(drawn)
    for child in CHILDREN:
        mother = np.where(ages[:, SPOUSE] >= 0, ages[:, SPOUSE], ages[:, HEAD])
        has = ages[:, child] >= 0
        assert (mother[has] - ages[has, child]).min() > 17 * YEAR
        assert (ages[has, HEAD] - ages[has, child]).min() > 10 * YEAR


def test_siblings_are_in_order_of_age_and_twins_occur(drawn: Households) -> None:
    ages = _by_place(drawn)
    both = (ages[:, ELDEST] >= 0) & (ages[:, ELDEST + 1] >= 0)
    gap = ages[both, ELDEST] - ages[both, ELDEST + 1]
    assert gap.min() > -YEAR
    assert (np.abs(gap) < YEAR).any()


def test_grandparents_are_older_than_the_head_by_a_generation(drawn: Households) -> None:
    ages = _by_place(drawn)
    for parent in (FATHER, MOTHER):
        has = ages[:, parent] >= 0
        assert has.any()
        assert (ages[has, parent] - ages[has, HEAD]).min() > 17 * YEAR


def test_father_is_a_man_and_mother_a_woman(drawn: Households) -> None:
    assert set(drawn.sex[drawn.place == FATHER].tolist()) == {MALE}
    assert set(drawn.sex[drawn.place == MOTHER].tolist()) == {FEMALE}


def test_everybody_is_born_before_the_extract_and_alive(drawn: Households) -> None:
    assert drawn.days_old.min() >= 25  # the youngest are of 7 December
    assert drawn.days_old.max() < 106 * YEAR


@pytest.mark.parametrize(
    ("first", "last", "least", "most"),
    [
        pytest.param(0, 14, 0.09, 0.14, id="under 15: near 11 %"),
        pytest.param(15, 64, 0.54, 0.63, id="15 to 64: near 58 %"),
        pytest.param(65, 120, 0.27, 0.34, id="65 and more: near 30 %"),
        pytest.param(75, 120, 0.11, 0.18, id="75 and more: near 15 %"),
    ],
)
def test_the_pyramid_is_that_of_a_town_of_today(
    drawn: Households, first: int, last: int, least: float, most: float
) -> None:
    years = drawn.days_old * 4 // 1461
    share = ((years >= first) & (years <= last)).mean()
    assert least <= share <= most


def test_households_are_as_large_as_they_are_nowadays(drawn: Households) -> None:
    sizes = np.bincount(drawn.household)
    assert 2.0 < sizes.mean() < 2.5
    assert 0.28 < (sizes == 1).mean() < 0.42
    assert sizes.max() <= 7


def test_men_and_women_are_about_half_each_and_women_grow_older(drawn: Households) -> None:
    assert 0.47 < (drawn.sex == MALE).mean() < 0.51
    old = drawn.days_old > 85 * YEAR
    assert (drawn.sex[old] == FEMALE).mean() > 0.53


def test_about_three_in_a_hundred_are_foreigners(drawn: Households) -> None:
    assert 0.02 < drawn.foreign.mean() < 0.05


def _by_place(columns: Households) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return ages in days by household and place, -1 where nobody is."""
    ages = np.full((int(columns.household.max()) + 1, 7), -1, dtype=np.int64)
    ages[columns.household, columns.place] = columns.days_old
    return ages
