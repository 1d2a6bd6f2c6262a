"""Family, own status, insurance and housing loan: each from one document, counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from juminzei.apps.assessment.services.consolidation import consolidate
from juminzei.apps.assessment.services.consolidation_insurance import earthquake_paid
from juminzei.kernel.columns import Disability, SingleParent, TaxpayerColumns
from support.document_rows import pension, person_on_the_list, wage

database = pytest.mark.django_db
CONFIRMED = {"income_stated": 2_020_000}
FAMILY = {"spouse_status": "1", "dependants_other": 1, "dependants_under16": 2}
NO_FAMILY = {"has_spouse": 0, "dependants_other": 0, "dependants_under16": 0}
A_FAMILY = {"has_spouse": 1, "dependants_other": 1, "dependants_under16": 2}


def columns_of(person: int) -> TaxpayerColumns:
    return consolidate(2026, np.array([person], dtype=np.int64)).columns


def said(person: int, *names: str) -> dict[str, int]:
    sparse = columns_of(person).to_sparse(0)
    return {name: sparse.get(name, 0) for name in names}


@database
def test_the_same_family_in_two_reports_counts_once() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, **CONFIRMED, **FAMILY)
    wage(person, 1_000_000, left_on=date(2025, 3, 31), **FAMILY)
    pension(person, 800_000, **FAMILY)
    assert said(person, *A_FAMILY) == A_FAMILY


@database
def test_a_second_jobs_declarations_never_count() -> None:
    person = person_on_the_list(1)
    wage(person, 300_000, secondary=True, **FAMILY)
    assert said(person, *A_FAMILY) == NO_FAMILY


@database
def test_what_the_year_end_adjustment_left_out_is_not_taken_from_an_earlier_employer() -> None:
    person = person_on_the_list(1)
    wage(person, 2_000_000, **CONFIRMED)
    wage(person, 1_000_000, left_on=date(2025, 3, 31), **FAMILY)
    assert said(person, *A_FAMILY) == NO_FAMILY


@database
def test_without_an_adjustment_another_employers_declarations_count() -> None:
    person = person_on_the_list(1)
    wage(person, 2_000_000)
    wage(person, 1_000_000, **FAMILY)
    assert said(person, *A_FAMILY) == A_FAMILY


@database
def test_a_pension_reports_family_counts_where_no_wage_report_has_one() -> None:
    person = person_on_the_list(1)
    wage(person, 900_000, **CONFIRMED)
    pension(person, 2_000_000, **FAMILY)
    assert said(person, *A_FAMILY) == A_FAMILY


@database
def test_of_two_pension_reports_the_one_that_declares_somebody_counts() -> None:
    person = person_on_the_list(1)
    pension(person, 2_000_000)
    pension(person, 500_000, dependants_elderly=1)
    assert said(person, "dependants_elderly") == {"dependants_elderly": 1}


@database
@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        pytest.param({"spouse_status": "1"}, (1, 0, 0), id="有"),
        pytest.param({"spouse_status": "2"}, (0, 0, 0), id="無"),
        pytest.param(
            {"spouse_status": "2", "spouse_income": 1_400_000}, (0, 0, 0), id="無 with income"
        ),
        pytest.param(
            {"spouse_status": "1", "spouse_elderly": True, "spouse_deduction_stated": 480_000},
            (1, 0, 1),
            id="老人控除対象配偶者",
        ),
        pytest.param(
            {"spouse_status": "2", "spouse_income": 1_000_000, "spouse_deduction_stated": 360_000},
            (1, 1_000_000, 0),
            id="配偶者特別控除",
        ),
    ],
)
def test_the_spouse_of_a_wage_report(
    columns: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    person = person_on_the_list(1)
    wage(person, 5_000_000, **columns)
    found = said(person, "has_spouse", "spouse_income", "spouse_elderly")
    assert tuple(found.values()) == expected


@database
@pytest.mark.parametrize(
    ("status", "expected"), [("1", (1, 0)), ("2", (0, 0)), ("3", (1, 1)), ("", (0, 0))]
)
def test_the_spouse_of_a_pension_report(status: str, expected: tuple[int, int]) -> None:
    person = person_on_the_list(1)
    pension(person, 2_000_000, spouse_status=status)
    assert tuple(said(person, "has_spouse", "spouse_elderly").values()) == expected


@database
def test_every_class_of_relatives_is_passed_on() -> None:
    counts = {
        "dependants_specified": 1,
        "dependants_elderly": 3,
        "dependants_elderly_cohabiting": 2,
        "dependants_other": 4,
        "dependants_under16": 5,
        "disabled_special": 2,
        "disabled_special_cohabiting": 1,
        "disabled_other": 6,
    }
    person = person_on_the_list(1)
    wage(person, 9_000_000, **counts)
    assert said(person, *counts) == counts


@database
def test_a_part_is_never_more_than_its_whole() -> None:
    person = person_on_the_list(1)
    wage(person, 9_000_000, dependants_elderly=1, dependants_elderly_cohabiting=2)
    assert said(person, "dependants_elderly_cohabiting") == {"dependants_elderly_cohabiting": 1}


@database
@pytest.mark.parametrize(
    ("of_wage", "of_pension", "expected"),
    [
        ("none", "none", Disability.NONE),
        ("ordinary", "none", Disability.ORDINARY),
        ("none", "ordinary", Disability.ORDINARY),
        ("special", "ordinary", Disability.SPECIAL),
        ("ordinary", "special", Disability.SPECIAL),
    ],
)
def test_the_heaviest_disability_that_any_document_states_counts(
    of_wage: str, of_pension: str, expected: Disability
) -> None:
    person = person_on_the_list(1)
    wage(person, 1_000_000, self_disability=of_wage)
    pension(person, 1_000_000, self_disability=of_pension)
    assert columns_of(person).disability.tolist() == [expected]


@database
@pytest.mark.parametrize(
    ("sex", "parent"), [("2", SingleParent.MOTHER), ("1", SingleParent.FATHER)]
)
def test_a_single_parent_is_mother_or_father_by_the_register_and_no_widow(
    sex: str, parent: SingleParent
) -> None:
    person = person_on_the_list(1, sex=sex)
    wage(person, 1_000_000, single_parent=True)
    pension(person, 1_000_000, widow=True)
    columns = columns_of(person)
    assert (columns.single_parent.tolist(), columns.widow.tolist()) == ([parent], [False])


@database
def test_widow_and_working_student_are_passed_on() -> None:
    person = person_on_the_list(1)
    wage(person, 1_000_000, widow=True, working_student=True)
    assert said(person, "widow", "working_student") == {"widow": 1, "working_student": 1}


@database
def test_premiums_stated_twice_count_once_and_come_from_the_preferred_report() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, life_general_new=80_000, life_nursing=20_000, **CONFIRMED)
    wage(person, 1_000_000, life_general_new=70_000, life_pension_old=50_000)
    expected = {"life_general_new": 80_000, "life_nursing": 20_000, "life_pension_old": 0}
    assert said(person, *expected) == expected


@database
def test_premiums_of_another_report_count_where_the_preferred_one_states_none() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, **CONFIRMED)
    wage(person, 1_000_000, life_general_old=70_000)
    assert said(person, "life_general_old") == {"life_general_old": 70_000}


@pytest.mark.parametrize(
    ("stated", "old", "paid"),
    [
        pytest.param(0, 0, 0, id="nothing"),
        pytest.param(32_000, 0, 32_000, id="premiums alone, in full"),
        pytest.param(50_000, 0, 50_000, id="at the limit"),
        pytest.param(10_000, 10_000, 0, id="old part alone, in full to 10,000"),
        pytest.param(10_001, 10_001, 0, id="10,001: half 5,001 (up) + 5,000 = 10,001"),
        pytest.param(35_000, 20_000, 20_000, id="20,000: half 10,000 + 5,000 = 15,000 off"),
        pytest.param(35_000, 60_000, 20_000, id="old part at most 15,000"),
        pytest.param(5_000, 20_000, 0, id="less stated than the old part: nothing left"),
    ],
)
def test_earthquake_premiums_are_found_behind_the_deduction(
    stated: int, old: int, paid: int
) -> None:
    found = earthquake_paid(deduction_stated=np.array([stated]), old_long_term=np.array([old]))
    assert found.tolist() == [paid]


def test_at_the_limit_of_income_tax_the_inhabitant_tax_is_at_its_limit_too() -> None:
    old = np.arange(0, 60_001, 100)
    half = earthquake_paid(deduction_stated=np.full(len(old), 50_000), old_long_term=old) // 2
    old_of_inhabitant_tax = np.where(old <= 5_000, old, np.minimum(old // 2 + 2_500, 10_000))
    assert (half + old_of_inhabitant_tax >= 25_000).all()


@database
def test_the_housing_loan_is_passed_on_with_the_income_tax_behind_it() -> None:
    person = person_on_the_list(1)
    wage(
        person,
        5_000_000,
        income_stated=3_560_000,
        deduction_total_stated=1_700_500,
        housing_loan_available=200_000,
        housing_loan_stated=95_000,
        housing_kind="02",
        housing_move_in_on=date(2023, 5, 1),
    )
    expected = {
        "housing_loan_available": 200_000,
        "housing_loan_income_tax": 95_000,
        "housing_loan_income_tax_base": 1_859_000,  # 3,560,000 − 1,700,500 = 1,859,500
        "housing_loan_seven_percent": 0,
    }
    assert said(person, *expected) == expected


@database
def test_a_housing_loan_credit_that_income_tax_took_whole_leaves_nothing_over() -> None:
    person = person_on_the_list(1)
    wage(person, 5_000_000, income_stated=3_560_000, housing_loan_stated=95_000)
    found = said(person, "housing_loan_available", "housing_loan_income_tax")
    assert set(found.values()) == {95_000}


@database
@pytest.mark.parametrize(
    ("kind", "moved_in", "seven"),
    [
        pytest.param("11", date(2014, 3, 31), False, id="before April 2014"),
        pytest.param("11", date(2014, 4, 1), True, id="from April 2014"),
        pytest.param("01", date(2015, 1, 1), False, id="not bought at 8 %"),
        pytest.param("22", date(2021, 12, 31), True, id="last day"),
        pytest.param("22", date(2022, 1, 1), False, id="after it"),
        pytest.param("31", date(2022, 12, 31), True, id="extended: last day"),
        pytest.param("41", date(2023, 1, 1), False, id="extended: after it"),
        pytest.param("11", None, False, id="no date"),
        pytest.param("", date(2015, 1, 1), False, id="no kind"),
    ],
)
def test_the_seven_percent_limit_depends_on_kind_and_day(
    kind: str, moved_in: date | None, *, seven: bool
) -> None:
    person = person_on_the_list(1)
    wage(
        person,
        5_000_000,
        housing_loan_available=200_000,
        housing_kind=kind,
        housing_move_in_on=moved_in,
    )
    assert columns_of(person).housing_loan_seven_percent.tolist() == [seven]


@database
@pytest.mark.parametrize(
    ("revenue", "stated", "granted"),
    [
        pytest.param(9_500_000, 7_450_000, True, id="7,550,000 − 10 % of 1,000,000 = 7,450,000"),
        pytest.param(9_500_000, 7_550_000, False, id="9,500,000 − 1,950,000: nothing taken off"),
        pytest.param(8_500_000, 6_000_000, False, id="8,500,000 is not above the limit"),
        pytest.param(9_500_000, 0, False, id="not adjusted"),
    ],
)
def test_the_income_adjustment_is_seen_in_the_income_stated(
    revenue: int, stated: int, *, granted: bool
) -> None:
    person = person_on_the_list(1)
    wage(person, revenue, income_stated=stated)
    assert columns_of(person).relative_for_income_adjustment.tolist() == [granted]
