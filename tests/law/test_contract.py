"""The calculation contract: every key is read, and whatever is wrong is named."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from juminzei.kernel.column_kind import MOST_YEN
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.contract import ContractError, read
from juminzei.kernel.contract import fields as contract_fields
from juminzei.kernel.contract.batch import calculate

Tree = dict[str, Any]
EVERYTHING: Tree = {
    "tax_year": 2026,
    "municipality": "112101",
    "ordinance": {
        "municipal_rate": "6/100",
        "prefectural_rate": "4/100",
        "grade": 3,
        "municipal_per_capita_levy": 3_000,
        "prefectural_per_capita_levy": 1_000,
    },
    "birth_date": "1981-04-02",
    "age": 44,
    "taxpayer": {
        "disability": "none",
        "widow": False,
        "single_parent": None,
        "working_student": False,
        "public_assistance": False,
        "minor": None,
    },
    "property_only": False,
    "revenue": {"employment": 5_000_000, "public_pension": 0},
    "specified_expenses": 0,
    "income": {
        "business": 0,
        "real_estate": 0,
        "interest": 0,
        "dividend": 0,
        "miscellaneous": 0,
        "transfer_short": 0,
        "transfer_long": 0,
        "occasional": 0,
    },
    "separate": {"land_long": {"income": 0, "special_deduction": 0}},
    "loss_carryforward": 0,
    "spouse": {
        "income": 450_000,
        "age": 44,
        "disability": "none",
        "cohabiting": True,
        "abroad": "no",
        "family_employee": False,
    },
    "dependants": [
        {
            "income": 0,
            "age": 17,
            "disability": "none",
            "cohabiting": True,
            "cohabiting_parent": False,
            "abroad": "no",
        },
        {"income": 600_000, "age": 20},
        {"income": 0, "age": 12},
    ],
    "deductions": {
        "casualty": {"net_loss": 0, "disaster_cost": 0},
        "medical": {"paid": 0, "reimbursed": 0},
        "self_medication": {"paid": 0, "reimbursed": 0},
        "social_insurance": 750_000,
        "small_enterprise_mutual_aid": 0,
        "life_insurance": {
            "general_new": 80_000,
            "general_old": 0,
            "nursing": 30_000,
            "pension_new": 0,
            "pension_old": 0,
        },
        "earthquake_insurance": {"earthquake": 0, "old_long_term": 0},
    },
    "credits": {
        "dividend": {"ordinary": 0, "investment_trust": 0, "foreign_currency_trust": 0},
        "housing_loan": {"available": 0, "income_tax": 0, "income_tax_base": 0, "cap": "5/100"},
        "donation": {
            "hometown": 50_000,
            "community_chest": 0,
            "municipal_only": 0,
            "prefectural_only": 0,
            "one_stop": True,
        },
        "foreign_tax": {"remaining": 0, "national_limit": 0},
        "withheld_levy": 0,
    },
}
NOTHING = {"municipal": 0, "prefectural": 0}
ANSWER: Tree = {
    "tax_year": 2026,
    "exempt": None,
    "income": {
        "employment": 3_560_000,
        "public_pension": 0,
        "income_adjustment_child": 0,
        "income_adjustment_pension": 0,
    },
    "total_income": 3_560_000,
    "aggregate_income": 3_560_000,
    "total_income_etc": 3_560_000,
    "exemption_count": 3,
    "deductions": {
        "casualty": 0,
        "medical": 0,
        "social_insurance": 750_000,
        "small_enterprise_mutual_aid": 0,
        "life_insurance": 49_000,
        "earthquake_insurance": 0,
        "disability": 0,
        "widow": 0,
        "single_parent": 0,
        "working_student": 0,
        "spouse": 330_000,
        "spouse_special": 0,
        "dependant": 330_000,
        "specified_relative": 450_000,
        "basic": 430_000,
    },
    "deduction_total": 2_339_000,
    "tax_base": {"comprehensive": 1_221_000},
    "personal_deduction_gap": 150_000,
    "calculated_levy": {"municipal": 73_260, "prefectural": 48_840},
    "credits": {
        "adjustment": {"municipal": 4_500, "prefectural": 3_000},
        "dividend": NOTHING,
        "housing_loan": NOTHING,
        "donation": {"municipal": 17_459, "prefectural": 11_640},
        "foreign_tax": NOTHING,
        "income_levy_relief": NOTHING,
        "fixed_reduction": NOTHING,
        "withheld_levy": NOTHING,
    },
    "income_levy": {"municipal": 51_300, "prefectural": 34_200},
    "per_capita_levy": {"municipal": 3_000, "prefectural": 1_000},
    "forest_environment_tax": 1_000,
    "withheld_levy_refund": 0,
    "total": 90_500,
}


def answer(request: Tree) -> Tree:
    (found,) = calculate([read(request)])
    return found


def problem(request: object) -> str:
    with pytest.raises(ContractError) as refused:
        read(request)
    return str(refused.value)


def put(path: str, value: object) -> Tree:
    """Return the full request with one value replaced or added."""
    request = copy.deepcopy(EVERYTHING)
    *branches, leaf = path.split(".")
    node: Any = request
    for name in branches:
        node = node[int(name)] if name.isdigit() else node.setdefault(name, {})
    node[leaf] = value
    return request


def test_the_worked_example_is_answered_figure_by_figure_and_in_order() -> None:
    found = answer(EVERYTHING)
    assert found == ANSWER
    assert list(found) == list(ANSWER)
    assert list(found["deductions"]) == list(ANSWER["deductions"])
    assert list(found["credits"]) == list(ANSWER["credits"])


def test_only_the_tax_year_must_be_given() -> None:
    found = answer({"tax_year": 2026})
    assert found["exempt"] == "per_capita_threshold"
    assert found["total"] == 0
    assert problem({}) == "tax_year: is missing; say which year to calculate"


def test_every_column_of_a_person_can_be_told() -> None:
    told = {*contract_fields.AMOUNTS.values(), *contract_fields.FLAGS.values()}
    classed = {name for name in column_kinds() if name.startswith(("dep", "dis", "spe", "spo"))}
    own = {"age", "minor", "single_parent", "has_spouse", "housing_loan_seven_percent"}
    documents_only = {"income_elsewhere", "relative_for_income_adjustment"}
    assert set(column_kinds()) - told - classed - own == documents_only


@pytest.mark.parametrize("key", sorted(contract_fields.AMOUNTS))
def test_every_amount_reaches_its_column(key: str) -> None:
    columns = read(put(key, 1_234) if "self_med" not in key else put(key, 99)).columns
    assert columns[contract_fields.AMOUNTS[key]] in {1_234, 99}


@pytest.mark.parametrize("key", sorted(contract_fields.AMOUNTS))
@pytest.mark.parametrize("value", [1.5, "5", True, None, [], MOST_YEN + 1])
def test_every_amount_must_be_whole_yen_within_range(key: str, value: object) -> None:
    assert problem(put(key, value)).startswith(f"{key}: ")


LOSSES = {
    *("income.business", "income.real_estate", "income.transfer_short", "income.transfer_long"),
    *(f"separate.{kind}.income" for kind in ("land_short", "land_short_reduced", "land_long")),
    *("separate.land_long_superior.income", "separate.land_long_residence.income"),
    *("separate.unlisted_shares.income", "separate.listed_shares.income"),
    *("separate.futures.income", "separate.forestry.income"),
}


@pytest.mark.parametrize("key", sorted(set(contract_fields.AMOUNTS) - LOSSES))
def test_amounts_below_nought_are_refused_where_the_law_knows_no_loss(key: str) -> None:
    assert problem(put(key, -1)) == f"{key}: -1 is negative; give 0 or more"


@pytest.mark.parametrize("key", sorted(LOSSES))
def test_losses_that_the_law_knows_may_be_told(key: str) -> None:
    assert read(put(key, -MOST_YEN)).columns[contract_fields.AMOUNTS[key]] == -MOST_YEN
    assert problem(put(key, -MOST_YEN - 1)).startswith(f"{key}: ")


@pytest.mark.parametrize(
    "kind", ["listed_dividend", "unlisted_shares", "listed_shares", "futures", "retirement"]
)
@pytest.mark.parametrize("amount", [0, 1])
def test_only_land_and_forestry_have_a_special_deduction(kind: str, amount: int) -> None:
    key = f"separate.{kind}.special_deduction"
    assert problem(put(key, amount)) == f"{key}: exists for land and forestry only; leave it out"


@pytest.mark.parametrize(
    "path",
    [
        "salary",
        "revenue.salary",
        "taxpayer.disabled",
        "deductions.life_insurance.general",
        "credits.donation.furusato",
        "separate.land",
        "ordinance.rate",
        "spouse.name",
        "dependants.0.name",
    ],
)
def test_an_unknown_key_is_named(path: str) -> None:
    said = problem(put(path, 1))
    assert said.startswith(path.replace(".0.", "[0].") + ": no such key")


@pytest.mark.parametrize("key", ["revenue", "deductions.medical", "spouse", "ordinance"])
def test_an_object_must_be_an_object(key: str) -> None:
    assert problem(put(key, 5)).startswith(f"{key}: ")
    assert "is no object" in problem(put(key, 5))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("tax_year", "2026", 'tax_year: "2026" is no whole number'),
        ("tax_year", 1999, "tax_year: 1999 is not here; known: 2021, 2022, 2023"),
        ("municipality", "131016", 'municipality: "131016" is unknown; give one of '),
        ("birth_date", "1981/04/02", 'birth_date: "1981/04/02" is no date'),
        ("birth_date", "19810402", 'birth_date: "19810402" is no date'),
        ("age", 43, "age: 43 does not fit birth_date, which gives 44"),
        ("age", -1, "age: -1 is negative"),
        ("taxpayer.disability", "severe", "taxpayer.disability: "),
        ("taxpayer.single_parent", "aunt", "taxpayer.single_parent: "),
        ("taxpayer.widow", 1, "taxpayer.widow: 1 is neither true nor false"),
        ("taxpayer.minor", "no", "taxpayer.minor: "),
        ("spouse.abroad", "maybe", "spouse.abroad: "),
        ("spouse.cohabiting", None, "spouse.cohabiting: null is neither true nor false"),
        ("dependants", {}, "dependants: is no list"),
        ("dependants", [{}] * 100, "dependants: 100 are too many"),
        ("dependants.1.age", 200, "dependants[1].age: 200 is too large"),
        ("dependants.2.income", -5, "dependants[2].income: -5 is negative"),
        ("credits.housing_loan.cap", "6/100", "credits.housing_loan.cap: "),
        ("ordinance.grade", 4, "ordinance.grade: 4 is too large"),
        ("ordinance.grade", 0, "ordinance.grade: 0 is too small; give 1 or more"),
        ("ordinance.municipal_rate", 0.06, "ordinance.municipal_rate: 0.06 is no rate"),
        ("ordinance.municipal_rate", "6%", "ordinance.municipal_rate: '6%' is no rate"),
        ("ordinance.prefectural_rate", "200/100", "ordinance.prefectural_rate: 200/100 is out"),
        ("ordinance.municipal_per_capita_levy", -1, "ordinance.municipal_per_capita_levy: -1"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_do(path: str, value: object, said: str) -> None:
    assert problem(put(path, value)).startswith(said)


def test_a_request_is_an_object() -> None:
    assert problem([1]) == "request: is no JSON object; write {…}"


def test_medical_and_self_medication_exclude_each_other() -> None:
    request = put("deductions.medical.paid", 200_000)
    request["deductions"]["self_medication"]["paid"] = 20_000
    assert problem(request).startswith("deductions.self_medication: excludes medical")


def test_who_is_disabled_is_eligible_abroad_too() -> None:
    contradiction = {"age": 40, "abroad": "ineligible", "disability": "special"}
    said = problem({"tax_year": 2026, "dependants": [contradiction]})
    assert said == "dependants[0].abroad: who is disabled is eligible; give yes"


def test_the_age_comes_from_the_birth_date_or_is_given() -> None:
    assert read({"tax_year": 2026, "birth_date": "1961-01-01"}).columns["age"] == 65
    assert read({"tax_year": 2026, "birth_date": "1961-01-02"}).columns["age"] == 64
    assert read({"tax_year": 2026, "age": 70}).columns["age"] == 70
    assert "age" not in read({"tax_year": 2026}).columns


def test_nobody_is_taxed_who_was_born_after_the_first_of_january() -> None:
    assert "age" not in read({"tax_year": 2026, "birth_date": "2026-01-01"}).columns
    said = problem({"tax_year": 2026, "birth_date": "2026-01-02"})
    assert said.startswith("birth_date: 2026-01-02 is after 2026-01-01")


def test_a_minor_is_seen_from_the_birth_date_unless_it_is_said() -> None:
    assert read({"tax_year": 2026, "birth_date": "2008-01-03"}).columns["minor"] == 1
    assert "minor" not in read({"tax_year": 2026, "birth_date": "2008-01-02"}).columns
    said = {"tax_year": 2026, "birth_date": "2008-01-03", "taxpayer": {"minor": False}}
    assert "minor" not in read(said).columns
    assert read({"tax_year": 2026, "taxpayer": {"minor": True}}).columns["minor"] == 1
    assert "minor" not in read({"tax_year": 2026}).columns


def test_a_spouse_who_cannot_be_deducted_is_none() -> None:
    for spouse in ({"family_employee": True}, {"abroad": "ineligible"}, None):
        assert "has_spouse" not in read({"tax_year": 2026, "spouse": spouse}).columns
    found = read({"tax_year": 2026, "spouse": {"age": 70, "abroad": "yes"}}).columns
    assert found == {"has_spouse": 1, "spouse_elderly": 1, "spouse_abroad": 1}


@pytest.mark.parametrize(
    ("dependant", "columns"),
    [
        ({"age": 15}, {"dependants_under16": 1}),
        ({"age": 16}, {"dependants_other": 1, "dependants_other_under23": 1}),
        ({"age": 22}, {"dependants_specified": 1}),
        ({"age": 23}, {"dependants_other": 1}),
        ({"age": 70}, {"dependants_elderly": 1}),
        (
            {"age": 70, "cohabiting_parent": True},
            {"dependants_elderly": 1, "dependants_elderly_cohabiting": 1},
        ),
        ({"age": 23, "income": 580_001}, {}),
        ({"age": 19, "income": 1_230_001}, {}),
        ({"age": 19, "income": 1_230_000}, {"specified_relatives_7": 1}),
        ({"age": 40, "abroad": "ineligible"}, {"dependants_abroad_ineligible": 1}),
        ({"age": 3, "disability": "ordinary"}, {"dependants_under16": 1, "disabled_other": 1}),
        (
            {"age": 3, "disability": "special", "cohabiting": True},
            {"dependants_under16": 1, "disabled_special": 1, "disabled_special_cohabiting": 1},
        ),
    ],
)
def test_a_dependant_is_put_into_the_class_of_the_law(
    dependant: Tree, columns: dict[str, int]
) -> None:
    assert read({"tax_year": 2026, "dependants": [dependant]}).columns == columns


def test_requests_of_different_laws_are_answered_in_order() -> None:
    dearer = put("ordinance", {"municipal_per_capita_levy": 3_500})
    earlier = put("tax_year", 2025)
    del earlier["birth_date"]
    requests = [EVERYTHING, earlier, dearer, EVERYTHING, earlier]
    found = calculate([read(request) for request in requests])
    assert [one["tax_year"] for one in found] == [2026, 2025, 2026, 2026, 2025]
    assert [one["total"] for one in found][::3] == [90_500, 90_500]
    assert found[2]["total"] == 91_000
    assert found[1] == found[4]
    assert calculate([]) == []
