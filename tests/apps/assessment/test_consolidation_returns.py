"""Which return rules and what it replaces, person by person, worked by hand from the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from juminzei.apps.assessment.models import DocumentState, TaxDocument
from juminzei.apps.assessment.services.consolidation import consolidate
from juminzei.apps.assessment.services.consolidation_result import RuledBy
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import SingleParent
from juminzei.kernel.law import load
from support.document_rows import pension, person_on_the_list, wage
from support.return_rows import FILED, INHABITANT, NATIONAL, filed, found, person_in, row_of, said

pytestmark = pytest.mark.django_db
DAY_BEFORE, DAY_AFTER = date(2026, 3, 1), date(2026, 3, 3)


def business(person: int) -> int:
    return said(person, "income_business")["income_business"]


@pytest.mark.parametrize(
    ("kind", "ruled_by"),
    [(NATIONAL, RuledBy.NATIONAL_RETURN), (INHABITANT, RuledBy.INHABITANT_RETURN)],
)
def test_a_return_takes_the_place_of_all_reports(kind: str, ruled_by: RuledBy) -> None:
    """地方税法315条1号, 317条の2: what was declared is the base; the report's pay is within it."""
    person = person_on_the_list(1)
    wage(person, 3_000_000, social_insurance=450_000, dependants_other=2, income_stated=2_020_000)
    pension(person, 800_000, self_disability="ordinary")
    key = filed(
        person,
        kind,
        revenue_employment=3_000_000,
        revenue_public_pension=800_000,
        income_business=1_200_000,
        social_insurance=500_000,
        dependants_other=1,
    )
    expected = {
        "revenue_employment": 3_000_000,
        "revenue_public_pension": 800_000,
        "income_business": 1_200_000,
        "social_insurance": 500_000,
        "dependants_other": 1,
        "disability": 0,
    }
    assert said(person, *expected) == expected
    row = row_of(person)
    assert (row.ruled_by[0], row.main_document_id[0], row.document_count[0]) == (ruled_by, key, 3)
    assert found(person) == {}


def test_reports_alone_are_added_up_as_ever() -> None:
    """地方税法317条: without a return the city goes by the reports."""
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    wage(person, 400_000, secondary=True)
    assert said(person, "revenue_employment") == {"revenue_employment": 3_400_000}
    assert row_of(person).ruled_by[0] == RuledBy.REPORTS


def test_nobody_rules_where_there_is_no_document() -> None:
    row = row_of(person_on_the_list(1))
    assert (row.ruled_by[0], row.counted.of_each(1)) == (RuledBy.NOTHING, [[]])


@pytest.mark.parametrize("inhabitant_on", [DAY_BEFORE, FILED, DAY_AFTER, None])
def test_the_national_return_rules_whichever_was_filed_first(inhabitant_on: date | None) -> None:
    """地方税法315条1号: the income of the national return is the base."""
    person = person_on_the_list(1)
    filed(person, INHABITANT, inhabitant_on, income_business=900_000)
    filed(person, NATIONAL, income_business=1_000_000)
    assert business(person) == 1_000_000


@pytest.mark.parametrize(
    ("on", "expected"), [(FILED, {}), (DAY_AFTER, {"inhabitant_return_later": 1})]
)
def test_an_inhabitant_return_filed_after_the_national_one_is_for_a_clerk(
    on: date, expected: dict[str, int]
) -> None:
    """地方税法317条の3: on the same day both are one declaration, on a later day it is another."""
    person = person_on_the_list(1)
    filed(person, NATIONAL, income_business=1_000_000)
    filed(person, INHABITANT, on, income_business=900_000)
    assert found(person) == expected


@pytest.mark.parametrize("kind", [NATIONAL, INHABITANT])
def test_of_several_returns_of_a_kind_the_one_filed_last_counts(kind: str) -> None:
    """所得税基本通達120-4: the later return takes the place of the earlier one."""
    person = person_on_the_list(1)
    filed(person, kind, DAY_AFTER, income_business=2_000_000)
    filed(person, kind, FILED, income_business=1_000_000)
    assert business(person) == 2_000_000


def test_of_two_returns_of_one_day_the_one_received_last_counts() -> None:
    person = person_on_the_list(1)
    filed(person, NATIONAL, income_business=1_000_000)
    filed(person, NATIONAL, income_business=2_000_000)
    assert business(person) == 2_000_000


