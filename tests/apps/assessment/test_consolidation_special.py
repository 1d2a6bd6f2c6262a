"""Which employer withholds, and why none does."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from juminzei.apps.assessment.services.consolidation import Consolidated, SpecialBar, consolidate
from support.document_rows import pension, person_on_the_list, wage

pytestmark = pytest.mark.django_db
LEFT = {"left_on": date(2025, 9, 30)}


def consolidated(person: int) -> Consolidated:
    return consolidate(2026, np.array([person], dtype=np.int64))


def outcome(person: int) -> tuple[int, SpecialBar]:
    found = consolidated(person)
    return int(found.special_document_id[0]), SpecialBar(found.special_bar[0])


def test_the_only_employer_withholds() -> None:
    person = person_on_the_list(1)
    document = wage(person, 3_000_000)
    assert outcome(person) == (document, SpecialBar.NONE)


BARS: list[Any] = [
    pytest.param({"secondary": True}, SpecialBar.SECONDARY, id="乙欄"),
    pytest.param(LEFT, SpecialBar.LEFT, id="退職"),
    *(
        pytest.param(
            {"ordinary_collection": True, "ordinary_reason": letter},
            SpecialBar[f"REASON_{letter}"],
            id=f"普{letter}",
        )
        for letter in "ABCDEF"
    ),
    pytest.param(
        {"ordinary_collection": True, "ordinary_reason": "F", **LEFT},
        SpecialBar.REASON_F,
        id="the reason named comes before the one seen",
    ),
]


@pytest.mark.parametrize(("columns", "bar"), BARS)
def test_an_employer_with_a_bar_does_not_withhold(columns: dict[str, Any], bar: SpecialBar) -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, **columns)
    assert outcome(person) == (0, bar)


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"ordinary_collection": True}, id="wish without a reason"),
        pytest.param({"ordinary_reason": "A"}, id="reason without the wish"),
        pytest.param({"joined_on": date(2025, 4, 1)}, id="joined in the year"),
    ],
)
def test_an_employer_without_a_full_reason_withholds(columns: dict[str, Any]) -> None:
    person = person_on_the_list(1)
    document = wage(person, 3_000_000, **columns)
    assert outcome(person) == (document, SpecialBar.NONE)


def test_nobody_withholds_without_a_wage_report() -> None:
    person = person_on_the_list(1)
    pension(person, 2_000_000)
    assert outcome(person) == (0, SpecialBar.NO_WAGE_REPORT)


def test_of_two_employers_the_main_one_withholds() -> None:
    person = person_on_the_list(1)
    main = wage(person, 2_000_000, income_stated=1_320_000)
    wage(person, 2_500_000)
    assert outcome(person) == (main, SpecialBar.NONE)


def test_of_two_without_an_adjustment_the_one_with_more_revenue_withholds() -> None:
    person = person_on_the_list(1)
    wage(person, 2_000_000)
    more = wage(person, 2_000_001)
    assert outcome(person) == (more, SpecialBar.NONE)


def test_of_two_alike_the_one_received_first_withholds() -> None:
    person = person_on_the_list(1)
    first = wage(person, 2_000_000)
    wage(person, 2_000_000)
    assert outcome(person) == (first, SpecialBar.NONE)


def test_the_employer_still_there_withholds_when_the_better_paying_one_was_left() -> None:
    person = person_on_the_list(1)
    wage(person, 4_000_000, **LEFT)
    there = wage(person, 900_000)
    assert outcome(person) == (there, SpecialBar.NONE)


def test_where_all_have_a_bar_the_main_ones_is_told() -> None:
    person = person_on_the_list(1)
    wage(person, 4_000_000, **LEFT)
    wage(person, 900_000, secondary=True)
    assert outcome(person) == (0, SpecialBar.LEFT)


def test_a_second_job_alone_is_told_apart() -> None:
    only_secondary, both, none = (person_on_the_list(body) for body in (1, 2, 3))
    wage(only_secondary, 300_000, secondary=True)
    wage(both, 300_000, secondary=True)
    wage(both, 3_000_000)
    found = consolidate(2026, np.array(sorted([only_secondary, both, none]), dtype=np.int64))
    assert found.secondary_only.tolist() == [True, False, False]


def test_a_family_employee_is_passed_on() -> None:
    person = person_on_the_list(1)
    wage(person, 960_000, family_employee=True)
    assert consolidated(person).family_employee.tolist() == [True]


def test_the_main_document_is_a_wage_report_before_a_pension_report() -> None:
    both, pensioner = person_on_the_list(1), person_on_the_list(2)
    pension(both, 3_000_000)
    main = wage(both, 500_000)
    small, large = pension(pensioner, 100_000), pension(pensioner, 900_000)
    found = consolidate(2026, np.array(sorted([both, pensioner]), dtype=np.int64))
    assert found.main_document_id.tolist() == [main, large]
    assert found.pension_document_id.tolist()[1] == large != small


def test_every_bar_has_a_label_for_clerks() -> None:
    assert len({bar.label for bar in SpecialBar}) == len(SpecialBar)
