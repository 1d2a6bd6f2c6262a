"""A previous job counts once, whoever reported it and however it is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from juminzei.apps.assessment.services.consolidation import Consolidated, consolidate
from juminzei.apps.assessment.services.consolidation_previous_job import payer_key
from support.document_rows import person_on_the_list, wage

FIRST_JOB = {"payer_name": "株式会社前川製作所", "left_on": date(2025, 6, 30)}
ADJUSTED = {"income_stated": 2_020_000}
NAMED = {
    "previous_payer_name": "(株)前川製作所",
    "previous_revenue": 1_200_000,
    "previous_social_insurance": 180_000,
}


def consolidated(person: int) -> Consolidated:
    return consolidate(2026, np.array([person], dtype=np.int64))


def figures(person: int) -> tuple[int, int, int]:
    found = consolidated(person)
    return (
        int(found.columns.revenue_employment[0]),
        int(found.columns.social_insurance[0]),
        int(found.previous_job_counted[0]),
    )


@pytest.mark.django_db
def test_what_the_adjusting_employer_included_is_taken_off_when_the_first_one_reported_too() -> (
    None
):
    person = person_on_the_list(1)
    wage(person, 1_200_000, social_insurance=180_000, **FIRST_JOB)
    wage(person, 3_000_000, social_insurance=450_000, **ADJUSTED, **NAMED)
    # 1,200,000 + 3,000,000 − 1,200,000; 180,000 + 450,000 − 180,000
    assert figures(person) == (3_000_000, 450_000, 0)


@pytest.mark.django_db
def test_what_the_adjusting_employer_included_stands_when_nobody_else_reported() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, social_insurance=450_000, **ADJUSTED, **NAMED)
    assert figures(person) == (3_000_000, 450_000, 1_200_000)


@pytest.mark.django_db
def test_an_employer_who_did_not_adjust_reports_its_own_pay_and_the_named_one_is_added() -> None:
    person = person_on_the_list(1)
    wage(person, 1_800_000, social_insurance=270_000, **NAMED)
    assert figures(person) == (3_000_000, 450_000, 1_200_000)


@pytest.mark.django_db
def test_an_employer_who_did_not_adjust_adds_nothing_when_the_first_one_reported_too() -> None:
    person = person_on_the_list(1)
    wage(person, 1_200_000, social_insurance=180_000, **FIRST_JOB)
    wage(person, 1_800_000, social_insurance=270_000, **NAMED)
    assert figures(person) == (3_000_000, 450_000, 0)


@pytest.mark.django_db
def test_pay_that_cannot_be_within_the_report_is_added_though_the_employer_adjusted() -> None:
    person = person_on_the_list(1)
    wage(person, 1_199_999, income_stated=549_999, **NAMED)
    assert figures(person)[0] == 2_399_999


@pytest.mark.django_db
def test_pay_just_as_high_as_the_report_itself_is_within_it() -> None:
    person = person_on_the_list(1)
    wage(person, 1_200_000, income_stated=550_000, **NAMED)
    assert figures(person)[0] == 1_200_000


@pytest.mark.django_db
def test_an_adjustment_of_little_pay_is_seen_in_the_deductions() -> None:
    person = person_on_the_list(1)
    wage(person, 40_000, **FIRST_JOB)
    wage(
        person,
        480_000,
        income_stated=0,
        deduction_total_stated=950_000,
        previous_payer_name="前川製作所",
        previous_revenue=40_000,
    )
    assert figures(person)[0] == 480_000


@pytest.mark.django_db
def test_another_employers_report_is_not_taken_for_the_previous_one() -> None:
    person = person_on_the_list(1)
    wage(person, 500_000, payer_name="有限会社別物", secondary=True)
    wage(person, 3_000_000, **ADJUSTED, **NAMED)
    assert figures(person) == (3_500_000, 0, 1_200_000)


@pytest.mark.django_db
def test_exactly_the_amount_named_is_taken_for_the_previous_job_under_another_name() -> None:
    person = person_on_the_list(1)
    wage(person, 1_200_000, payer_name="前川グループ本社")
    wage(person, 3_000_000, **ADJUSTED, **NAMED)
    assert figures(person) == (3_000_000, 0, 0)


@pytest.mark.django_db
def test_the_previous_employers_report_about_somebody_else_does_not_count_here() -> None:
    person, other = person_on_the_list(1), person_on_the_list(2)
    wage(other, 1_200_000, **FIRST_JOB)
    wage(person, 3_000_000, **ADJUSTED, **NAMED)
    assert figures(person) == (3_000_000, 0, 1_200_000)


@pytest.mark.django_db
def test_a_cancelled_report_of_the_previous_employer_does_not_count() -> None:
    person = person_on_the_list(1)
    wage(person, 1_200_000, state="cancelled", **FIRST_JOB)
    wage(person, 3_000_000, **ADJUSTED, **NAMED)
    assert figures(person) == (3_000_000, 0, 1_200_000)


NOTES = [
    pytest.param(
        "前職　株式会社前川製作所　支払金額1,200,000円　社会保険料180,000円　R7.6.30退職",
        id="full width spaces, yen",
    ),
    pytest.param("前職：前川製作所 給与 １２０００００ 社保 １８００００", id="full width digits"),
    pytest.param("普Ｆ　前職(前川製作所)支払額1200000 社会保険180000", id="after another remark"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("note", NOTES)
def test_a_previous_job_written_in_the_note_is_read(note: str) -> None:
    person = person_on_the_list(1)
    wage(person, 1_250_000, social_insurance=180_000, **FIRST_JOB)
    wage(person, 3_000_000, social_insurance=450_000, note=note, **ADJUSTED)
    # The first job's own figures count, not those of the note: 1,250,000 + 3,000,000 − 1,200,000
    assert figures(person) == (3_050_000, 450_000, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "insurance"),
    [
        pytest.param("社保825円 源泉0円", 9_825 - 825, id="some hundred yen"),
        pytest.param("社会保険料1,650円", 9_825 - 1_650, id="a thousand and more"),
        pytest.param("社保0円 源泉22,669円", 9_825, id="none, and tax after it"),
        pytest.param("社保3月まで", 9_825, id="a month is no amount"),
    ],
)
def test_little_insurance_in_the_note_is_not_deducted_twice(written: str, insurance: int) -> None:
    person = person_on_the_list(1)
    wage(person, 150_000, social_insurance=825, **FIRST_JOB)
    note = f"前職 前川製作所 給与150,000円 {written}"
    wage(person, 1_650_000, social_insurance=9_000, note=note, income_stated=1_000_000)
    # pay 150,000 + 1,650,000 − 150,000; insurance 825 + 9,000 less what the note says
    assert figures(person) == (1_650_000, insurance, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "note",
    [
        pytest.param("前職あり", id="no amount"),
        pytest.param("前々職の分は含まない", id="another word"),
        pytest.param("社会保険料180,000円", id="no previous job"),
        pytest.param("", id="empty"),
    ],
)
def test_a_note_without_a_previous_jobs_pay_changes_nothing(note: str) -> None:
    person = person_on_the_list(1)
    wage(person, 1_200_000, **FIRST_JOB)
    wage(person, 3_000_000, note=note, **ADJUSTED)
    assert figures(person) == (4_200_000, 0, 0)


@pytest.mark.django_db
def test_columns_are_believed_before_the_note() -> None:
    person = person_on_the_list(1)
    columns: dict[str, Any] = {**NAMED, "note": "前職 前川製作所 支払金額 999,999円"}
    wage(person, 1_200_000, **FIRST_JOB)
    wage(person, 3_000_000, **ADJUSTED, **columns)
    assert figures(person)[0] == 3_000_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社前川製作所", "（株）前川製作所"),
        ("前川製作所　株式会社", "㈱前川製作所"),
        ("有限会社ＡＢＣ", "(有)ABC"),
    ],
)
def test_one_payer_written_in_two_ways_is_one_payer(one: str, other: str) -> None:
    assert payer_key(one) == payer_key(other)


def test_two_payers_with_alike_names_are_two() -> None:
    assert payer_key("株式会社前川") != payer_key("株式会社前川製作所")
