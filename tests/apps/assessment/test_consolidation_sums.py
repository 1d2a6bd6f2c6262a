"""What several documents of a person add up to."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from juminzei.apps.assessment.services.consolidation import (
    Consolidated,
    NotOnTheListError,
    consolidate,
)
from support.document_rows import number, pension, person_on_the_list, wage

pytestmark = pytest.mark.django_db


def consolidated(*addressee_ids: int) -> Consolidated:
    return consolidate(2026, np.array(sorted(addressee_ids), dtype=np.int64))


def test_two_wage_reports_and_a_pension_report_are_added_up() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, income_stated=2_020_000, social_insurance=450_000)
    wage(person, 800_000, secondary=True, social_insurance=0, payer_name="株式会社乙")
    pension(person, 600_000, social_insurance=30_000)
    found = consolidated(person)
    assert found.columns.revenue_employment.tolist() == [3_800_000]
    assert found.columns.revenue_public_pension.tolist() == [600_000]
    assert found.columns.social_insurance.tolist() == [480_000]
    assert found.document_count.tolist() == [3]
    assert found.pension_revenue.tolist() == [600_000]
    assert found.pension_social_insurance.tolist() == [30_000]


def test_mutual_aid_is_taken_out_of_the_social_insurance_that_contains_it() -> None:
    person = person_on_the_list(1)
    wage(person, 5_000_000, social_insurance=740_000, small_enterprise_mutual_aid=240_000)
    columns = consolidated(person).columns
    assert columns.social_insurance.tolist() == [500_000]
    assert columns.small_enterprise_mutual_aid.tolist() == [240_000]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"state": "replaced"}, id="replaced by a correction"),
        pytest.param({"state": "cancelled"}, id="cancelled"),
        pytest.param({"state": "forwarded"}, id="another city's"),
        pytest.param({"match_state": "held"}, id="held by a clerk"),
        pytest.param({"match_state": "not_ours"}, id="of nobody here"),
        pytest.param({"tax_year": 2025}, id="of another year"),
    ],
)
def test_a_document_that_does_not_count_adds_nothing(columns: dict[str, object]) -> None:
    person = person_on_the_list(1)
    wage(person, 2_000_000)
    wage(person, 900_000, **columns)
    found = consolidated(person)
    assert found.columns.revenue_employment.tolist() == [2_000_000]
    assert found.document_count.tolist() == [1]


@pytest.mark.parametrize("way", ["number", "exact", "scored", "clerk"])
def test_every_way_of_knowing_the_person_counts(way: str) -> None:
    person = person_on_the_list(1)
    wage(person, 900_000, match_state=way)
    assert consolidated(person).columns.revenue_employment.tolist() == [900_000]


def test_somebody_without_documents_has_a_row_of_nothing() -> None:
    person = person_on_the_list(1)
    found = consolidated(person)
    assert found.columns.to_sparse(0) == {"age": 45}
    assert found.document_count.tolist() == [0]
    assert found.main_document_id.tolist() == [0]


def test_rows_come_in_the_order_asked_for_and_only_of_those_asked_for() -> None:
    persons = [person_on_the_list(body) for body in (1, 2, 3)]
    for place, person in enumerate(persons, start=1):
        wage(person, place * 1_000_000)
    found = consolidated(persons[0], persons[2])
    assert found.addressee_ids.tolist() == [persons[0], persons[2]]
    assert found.columns.revenue_employment.tolist() == [1_000_000, 3_000_000]


def test_a_slice_gives_the_same_rows_as_the_whole_city() -> None:
    persons = [person_on_the_list(body) for body in range(1, 8)]
    for place, person in enumerate(persons):
        wage(person, 1_000_000 + place, spouse_status="1", dependants_other=place % 3)
        pension(person, 10_000 * place)
    whole = consolidated(*persons)
    part = consolidated(*persons[2:5])
    assert [part.columns.to_sparse(row) for row in range(3)] == [
        whole.columns.to_sparse(row) for row in (2, 3, 4)
    ]


def test_somebody_who_is_not_on_the_list_is_refused_by_number() -> None:
    person = person_on_the_list(1)
    stranger = number(2)
    with pytest.raises(NotOnTheListError, match=f"{stranger:010d}"):
        consolidated(person, stranger)


def test_somebody_left_out_of_the_list_is_refused() -> None:
    person = person_on_the_list(1, included=False, reason="died_earlier")
    with pytest.raises(NotOnTheListError):
        consolidated(person)


@pytest.mark.parametrize(
    ("birth_on", "age", "minor"),
    [
        pytest.param(date(2008, 1, 2), 17, False, id="18 at the end of 1 January: no minor"),
        pytest.param(date(2008, 1, 3), 17, True, id="18 at the end of 2 January: a minor"),
        pytest.param(date(1961, 1, 1), 65, False, id="1 January birthday counts on 31 December"),
        pytest.param(date(1961, 1, 2), 64, False, id="2 January birthday does not"),
        pytest.param(None, 0, False, id="unknown birthday"),
    ],
)
def test_ages_are_those_of_the_frozen_list(birth_on: date | None, age: int, *, minor: bool) -> None:
    person = person_on_the_list(1, birth_on=birth_on)
    found = consolidated(person)
    assert found.columns.age.tolist() == [age]
    assert found.columns.minor.tolist() == [minor]


@pytest.mark.parametrize(
    ("birth_on", "declared", "minor"),
    [
        pytest.param(date(2002, 1, 3), {}, True, id="19 on 1 January 2022"),
        pytest.param(date(2002, 1, 2), {}, False, id="20 at the end of 1 January 2022"),
        pytest.param(date(2002, 1, 3), {"spouse_status": "1"}, False, id="19 and married: adult"),
    ],
)
def test_until_2022_people_are_of_age_at_20_or_when_they_marry(
    birth_on: date, declared: dict[str, object], *, minor: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("support.document_rows.TAX_YEAR", 2022)
    person = person_on_the_list(1, birth_on=birth_on)
    wage(person, 1_000_000, **declared)
    found = consolidate(2022, np.array([person], dtype=np.int64))
    assert found.columns.minor.tolist() == [minor]


def test_property_alone_is_passed_on_with_the_income_unknown_here() -> None:
    owner = person_on_the_list(1, property_only=True, reason="property_only")
    found = consolidated(owner)
    assert found.property_only.tolist() == [True]
    assert found.columns.property_only.tolist() == [True]
    assert found.columns.income_elsewhere.tolist() == [True]
