"""For every check a scene that it finds, and one beside it that it must not find."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.check_town import Town

    Scene = Callable[[Town, bool], None]

SCENES: dict[str, Scene] = {}
NEW_YEARS_EVE = date(2025, 12, 31)


def scene(made: Scene) -> Scene:
    """Enter a scene under its own name: the check's id."""
    SCENES[made.__name__] = made
    return made


def _by_two(check: str, group: str) -> None:
    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.claim(1, group, 3)
        town.claim(1 if near else 2, group, 3)

    SCENES[check] = made


def _claimed(
    check: str, group: str, hit: dict[str, Any], miss: dict[str, Any], **more: Any
) -> None:
    """Enter a scene of one claim, of a relative who is as ``hit`` or as ``miss`` says."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(3, **(miss if near else hit))
        document = town.document(1, **more.get("document", {}))
        town.person(1, **more.get("claimant", {}))
        town.claim(1, group, 3, document=document, **more.get("stated", {}))

    SCENES[check] = made


def _named(check: str, group: str, hit: dict[str, Any], miss: dict[str, Any], **more: Any) -> None:
    """Enter a scene of one relative, named as ``hit`` or as ``miss`` says."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        named = miss if near else hit
        town.claim(1, group, named.get("other", more.get("other")), **_but(named, "other"))

    SCENES[check] = made


def _document(check: str, hit: dict[str, Any], miss: dict[str, Any], **more: Any) -> None:
    """Enter a scene of one document, which says ``hit`` or ``miss``."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(1, **more.get("person", {}))
        town.document(1, **{**more.get("both", {}), **(miss if near else hit)})

    SCENES[check] = made


def _person(check: str, hit: dict[str, Any], miss: dict[str, Any], *documents: Any) -> None:
    """Enter a scene of one person, who is as ``hit`` or as ``miss`` says, with documents."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(1, **(miss if near else hit))
        for document in documents:
            town.document(1, **document)

    SCENES[check] = made