def test_a_return_without_a_day_is_older_than_any_with_one() -> None:
    person = person_on_the_list(1)
    filed(person, NATIONAL, income_business=1_000_000)
    filed(person, NATIONAL, None, income_business=2_000_000)
    assert business(person) == 1_000_000


@pytest.mark.parametrize(
    "state", [DocumentState.REPLACED, DocumentState.CANCELLED, DocumentState.FORWARDED]
)
def test_a_return_that_no_longer_counts_leaves_the_reports_alone(state: str) -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    filed(person, NATIONAL, revenue_employment=1, state=state)
    assert said(person, "revenue_employment") == {"revenue_employment": 3_000_000}


def test_a_return_whose_person_is_not_settled_counts_for_nobody() -> None:
    """R-3.2.6: nothing is promoted to the ledger before it is matched."""
    person = person_on_the_list(1)
    key = filed(person, NATIONAL, income_business=1_000_000)
    TaxDocument.objects.filter(pk=key).update(match_state="queue")
    assert business(person) == 0


@pytest.mark.parametrize(
    ("declared", "missing"), [(3_400_000, 0), (3_399_999, 1), (3_000_000, 400_000), (3_400_001, 0)]
)
def test_pay_that_the_return_leaves_out_is_told_and_not_added(declared: int, missing: int) -> None:
    """地方税法315条ただし書: the city may correct what is too little, by an act of its own."""
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    wage(person, 400_000, secondary=True)
    filed(person, NATIONAL, revenue_employment=declared)
    assert said(person, "revenue_employment") == {"revenue_employment": declared}
    assert found(person) == ({"return_lacks_pay": missing} if missing else {})


@pytest.mark.parametrize(("declared", "missing"), [(1_500_000, 0), (1_499_999, 1)])
def test_a_pension_that_the_return_leaves_out_is_told(declared: int, missing: int) -> None:
    person = person_on_the_list(1, birth_on=date(1950, 1, 1))
    pension(person, 1_000_000)
    pension(person, 500_000)
    filed(person, INHABITANT, revenue_public_pension=declared)
    assert found(person) == ({"return_lacks_pension": missing} if missing else {})


def test_a_previous_job_counts_once_when_a_return_is_compared_with_reports() -> None:
    """The adjusting employer's pay of 3,000,000 holds the first one's 1,200,000."""
    person = person_on_the_list(1)
    wage(person, 1_200_000, payer_name="株式会社前川製作所", left_on=date(2025, 6, 30))
    wage(
        person,
        3_000_000,
        income_stated=2_020_000,
        previous_payer_name="(株)前川製作所",
        previous_revenue=1_200_000,
    )
    filed(person, NATIONAL, revenue_employment=3_000_000)
    assert found(person) == {}


@pytest.mark.parametrize(
    ("declared", "expected"),
    [(0, {"return_lacks_under16": 2}), (1, {"return_lacks_under16": 1}), (2, {})],
)
def test_children_under_16_lost_on_the_return_are_told(
    declared: int, expected: dict[str, int]
) -> None:
    """地方税法295条3項: they count for the thresholds and stand on 第二表 alone."""
    person = person_on_the_list(1)
    wage(person, 3_000_000, dependants_under16=2, income_stated=2_020_000)
    filed(person, NATIONAL, revenue_employment=3_000_000, dependants_under16=declared)
    assert said(person, "dependants_under16") == {"dependants_under16": declared}
    assert found(person) == expected


def test_a_return_that_is_not_read_or_entered_to_its_end_rules_nobody() -> None:
    """R-3.2.6: not used before it is checked; the reports count, and the person is told of."""
    person = person_on_the_list(1)
    wage(person, 3_000_000, income_stated=2_020_000)
    filed(person, NATIONAL, stated={"entry_pending": 1})
    assert said(person, "revenue_employment") == {"revenue_employment": 3_000_000}
    assert found(person) == {"return_not_ready": 1}


def test_an_older_return_rules_until_the_newer_one_is_entered() -> None:
    person = person_on_the_list(1)
    filed(person, INHABITANT, revenue_employment=1_000_000)
    filed(person, NATIONAL, stated={"entry_pending": 1}, revenue_employment=2_000_000)
    assert said(person, "revenue_employment") == {"revenue_employment": 1_000_000}
    assert found(person) == {"return_not_ready": 1}


