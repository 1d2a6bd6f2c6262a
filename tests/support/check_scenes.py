"""For every check a scene that it finds, and one beside it that it must not find."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from support import check_return_scenes
from support.check_scene_kinds import (
    NEW_YEARS_EVE,
    SCENES,
    scene,
    scene_of_claim,
    scene_of_document,
    scene_of_papers,
    scene_of_person,
    scene_of_relative,
    scene_of_two,
)

if TYPE_CHECKING:
    from support.check_town import Town

__all__ = ["SCENES", "check_return_scenes"]

scene_of_two("spouse_claimed_by_two", "spouse")
scene_of_two("dependant_claimed_by_two", "dependant")
scene_of_two("under16_claimed_by_two", "under16")


@scene
def spouse_and_dependant(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.claim(1, "spouse", 3)
    town.claim(2, "under16" if near else "dependant", 3)


@scene
def dependant_and_under16(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.claim(1, "dependant", 3)
    town.claim(2, "spouse" if near else "under16", 3)


@scene
def family_employee_claimed(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.claim(1, "family_employee", 3)
    town.claim(2, "under16" if near else "spouse", 3)


scene_of_relative("spouse_income_over", "spouse", {"income": 1_330_001}, {"income": 1_330_000})
scene_of_relative(
    "spouse_income_understated",
    "spouse",
    {"income": 580_001},
    {"income": 580_000},
    stated={"income_stated": 0},
)
scene_of_relative(
    "dependant_income_over",
    "dependant",
    {"income": 580_001, "age": 23},
    {"income": 580_000, "age": 23},
)
scene_of_relative(
    "specified_relative_band",
    "dependant",
    {"income": 1_230_000, "age": 19},
    {"income": 1_230_001, "age": 19},
)
scene_of_relative(
    "specified_relative_over",
    "dependant",
    {"income": 1_230_001, "age": 22},
    {"income": 1_230_000, "age": 22},
)
scene_of_relative(
    "under16_income_over",
    "under16",
    {"income": 580_001, "age": 12},
    {"income": 580_000, "age": 12},
)


@scene
def spouse_of_high_income(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.person(1, income=10_000_000 if near else 10_000_001)
    document = town.document(1, spouse_deduction_stated=380_000)
    town.claim(1, "spouse", 3, document=document)


@scene
def claimed_person_claims(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.person(3, income=580_000 if near else 580_001)
    town.claim(1, "spouse", 3)
    town.claim(3, "dependant", 4)


@scene
def mutual_spouses(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.claim(1, "spouse", 2)
    town.claim(2, "dependant" if near else "spouse", 1)


scene_of_claim("claims_oneself", "dependant", {"other": 1}, {"other": 2})
scene_of_relative(
    "claimed_not_born",
    "under16",
    {"birth_on": date(2026, 1, 1)},
    {"birth_on": NEW_YEARS_EVE},
)
scene_of_relative(
    "claimed_dead_before",
    "dependant",
    {"ceased_on": date(2024, 12, 31), "ceased_reason": "死亡"},
    {"ceased_on": date(2025, 1, 1), "ceased_reason": "死亡"},
)
scene_of_relative(
    "spouse_unregistered",
    "spouse",
    {"household": 1, "relationship": "14"},
    {"household": 1, "relationship": "12"},
)
scene_of_relative(
    "spouse_is_other_relative",
    "spouse",
    {"household": 1, "relationship": "20"},
    {"household": 1, "relationship": "11"},
)
scene_of_relative(
    "cohabiting_elsewhere",
    "dependant",
    {"household": 9},
    {"household": 1},
    stated={"cohabiting": True},
)
scene_of_relative(
    "elderly_cohabiting_elsewhere",
    "dependant",
    {"household": 9, "age": 70},
    {"household": 9, "age": 69},
    document={"dependants_elderly_cohabiting": 1},
)
scene_of_relative("under16_too_old", "under16", {"age": 16}, {"age": 15})
scene_of_relative("dependant_too_young", "dependant", {"age": 15}, {"age": 16})
scene_of_relative(
    "spouse_not_elderly", "spouse", {"age": 69}, {"age": 70}, document={"spouse_elderly": True}
)
scene_of_relative(
    "specified_count",
    "dependant",
    {"age": 23},
    {"age": 22},
    document={"dependants_specified": 1},
)
scene_of_relative(
    "elderly_count", "dependant", {"age": 69}, {"age": 70}, document={"dependants_elderly": 1}
)
ABROAD = {"abroad": True, "resolution": "abroad"}
scene_of_claim(
    "abroad_restricted",
    "dependant",
    {**ABROAD, "age": 30, "relationship": "01"},
    {**ABROAD, "age": 30, "relationship": "02"},
)
scene_of_claim("abroad_papers", "spouse", ABROAD, {"abroad": False})
scene_of_claim("outside_inquiry", "dependant", {"resolution": "outside"}, {"resolution": "abroad"})
scene_of_claim(
    "relative_unknown", "spouse", {"resolution": ""}, {"resolution": "household"}, other=None
)

scene_of_document("disability_without_certificate", {"self_disability": 1}, {"self_disability": 0})
scene_of_document(
    "disability_class_too_high",
    {"self_disability": 2},
    {"self_disability": 1},
    person={"disability": 1},
)
scene_of_person("certificate_not_claimed", {"disability": 1}, {"disability": 0}, {})
scene_of_relative(
    "relative_certificate_not_claimed", "under16", {"disability": 1}, {"disability": 0}
)
scene_of_relative(
    "relative_disability_without_certificate",
    "dependant",
    {"disability": 1},
    {"disability": 2},
    stated={"disability_stated": 2},
)
scene_of_person("widow_income_over", {"income": 5_000_001}, {"income": 5_000_000}, {"widow": True})
scene_of_person("widow_not_female", {"sex": "1"}, {"sex": "2"}, {"widow": True})


@scene
def widow_with_spouse(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    document = town.document(1, single_parent=True)
    town.claim(1, "dependant" if near else "spouse", 3, document=document)


PARENT = {"single_parent": True}
scene_of_person("single_parent_income_over", {"income": 5_000_001}, {"income": 5_000_000}, PARENT)
scene_of_person("single_parent_without_child", {"household_size": 1}, {"household_size": 2}, PARENT)
scene_of_person(
    "single_parent_with_partner", {"relationship": "13"}, {"relationship": "11"}, PARENT
)
STUDENT = {"working_student": True}
scene_of_person("student_income_over", {"income": 850_001}, {"income": 850_000}, STUDENT)
scene_of_person("student_age", {"age": 30}, {"age": 29}, STUDENT)
scene_of_person("minor_of_age", {"age": 18}, {"age": 17}, {"minor": True})
scene_of_document("birth_differs", {"birth_on": date(1980, 4, 3)}, {"birth_on": date(1980, 4, 2)})
scene_of_person(
    "dead_with_documents",
    {"ceased_on": date(2024, 12, 31), "ceased_reason": "死亡", "listed": False},
    {"ceased_on": date(2025, 1, 1), "ceased_reason": "死亡", "listed": False},
    {},
)
scene_of_person("not_on_list", {"listed": False}, {"listed": True}, {})

ONE_STOP, NATIONAL = {"kind": "one_stop"}, {"kind": "national_return", "revenue": 0}
INHABITANT = {"kind": "inhabitant_return", "revenue": 0}
scene_of_papers("one_stop_with_return", [ONE_STOP, INHABITANT], [ONE_STOP, {}])
scene_of_papers(
    "one_stop_over_five", [ONE_STOP] * 6, [*[ONE_STOP] * 5, {**ONE_STOP, "payer": "甲100"}]
)
scene_of_person("one_stop_elsewhere", {"listed": False}, {"listed": True}, ONE_STOP)
scene_of_papers("national_return_twice", [NATIONAL, NATIONAL], [NATIONAL, INHABITANT])
scene_of_papers("both_returns", [NATIONAL, INHABITANT], [INHABITANT, INHABITANT])
scene_of_papers(
    "report_not_in_return",
    [{}, NATIONAL],
    [{}, {**NATIONAL, "revenue": 1}],
    pay_not_returned=1,
)
scene_of_person(
    "return_below_reports",
    {"pay_not_returned": 1_000},
    {"pay_not_returned": 999},
    {**NATIONAL, "revenue": 2_000_000},
)
PENSION = {"kind": "pension_report"}
scene_of_person(
    "pension_not_in_return",
    {"pension_not_returned": 1_000},
    {"pension_not_returned": 999},
)
scene_of_person("no_document", {"age": 18}, {"age": 17})
scene_of_person(
    "assisted_with_income",
    {"assisted": True, "income": 1},
    {"assisted": True, "income": 0},
)


@scene
def two_reports_of_one_payer(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.document(1, payer="甲", left_on=date(2025, 5, 5))
    town.document(2 if near else 1, payer="甲", left_on=date(2025, 6, 6))


scene_of_papers(
    "previous_job_counted_twice",
    [{"payer": "乙", "revenue": 5}, {"previous_payer_name": "乙", "previous_revenue": 5}],
    [{"payer": "乙", "revenue": 5}, {"previous_payer_name": "乙", "previous_revenue": 6}],
)
SECONDARY = {"secondary": True}
scene_of_papers("secondary_without_main", [SECONDARY], [SECONDARY, {}])
scene_of_papers("two_main_jobs", [{}, {}], [{}, {"left_on": NEW_YEARS_EVE}])
REASON = {"ordinary_collection": True, "ordinary_reason": "B"}
scene_of_papers("reason_b_without_other", [REASON], [REASON, {}])
REASON_E = {"ordinary_collection": True, "ordinary_reason": "E"}
scene_of_document(
    "reason_e_not_family", {"family_employee": False}, {"family_employee": True}, both=REASON_E
)


REASON_F: dict[str, Any] = {"ordinary_collection": True, "ordinary_reason": "F"}


@scene
def reason_a_too_many(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.document(1, payer="甲", ordinary_collection=True, ordinary_reason="A")
    town.document(2, payer="甲")
    reason: dict[str, Any] = REASON_F if near else {}
    town.document(3, payer="甲", **reason)


REASON_C = {"ordinary_collection": True, "ordinary_reason": "C"}
scene_of_document(
    "reason_c_high_pay", {"revenue": 1_000_001}, {"revenue": 1_000_000}, both=REASON_C
)
scene_of_document("reason_f_without_leaving", {}, {"left_on": NEW_YEARS_EVE}, both=REASON_F)
scene_of_document(
    "ordinary_without_reason", {}, {"ordinary_reason": "D"}, both={"ordinary_collection": True}
)
scene_of_document("left_but_special", {"left_on": NEW_YEARS_EVE}, {"left_on": date(2026, 1, 1)})
HOUSING = {"housing_loan_stated": 100_000}
scene_of_document(
    "housing_without_move_in", {}, {"housing_move_in_on": NEW_YEARS_EVE}, both=HOUSING
)
scene_of_document(
    "housing_move_in_later",
    {"housing_move_in_on": date(2026, 1, 1)},
    {"housing_move_in_on": NEW_YEARS_EVE},
)
scene_of_document(
    "life_insurance_over",
    {"life_deduction_stated": 120_001},
    {"life_deduction_stated": 120_000},
)
scene_of_document(
    "earthquake_insurance_over",
    {"earthquake_deduction_stated": 50_001},
    {"earthquake_deduction_stated": 50_000},
)
scene_of_document(
    "insurance_above_pay",
    {"social_insurance": 1_200_001},
    {"social_insurance": 1_200_000},
)
scene_of_document("submitted_to_other_city", {"ours": False}, {"ours": True})


def _insurance(yen: int) -> dict[str, Any]:
    return {**PENSION, "social_insurance": yen}


scene_of_papers(
    "pension_insurance_differs",
    [_insurance(51_000)],
    [_insurance(50_999)],
    withheld_premiums=50_000,
)


@scene
def premiums_of_anothers_pension(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.person(1, household=7, paid_premiums=100_000)
    town.person(2, household=7, withheld_premiums=80_000)
    claimed = 100_999 if near else 180_000
    town.document(1, "inhabitant_return", revenue=0, social_insurance=claimed)


def _claimed_insurance(yen: int) -> list[dict[str, Any]]:
    return [{**NATIONAL, "social_insurance": yen}]


scene_of_papers("premiums_over_records", _claimed_insurance(221_000), _claimed_insurance(220_999))
scene_of_papers(
    "premiums_not_claimed",
    _claimed_insurance(99_999),
    _claimed_insurance(100_000),
    paid_premiums=100_000,
)
scene_of_document(
    "wage_income_stated_over", {"income_stated": 3_000_001}, {"income_stated": 3_000_000}
)
scene_of_document("pay_extraordinary", {"revenue": 50_000_001}, {"revenue": 50_000_000})
scene_of_person("child_with_pay", {"age": 14}, {"age": 15}, {})