def _papers(
    check: str, hit: list[dict[str, Any]], miss: list[dict[str, Any]], **person: Any
) -> None:
    """Enter a scene of one person with the documents of ``hit`` or of ``miss``."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(1, **person)
        for document in miss if near else hit:
            town.document(1, **document)

    SCENES[check] = made


def _but(given: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key != name}


_by_two("spouse_claimed_by_two", "spouse")
_by_two("dependant_claimed_by_two", "dependant")
_by_two("under16_claimed_by_two", "under16")


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


_claimed("spouse_income_over", "spouse", {"income": 1_330_001}, {"income": 1_330_000})
_claimed(
    "spouse_income_understated",
    "spouse",
    {"income": 580_001},
    {"income": 580_000},
    stated={"income_stated": 0},
)
_claimed(
    "dependant_income_over",
    "dependant",
    {"income": 580_001, "age": 23},
    {"income": 580_000, "age": 23},
)
_claimed(
    "specified_relative_band",
    "dependant",
    {"income": 1_230_000, "age": 19},
    {"income": 1_230_001, "age": 19},
)
_claimed(
    "specified_relative_over",
    "dependant",
    {"income": 1_230_001, "age": 22},
    {"income": 1_230_000, "age": 22},
)
_claimed(
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


_named("claims_oneself", "dependant", {"other": 1}, {"other": 2})
_claimed(
    "claimed_not_born",
    "under16",
    {"birth_on": date(2026, 1, 1)},
    {"birth_on": NEW_YEARS_EVE},
)
_claimed(
    "claimed_dead_before",
    "dependant",
    {"ceased_on": date(2024, 12, 31), "ceased_reason": "死亡"},
    {"ceased_on": date(2025, 1, 1), "ceased_reason": "死亡"},
)
_claimed(
    "spouse_unregistered",
    "spouse",
    {"household": 1, "relationship": "14"},
    {"household": 1, "relationship": "12"},
)
_claimed(
    "spouse_is_other_relative",
    "spouse",
    {"household": 1, "relationship": "20"},
    {"household": 1, "relationship": "11"},
)
_claimed(
    "cohabiting_elsewhere",
    "dependant",
    {"household": 9},
    {"household": 1},
    stated={"cohabiting": True},
)
_claimed(
    "elderly_cohabiting_elsewhere",
    "dependant",
    {"household": 9, "age": 70},
    {"household": 9, "age": 69},
    document={"dependants_elderly_cohabiting": 1},
)
_claimed("under16_too_old", "under16", {"age": 16}, {"age": 15})
_claimed("dependant_too_young", "dependant", {"age": 15}, {"age": 16})
_claimed(
    "spouse_not_elderly", "spouse", {"age": 69}, {"age": 70}, document={"spouse_elderly": True}
)
_claimed(
    "specified_count",
    "dependant",
    {"age": 23},
    {"age": 22},
    document={"dependants_specified": 1},
)
_claimed("elderly_count", "dependant", {"age": 69}, {"age": 70}, document={"dependants_elderly": 1})
ABROAD = {"abroad": True, "resolution": "abroad"}
_named(
    "abroad_restricted",
    "dependant",
    {**ABROAD, "age": 30, "relationship": "01"},
    {**ABROAD, "age": 30, "relationship": "02"},
)
_named("abroad_papers", "spouse", ABROAD, {"abroad": False})
_named("outside_inquiry", "dependant", {"resolution": "outside"}, {"resolution": "abroad"})
_named("relative_unknown", "spouse", {"resolution": ""}, {"resolution": "household"}, other=None)

_document("disability_without_certificate", {"self_disability": 1}, {"self_disability": 0})
_document(
    "disability_class_too_high",
    {"self_disability": 2},
    {"self_disability": 1},
    person={"disability": 1},
)
_person("certificate_not_claimed", {"disability": 1}, {"disability": 0}, {})
_claimed("relative_certificate_not_claimed", "under16", {"disability": 1}, {"disability": 0})
_claimed(
    "relative_disability_without_certificate",
    "dependant",
    {"disability": 1},
    {"disability": 2},
    stated={"disability_stated": 2},
)
_person("widow_income_over", {"income": 5_000_001}, {"income": 5_000_000}, {"widow": True})
_person("widow_not_female", {"sex": "1"}, {"sex": "2"}, {"widow": True})


@scene
def widow_with_spouse(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    document = town.document(1, single_parent=True)
    town.claim(1, "dependant" if near else "spouse", 3, document=document)


PARENT = {"single_parent": True}
_person("single_parent_income_over", {"income": 5_000_001}, {"income": 5_000_000}, PARENT)
_person("single_parent_without_child", {"household_size": 1}, {"household_size": 2}, PARENT)
_person("single_parent_with_partner", {"relationship": "13"}, {"relationship": "11"}, PARENT)
STUDENT = {"working_student": True}
_person("student_income_over", {"income": 850_001}, {"income": 850_000}, STUDENT)
_person("student_age", {"age": 30}, {"age": 29}, STUDENT)
_person("minor_of_age", {"age": 18}, {"age": 17}, {"minor": True})
_document("birth_differs", {"birth_on": date(1980, 4, 3)}, {"birth_on": date(1980, 4, 2)})
_person(
    "dead_with_documents",
    {"ceased_on": date(2024, 12, 31), "ceased_reason": "死亡", "listed": False},
    {"ceased_on": date(2025, 1, 1), "ceased_reason": "死亡", "listed": False},
    {},
)
_person("not_on_list", {"listed": False}, {"listed": True}, {})

ONE_STOP, NATIONAL = {"kind": "one_stop"}, {"kind": "national_return", "revenue": 0}
INHABITANT = {"kind": "inhabitant_return", "revenue": 0}
_papers("one_stop_with_return", [ONE_STOP, INHABITANT], [ONE_STOP, {}])
_papers("one_stop_over_five", [ONE_STOP] * 6, [*[ONE_STOP] * 5, {**ONE_STOP, "payer": "甲100"}])
_person("one_stop_elsewhere", {"listed": False}, {"listed": True}, ONE_STOP)
_papers("national_return_twice", [NATIONAL, NATIONAL], [NATIONAL, INHABITANT])
_papers("both_returns", [NATIONAL, INHABITANT], [INHABITANT, INHABITANT])
_papers(
    "report_not_in_return",
    [{}, NATIONAL],
    [{}, {**NATIONAL, "revenue": 1}],
    pay_not_returned=1,
)
_person(
    "return_below_reports",
    {"pay_not_returned": 1_000},
    {"pay_not_returned": 999},
    {**NATIONAL, "revenue": 2_000_000},
)
PENSION = {"kind": "pension_report"}
_person(
    "pension_not_in_return",
    {"pension_not_returned": 1_000},
    {"pension_not_returned": 999},
)
_person("no_document", {"age": 18}, {"age": 17})
_person(
    "assisted_with_income",
    {"assisted": True, "income": 1},
    {"assisted": True, "income": 0},
)


@scene
def two_reports_of_one_payer(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.document(1, payer="甲", left_on=date(2025, 5, 5))
    town.document(2 if near else 1, payer="甲", left_on=date(2025, 6, 6))


_papers(
    "previous_job_counted_twice",
    [{"payer": "乙", "revenue": 5}, {"previous_payer_name": "乙", "previous_revenue": 5}],
    [{"payer": "乙", "revenue": 5}, {"previous_payer_name": "乙", "previous_revenue": 6}],
)
SECONDARY = {"secondary": True}
_papers("secondary_without_main", [SECONDARY], [SECONDARY, {}])
_papers("two_main_jobs", [{}, {}], [{}, {"left_on": NEW_YEARS_EVE}])
REASON = {"ordinary_collection": True, "ordinary_reason": "B"}
_papers("reason_b_without_other", [REASON], [REASON, {}])
REASON_E = {"ordinary_collection": True, "ordinary_reason": "E"}
_document(
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
_document("reason_c_high_pay", {"revenue": 1_000_001}, {"revenue": 1_000_000}, both=REASON_C)
_document("reason_f_without_leaving", {}, {"left_on": NEW_YEARS_EVE}, both=REASON_F)
_document(
    "ordinary_without_reason", {}, {"ordinary_reason": "D"}, both={"ordinary_collection": True}
)
_document("left_but_special", {"left_on": NEW_YEARS_EVE}, {"left_on": date(2026, 1, 1)})
HOUSING = {"housing_loan_stated": 100_000}
_document("housing_without_move_in", {}, {"housing_move_in_on": NEW_YEARS_EVE}, both=HOUSING)
_document(
    "housing_move_in_later",
    {"housing_move_in_on": date(2026, 1, 1)},
    {"housing_move_in_on": NEW_YEARS_EVE},
)
_document(
    "life_insurance_over",
    {"life_deduction_stated": 120_001},
    {"life_deduction_stated": 120_000},
)
_document(
    "earthquake_insurance_over",
    {"earthquake_deduction_stated": 50_001},
    {"earthquake_deduction_stated": 50_000},
)
_document(
    "insurance_above_pay",
    {"social_insurance": 1_200_001},
    {"social_insurance": 1_200_000},
)
_document("submitted_to_other_city", {"ours": False}, {"ours": True})


def _insurance(yen: int) -> dict[str, Any]:
    return {**PENSION, "social_insurance": yen}


_papers(
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


_papers("premiums_over_records", _claimed_insurance(221_000), _claimed_insurance(220_999))
_papers(
    "premiums_not_claimed",
    _claimed_insurance(99_999),
    _claimed_insurance(100_000),
    paid_premiums=100_000,
)
_document("wage_income_stated_over", {"income_stated": 3_000_001}, {"income_stated": 3_000_000})
_document("pay_extraordinary", {"revenue": 50_000_001}, {"revenue": 50_000_000})
_person("child_with_pay", {"age": 14}, {"age": 15}, {})