def test_second_jobs_declared_together_are_one_income() -> None:
    """所得税法28条: both pays are added before the deduction, on the return as on the reports."""
    person = person_on_the_list(1)
    wage(person, 2_000_000, income_stated=1_320_000)
    wage(person, 900_000, secondary=True)
    filed(person, NATIONAL, revenue_employment=2_900_000)
    tax = assess(row_of(person).columns, load(2026))
    # 2,900,000: A = 725,000; x 2.8 = 2,030,000; less 80,000 = 1,950,000 (別表第五)
    assert int(tax.income_employment[0]) == 1_950_000


def test_an_employee_below_200_000_of_other_income_is_taxed_on_it_by_the_inhabitant_return() -> (
    None
):
    """地方税法317条の2第1項: the waiver of 所得税法121条 does not exist here."""
    person = person_on_the_list(1)
    wage(person, 4_000_000, income_stated=2_760_000)
    filed(person, INHABITANT, revenue_employment=4_000_000, income_miscellaneous=200_000)
    tax = assess(row_of(person).columns, load(2026))
    # 4,000,000: A = 1,000,000; x 3.2 - 440,000 = 2,760,000; and 200,000
    assert int(tax.aggregate_income[0]) == 2_960_000


def test_mother_or_father_is_told_by_the_register_not_by_the_return() -> None:
    """地方税法314条の6: the gap is 50,000 for a mother and 10,000 for a father."""
    mother, father = person_on_the_list(1, sex="2"), person_on_the_list(2)
    for person in (mother, father):
        filed(person, NATIONAL, single_parent=1)
    row = consolidate(2026, np.array(sorted([mother, father]), dtype=np.int64))
    by_person = dict(
        zip(row.addressee_ids.tolist(), row.columns.single_parent.tolist(), strict=True)
    )
    assert by_person == {mother: SingleParent.MOTHER, father: SingleParent.FATHER}


def test_age_and_minority_are_the_registers() -> None:
    person = person_on_the_list(1, birth_on=date(1960, 1, 1))
    filed(person, NATIONAL, age=30, minor=1)
    assert said(person, "age", "minor") == {"age": 66, "minor": 0}


@pytest.mark.parametrize(
    ("stated", "life"),
    [
        pytest.param({"life_deduction_stated": 40_000}, 80_000, id="deducted, detail enclosed"),
        pytest.param({"life_deduction_stated": 0}, 0, id="not deducted"),
        pytest.param({}, 0, id="nothing said of it"),
    ],
)
def test_details_enclosed_with_the_return_come_from_the_report(
    stated: dict[str, int], life: int
) -> None:
    """確定申告の手引き: what was adjusted by the employer needs only its sum on the return."""
    person = person_on_the_list(1)
    wage(person, 3_000_000, income_stated=2_020_000, life_general_new=80_000)
    filed(person, NATIONAL, revenue_employment=3_000_000, stated=stated)
    assert said(person, "life_general_new") == {"life_general_new": life}


def test_the_returns_own_detail_goes_before_the_reports() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, income_stated=2_020_000, life_general_new=80_000)
    filed(
        person,
        NATIONAL,
        stated={"life_deduction_stated": 40_000},
        revenue_employment=3_000_000,
        life_pension_new=90_000,
    )
    expected = {"life_general_new": 0, "life_pension_new": 90_000}
    assert said(person, *expected) == expected


HOUSING = {"housing_loan_credit_stated": 200_000, "income_tax_on_taxable": 150_000}


@pytest.mark.parametrize(
    ("dividend_credit", "income_tax"),
    [pytest.param(0, 150_000, id="none before it"), pytest.param(20_000, 130_000, id="one")],
)
def test_the_housing_loan_of_a_return_stands_in_its_own_figures(
    dividend_credit: int, income_tax: int
) -> None:
    """租税特別措置法41条, 地方税法附則5条の4の2: what income tax could not take is left over."""
    person = person_on_the_list(1)
    wage(
        person,
        5_000_000,
        income_stated=3_560_000,
        housing_loan_stated=200_000,
        housing_kind="11",
        housing_move_in_on=date(2018, 5, 1),
    )
    stated = {**HOUSING, "dividend_credit_stated": dividend_credit, "taxable_income_stated": 2_000}
    filed(person, NATIONAL, stated=stated, revenue_employment=5_000_000)
    expected = {
        "housing_loan_available": 200_000,
        "housing_loan_income_tax": income_tax,
        "housing_loan_income_tax_base": 2_000,
        "housing_loan_seven_percent": 1,  # the report tells house and day
    }
    assert said(person, *expected) == expected


