"""Scenes of what returns say against reports, limits and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.check_scene_kinds import (
    SCENES,
    scene,
    scene_of_claim,
    scene_of_document,
    scene_of_papers,
)

if TYPE_CHECKING:
    from support.check_town import Town

RETURN = {"kind": "inhabitant_return"}


def _returned(pay: int) -> dict[str, Any]:
    return {**RETURN, "revenue": pay}


scene_of_papers("return_above_reports", [{}, _returned(3_001_000)], [{}, _returned(3_000_999)])
scene_of_papers("return_pay_without_report", [_returned(300_001)], [_returned(300_000)])


@scene
def return_spouse_not_named(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    document = town.document(1, has_spouse=True, **RETURN)
    town.claim(1, "spouse" if near else "dependant", 3, document=document)


@scene
def return_spouse_number_missing(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    document = town.document(1, **({} if near else RETURN))
    town.claim(1, "spouse", 3, document=document, has_number=False)


scene_of_document(
    "medical_reimbursed_over",
    {"medical_reimbursed": 50_001},
    {"medical_reimbursed": 50_000},
    both={**RETURN, "medical_paid": 50_000},
)
scene_of_document(
    "medical_and_self_medication",
    {"medical_paid": 1},
    {"medical_paid": 0},
    both={**RETURN, "self_medication_paid": 20_000},
)
scene_of_document(
    "donation_over_share",
    {"donation_hometown": 300_001},
    {"donation_hometown": 300_000},
    both=RETURN,
    person={"income": 1_000_000},
)
scene_of_document(
    "dividend_credit_over_income",
    {"income_dividend": 9_999},
    {"income_dividend": 10_000},
    both={**RETURN, "dividend_ordinary": 10_000},
)
scene_of_document(
    "mutual_aid_over",
    {"small_enterprise_mutual_aid": 1_656_001},
    {"small_enterprise_mutual_aid": 1_656_000},
)
scene_of_papers(
    "widow_and_single_parent",
    [{"widow": True}, {"single_parent": True}],
    [{"single_parent": True}],
)
scene_of_document(
    "elderly_cohabiting_count",
    {"dependants_elderly": 0},
    {"dependants_elderly": 1},
    both={"dependants_elderly_cohabiting": 1},
)
scene_of_document(
    "disabled_cohabiting_count",
    {"disabled_special": 0},
    {"disabled_special": 1},
    both={"disabled_special_cohabiting": 1},
)
scene_of_claim(
    "spouse_income_stated_over",
    "spouse",
    {"income_stated": 1_330_001},
    {"income_stated": 1_330_000},
)
scene_of_claim(
    "dependant_income_stated_over",
    "dependant",
    {"income_stated": 580_001, "age": 40},
    {"income_stated": 580_000, "age": 40},
)


@scene
def family_employee_pay_claimed(town: Town, near: bool) -> None:  # noqa: FBT001 - as all scenes
    town.claim(1, "dependant", 3)
    town.document(3, family_employee=not near)


def _employer(check: str, hit: tuple[int, ...], miss: tuple[int, ...]) -> None:
    """Enter a scene of an employer who stated 5, 3, 1 and 1."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.employer((5, 3, 1, 1), miss if near else hit)

    SCENES[check] = made


_employer("summary_reports_missing", (4, 3, 1, 0), (5, 4, 1, 0))
_employer("summary_reports_more", (6, 4, 1, 1), (5, 4, 1, 0))
_employer("summary_collection_differs", (5, 4, 0, 1), (6, 4, 1, 1))
