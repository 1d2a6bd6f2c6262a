"""From one tax year to the next only what the law changed is taxed otherwise.

For every pair of years: what may differ, and for whom, written by hand from the amending laws.
Whoever is not concerned must get the same answer to the last figure.
"""

from __future__ import annotations

from typing import Any

import pytest

from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from law.people import chance_of, request

Request = dict[str, Any]
PEOPLE = 3_000


def same_people(earlier: int) -> list[tuple[Request, Request]]:
    """Return random people, each asked in ``earlier`` and in the year after."""
    chance = chance_of(f"years apart {earlier}")
    pairs: list[tuple[Request, Request]] = []
    while len(pairs) < PEOPLE:
        person = request(chance, earlier)
        if "birth_date" not in person:  # a year older would be another person
            pairs.append((person, person | {"tax_year": earlier + 1}))
    return pairs


def relatives(person: Request) -> list[int]:
    """Return what spouse and dependants earn."""
    spouse = [person["spouse"]] if person.get("spouse") else []
    return [one.get("income", 0) for one in [*spouse, *person.get("dependants", [])]]


def between(amounts: list[int], above: int, up_to: int) -> bool:
    return any(above < amount <= up_to for amount in amounts)


# ---- who is concerned by each amendment ----------------------------------------------------------


def minor_by_one_law_only(person: Request) -> bool:
    """民法の成年年齢: from 2023 (令和5年度) 18 and not 20, and marriage counts no more."""
    said, age = person.get("taxpayer", {}).get("minor"), person.get("age", 99)
    married = bool(person.get("spouse"))
    return said is None and ((18 <= age < 20 and not married) or (age < 18 and married))


def pay_or_home_work_below(least: int) -> Any:  # noqa: ANN401 - a test of a person
    """給与所得控除の最低額, and the least expenses of 家内労働者."""

    def concerned(person: Request) -> bool:
        pay = person.get("revenue", {}).get("employment", 0)
        return 0 < pay < least or bool(person.get("home_work", {}).get("revenue"))

    return concerned


def relative_between(above: int, up_to: int) -> Any:  # noqa: ANN401 - a test of a person
    """扶養親族・同一生計配偶者の所得要件."""
    return lambda person: between(relatives(person), above, up_to)


def student(person: Request) -> bool:
    """勤労学生の所得要件."""
    return bool(person.get("taxpayer", {}).get("working_student"))


def gift(person: Request) -> bool:
    """所得税の基礎控除, which decides the rate of 特例控除."""
    return bool(person.get("credits", {}).get("donation", {}).get("hometown"))


def gap_of_spouse_special(person: Request) -> bool:
    """人的控除額の差 of 配偶者特別控除 below 550,000, gone with the new limits."""
    spouse = person.get("spouse") or {}
    return between([spouse.get("income", 0)], 480_000, 550_000)


def specified_relative(person: Request) -> bool:
    """特定親族特別控除, new in 2026."""
    return any(
        19 <= one.get("age", 0) <= 22 and one.get("income", 0) > 480_000
        for one in person.get("dependants", [])
    )


def nobody(person: Request) -> bool:  # noqa: ARG001 - as the others
    """No amendment concerns anybody."""
    return False


CONCERNED = {
    2021: [nobody],
    2022: [minor_by_one_law_only],
    2023: [nobody],
    2024: [nobody],
    2025: [
        pay_or_home_work_below(1_900_000),
        relative_between(480_000, 580_000),
        student,
        gift,
        gap_of_spouse_special,
        specified_relative,
    ],
    2026: [
        pay_or_home_work_below(2_200_000),
        relative_between(580_000, 620_000),
        student,
        gift,
    ],
}
"""By the earlier year: who may be taxed otherwise in the next."""
FIXED_REDUCTION = ("credits", "income_levy", "total", "withheld_levy_refund")
PER_CAPITA = ("per_capita_levy", "forest_environment_tax", "withheld_levy_applied")
MAY_DIFFER = {
    2021: (),
    2022: (),
    2023: (*FIXED_REDUCTION, *PER_CAPITA),
    2024: (*FIXED_REDUCTION, "withheld_levy_applied"),
    2025: (*FIXED_REDUCTION, "withheld_levy_applied"),
    2026: (),
}
"""By the earlier year: the figures that may differ for everybody else."""