def test_a_housing_loan_that_the_return_does_not_claim_is_none() -> None:
    person = person_on_the_list(1)
    wage(person, 5_000_000, income_stated=3_560_000, housing_loan_stated=200_000)
    filed(person, NATIONAL, revenue_employment=5_000_000, stated={"income_tax_on_taxable": 9})
    assert said(person, "housing_loan_available", "housing_loan_income_tax") == {
        "housing_loan_available": 0,
        "housing_loan_income_tax": 0,
    }


LISTED: dict[str, Any] = {"separate_listed_dividend": 300_000, "withheld_levy": 15_000}
NOT_DECLARED = {"separate_listed_dividend": 0, "withheld_levy": 0}
TICKED = {"listed_choice": 1}


@pytest.mark.parametrize(
    ("year", "on", "stated", "expected"),
    [
        pytest.param(2023, date(2023, 3, 2), TICKED, NOT_DECLARED, id="R5, same day"),
        pytest.param(2023, date(2023, 3, 3), TICKED, NOT_DECLARED, id="R5, later"),
        pytest.param(2023, date(2023, 3, 1), TICKED, LISTED, id="R5, national one later"),
        pytest.param(2023, date(2023, 3, 2), {}, LISTED, id="R5, no choice made"),
        pytest.param(2024, date(2024, 3, 2), TICKED, LISTED, id="R6, same day"),
        pytest.param(2024, date(2024, 3, 3), TICKED, LISTED, id="R6, later"),
    ],
)
def test_listed_shares_may_be_chosen_apart_until_the_tax_of_2023(
    year: int, on: date, stated: dict[str, int], expected: dict[str, int]
) -> None:
    """地方税法313条13項: from 令和6年度 (令和4年法律1号) only the national choice counts."""
    person = person_in(1, year)
    filed(person, NATIONAL, date(year, 3, 2), year=year, income_business=1_000_000, **LISTED)
    filed(person, INHABITANT, on, year=year, stated=stated, income_business=500_000)
    assert said(person, *LISTED, year=year) == expected
    assert said(person, "income_business", year=year) == {"income_business": 1_000_000}


@pytest.mark.parametrize(
    ("choice", "expected"), [("ordinary", True), ("special", False), ("", False)]
)
def test_the_ruling_return_chooses_how_other_income_is_collected(
    choice: str, *, expected: bool
) -> None:
    """地方税法321条の3第2項ただし書."""
    person = person_on_the_list(1)
    filed(person, INHABITANT, income_business=1, collection_choice="" if expected else "ordinary")
    filed(person, NATIONAL, income_business=1, collection_choice=choice)
    assert row_of(person).chosen_ordinary.tolist() == [expected]


def test_the_employer_still_withholds_and_the_pension_is_still_known_beside_a_return() -> None:
    person = person_on_the_list(1, birth_on=date(1955, 1, 1))
    report = wage(person, 3_000_000, income_stated=2_020_000)
    paid = pension(person, 1_200_000, social_insurance=60_000)
    filed(person, NATIONAL, revenue_employment=3_000_000, revenue_public_pension=1_200_000)
    row = row_of(person)
    assert row.special_document_id.tolist() == [report]
    assert (row.pension_document_id[0], row.pension_revenue[0]) == (paid, 1_200_000)


def test_people_consolidated_together_come_to_what_each_comes_to_alone() -> None:
    people = [person_on_the_list(body) for body in range(1, 6)]
    for place, person in enumerate(people):
        wage(person, 1_000_000 + place)
    filed(people[1], NATIONAL, income_business=10)
    filed(people[3], INHABITANT, income_business=20)
    filed(people[3], NATIONAL, income_business=30)
    together = consolidate(2026, np.array(sorted(people), dtype=np.int64))
    for place, person in enumerate(sorted(people)):
        alone = row_of(person)
        assert together.columns.to_sparse(place) == alone.columns.to_sparse(0)
        assert together.counted.of_each(5)[place] == alone.counted.of_each(1)[0]
        assert together.ruled_by[place] == alone.ruled_by[0]
