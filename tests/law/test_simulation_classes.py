"""The classes of people: both sides of every limit, and every kind of family."""

from __future__ import annotations

import numpy as np
import pytest

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.simulation.classes import BY_AGE, BY_CHANGE, BY_FAMILY, BY_INCOME
from juminzei.kernel.simulation.family import Family, families
from juminzei.kernel.simulation.people import LEVIES, Compared, Owed, Standing


def one(*, income: int = 0, age: int = 0, before: int = 0, after: int = 0) -> Compared:
    def owed(total: int) -> Owed:
        return Owed(**{name: np.array([total if name == "total" else 0]) for name in LEVIES})

    return Compared(
        number=np.array([1]),
        age=np.array([age]),
        family=np.array([Family.SINGLE_PARENT], np.int8),
        aggregate_income=np.array([income]),
        before=owed(before),
        after=owed(after),
    )


@pytest.mark.parametrize(
    ("income", "label"),
    [
        (-1_000_000, "0円以下"),
        (0, "0円以下"),
        (1, "45万円以下"),
        (450_000, "45万円以下"),
        (450_001, "45万円超100万円以下"),
        (4_000_000, "300万円超400万円以下"),
        (4_000_001, "400万円超550万円以下"),
        (20_000_000, "1,000万円超2,000万円以下"),
        (20_000_001, "2,000万円超"),
    ],
)
def test_a_person_is_in_the_first_class_whose_limit_is_not_passed(income: int, label: str) -> None:
    assert BY_INCOME.labels[BY_INCOME.of(one(income=income))[0]] == label


@pytest.mark.parametrize(
    ("age", "label"),
    [
        (0, "19歳以下"),
        (19, "19歳以下"),
        (20, "20～29歳"),
        (64, "60～64歳"),
        (65, "65～74歳"),
        (74, "65～74歳"),
        (75, "75歳以上"),
        (110, "75歳以上"),
    ],
)
def test_ages_are_classed_by_tens_and_from_65_on_by_the_old(age: int, label: str) -> None:
    assert BY_AGE.labels[BY_AGE.of(one(age=age))[0]] == label


@pytest.mark.parametrize(
    ("after", "label"),
    [
        (0, "100,000円以上の減"),
        (100, "50,000円以上100,000円未満の減"),
        (50_000, "50,000円以上100,000円未満の減"),
        (50_100, "30,000円以上50,000円未満の減"),
        (99_000, "1,000円以上5,000円未満の減"),
        (99_100, "1,000円未満の減"),
        (99_999, "1,000円未満の減"),
        (100_000, "変わらない"),
        (100_001, "1,000円未満の増"),
        (100_999, "1,000円未満の増"),
        (101_000, "1,000円以上5,000円未満の増"),
        (105_000, "5,000円以上10,000円未満の増"),
        (149_900, "30,000円以上50,000円未満の増"),
        (199_900, "50,000円以上100,000円未満の増"),
        (200_000, "100,000円以上の増"),
    ],
)
def test_changes_from_100_000_yen_are_classed_alike_upwards_and_downwards(
    after: int, label: str
) -> None:
    people = one(before=100_000, after=after)
    assert BY_CHANGE.labels[BY_CHANGE.of(people)[0]] == label


def test_families_are_classed_by_their_kind() -> None:
    assert BY_FAMILY.labels[BY_FAMILY.of(one())[0]] == "ひとり親"


@pytest.mark.parametrize(
    ("person", "family"),
    [
        ({"age": 64}, Family.ALONE),
        ({"age": 65}, Family.ELDERLY_ALONE),
        ({"age": 64, "has_spouse": 1}, Family.COUPLE),
        ({"age": 65, "has_spouse": 1}, Family.ELDERLY_COUPLE),
        ({"age": 40, "has_spouse": 1, "dependants_other": 1}, Family.WITH_OTHER_RELATIVES),
        ({"age": 40, "dependants_specified": 1}, Family.WITH_OTHER_RELATIVES),
        ({"age": 70, "dependants_elderly": 1}, Family.WITH_OTHER_RELATIVES),
        ({"age": 40, "dependants_abroad_ineligible": 1}, Family.WITH_OTHER_RELATIVES),
        ({"age": 40, "specified_relatives_1": 1}, Family.WITH_OTHER_RELATIVES),
        ({"age": 40, "specified_relatives_7": 1}, Family.WITH_OTHER_RELATIVES),
        ({"age": 40, "has_spouse": 1, "dependants_under16": 1}, Family.WITH_CHILDREN),
        ({"age": 40, "dependants_under16": 1, "dependants_other": 2}, Family.WITH_CHILDREN),
        ({"age": 40, "dependants_under16": 1, "single_parent": 1}, Family.SINGLE_PARENT),
        ({"age": 40, "dependants_other": 1, "single_parent": 2}, Family.SINGLE_PARENT),
    ],
)
def test_a_family_is_of_the_first_kind_that_fits(person: dict[str, int], family: Family) -> None:
    assert families(TaxpayerColumns.from_sparse([person]))[0] == family


def owing(**levies: int) -> Standing:
    amounts = {name: np.array([levies.get(name, 0)]) for name in LEVIES}
    amounts["total"] = np.array([sum(levies.values())])
    return Standing(int(Owed(**amounts).standing[0]))


def test_a_standing_is_what_is_owed_whatever_the_ground() -> None:
    assert owing() == Standing.NOTHING
    assert owing(forest_environment_tax=1_000) == Standing.PER_CAPITA
    assert owing(municipal_per_capita_levy=3_000) == Standing.PER_CAPITA
    assert owing(prefectural_income_levy=100) == Standing.INCOME_LEVY
    assert owing(municipal_income_levy=100, municipal_per_capita_levy=1) == Standing.INCOME_LEVY