@pytest.mark.parametrize("earlier", CONCERNED)
def test_nobody_is_taxed_otherwise_but_by_an_amendment(earlier: int) -> None:
    pairs = same_people(earlier)
    before = calculate([read(person) for person, _ in pairs])
    after = calculate([read(person) for _, person in pairs])
    apart = {"tax_year", *MAY_DIFFER[earlier]}
    otherwise = 0
    for (person, _), old, new in zip(pairs, before, after, strict=True):
        same = {k: v for k, v in old.items() if k not in apart} == {
            k: v for k, v in new.items() if k not in apart
        }
        concerned = any(one(person) for one in CONCERNED[earlier])
        assert same or concerned, person
        otherwise += not same
    assert (otherwise > 0) == (CONCERNED[earlier] != [nobody])


EXAMPLES = [
    (2022, {"age": 18, "income": {"business": 1_000_000}}),
    (2023, {"income": {"business": 5_000_000}}),
    (2024, {"income": {"business": 5_000_000}}),
    (2025, {"revenue": {"employment": 1_200_000}}),
    (2025, {"home_work": {"revenue": 1_200_000}}),
    (2025, {"income": {"business": 5_000_000}, "dependants": [{"age": 17, "income": 500_000}]}),
    (2025, {"income": {"business": 1_900_000}, "spouse": {"income": 520_000}}),
    (2025, {"income": {"business": 5_000_000}, "dependants": [{"age": 20, "income": 900_000}]}),
    (2025, {"taxpayer": {"working_student": True}, "revenue": {"employment": 1_350_000}}),
    (2025, {"income": {"business": 2_600_000}, "credits": {"donation": {"hometown": 30_000}}}),
    (2026, {"revenue": {"employment": 2_100_000}}),
    (2026, {"home_work": {"revenue": 1_200_000}}),
    (2026, {"income": {"business": 5_000_000}, "dependants": [{"age": 17, "income": 600_000}]}),
    (2026, {"taxpayer": {"working_student": True}, "revenue": {"employment": 1_610_000}}),
    (2026, {"income": {"business": 2_900_000}, "credits": {"donation": {"hometown": 30_000}}}),
]
"""One person for each amendment whom it concerns."""


@pytest.mark.parametrize(("earlier", "person"), EXAMPLES)
def test_each_amendment_changes_the_tax_of_somebody(earlier: int, person: Request) -> None:
    old, new = calculate([read(person | {"tax_year": year}) for year in (earlier, earlier + 1)])
    assert (old["total"], old["per_capita_levy"]) != (new["total"], new["per_capita_levy"])


# ---- the two years whose levies differ for everybody ------------------------------------------


def test_from_2023_to_2024_five_thousand_stay_five_thousand() -> None:
    pairs = [
        pair
        for pair in same_people(2023)
        if not {"ordinance", "municipality", "property_only"} & pair[0].keys()
    ]
    for old, new in zip(*answers(pairs), strict=True):
        assert fixed_charge(old) == fixed_charge(new)
        assert fixed_charge(old) in {0, 5_000}


@pytest.mark.parametrize("earlier", [2023, 2024, 2025])
def test_the_fixed_reduction_is_all_that_lowers_the_income_levy(earlier: int) -> None:
    pairs = [
        pair
        for pair in same_people(earlier)
        if not any(one(pair[0]) for one in CONCERNED[earlier])
        and not pair[0].get("credits", {}).get("withheld_levy")
    ]
    reduced = 0
    for old, new in zip(*answers(pairs), strict=True):
        more = income_levy(new) - income_levy(old)
        less = reduction(old) - reduction(new)
        assert abs(more - less) < 200  # the hundreds cut off of both levies
        reduced += bool(less)
    assert reduced > 10


def answers(pairs: list[tuple[Request, Request]]) -> tuple[list[Any], list[Any]]:
    """Return the answers of the earlier and of the later year."""
    earlier, later = ([read(pair[which]) for pair in pairs] for which in (0, 1))
    return calculate(earlier), calculate(later)


def fixed_charge(answer: Any) -> int:  # noqa: ANN401 - an answer
    return int(sum(answer["per_capita_levy"].values()) + answer["forest_environment_tax"])


def income_levy(answer: Any) -> int:  # noqa: ANN401 - an answer
    return int(sum(answer["income_levy"].values()))


def reduction(answer: Any) -> int:  # noqa: ANN401 - an answer
    return int(sum(answer["credits"]["fixed_reduction"].values()))
