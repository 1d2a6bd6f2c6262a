"""What is wrong or odd in what was typed: each check on both sides of its boundary."""

from __future__ import annotations

import pytest

from juminzei.apps.return_desk.entries import Entries, Row
from juminzei.apps.return_desk.finding import Finding
from juminzei.apps.return_desk.form_checks import form_findings

Values = dict[str, int | str | bool]
SPOUSE: Row = {"relationship": "spouse", "name": "花子", "birth_on": "1980-01-01"}


def found(values: Values | None = None, **rows: list[Row]) -> set[str]:
    return {one.check for one in form_findings(Entries(values=values or {}, lists=rows))}


def test_nothing_is_wrong_with_an_empty_form() -> None:
    assert found() == set()


@pytest.mark.parametrize("key", ["wages", "pensions"])
@pytest.mark.parametrize("name", ["withheld", "social_insurance"])
@pytest.mark.parametrize(("amount", "wrong"), [(100, False), (101, True)])
def test_no_more_is_taken_off_than_was_paid(
    key: str, name: str, amount: int, *, wrong: bool
) -> None:
    row: Row = {"payer": "甲", "revenue": 100, name: amount}
    checks = {one.check for one in form_findings(Entries(lists={key: [row]}))}
    assert ("more_than_paid" in checks) is wrong


def test_a_slip_names_its_payer() -> None:
    [finding] = form_findings(Entries(lists={"wages": [{"revenue": 1}]}))
    assert (finding.check, finding.box, finding.grave) == (
        "payer_missing",
        "id_wages-0-payer",
        True,
    )


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (650_000, {"kind_of_return"}),
        (650_001, {"blue_limit", "kind_of_return"}),
        (100_000, {"kind_of_return"}),
        (300_000, {"blue_amount", "kind_of_return"}),
    ],
)
def test_the_blue_return_deduction_is_one_of_three(amount: int, expected: set[str]) -> None:
    assert found({"blue_return_deduction": amount}) == expected


def test_expenses_want_receipts() -> None:
    spent: Row = {"of": "farm", "account": "種苗", "amount": 1}
    assert found(expenses=[spent]) == {"expenses_without_receipts"}
    assert found({"revenue_farm": 1}, expenses=[spent]) == set()


@pytest.mark.parametrize("kind", ["work", "other"])
def test_a_miscellaneous_loss_is_noticed(kind: str) -> None:
    values: Values = {f"revenue_miscellaneous_{kind}": 5, f"expenses_miscellaneous_{kind}": 5}
    assert found(values) == set()
    assert found(values | {f"expenses_miscellaneous_{kind}": 6}) == {"miscellaneous_loss"}


def test_medical_deductions_exclude_each_other_and_have_limits() -> None:
    assert found({"self_medication_paid": 1}, medical=[{"paid": 1}]) == {"medical_both"}
    assert found(medical=[{"paid": 1, "reimbursed": 2}]) == {"reimbursed_more"}
    assert found(medical=[{"paid": 2_100_000}]) == set()
    assert found(medical=[{"paid": 2_100_001}]) == {"medical_limit"}
    assert found({"self_medication_paid": 100_000}) == set()
    assert found({"self_medication_paid": 100_001}) == {"self_medication_limit"}


def test_nobody_is_widowed_single_parent_and_married_at_once() -> None:
    assert found({"widow": True, "single_parent": 1}) == {"widow_and_single_parent"}
    assert found({"widow": True}, relatives=[SPOUSE]) == {"alone_with_spouse"}
    assert found({"single_parent": 1}, relatives=[SPOUSE]) == {"alone_with_spouse"}
    assert found(relatives=[SPOUSE]) == set()


def test_relatives_are_complete_and_there_is_one_spouse() -> None:
    assert found(relatives=[SPOUSE, SPOUSE]) == {"two_spouses"}
    assert found(relatives=[{**SPOUSE, "birth_on": ""}]) == {"relative_incomplete"}
    assert found(relatives=[{**SPOUSE, "name": ""}]) == {"relative_incomplete"}


@pytest.mark.parametrize(("cost", "wrong"), [(100, False), (101, True)])
def test_disaster_cost_is_part_of_the_loss(cost: int, *, wrong: bool) -> None:
    values: Values = {"casualty_net_loss": 100, "casualty_disaster_cost": cost}
    assert ("casualty_cost" in found(values)) is wrong


def test_relief_and_loss_are_a_choice_of_the_income_tax() -> None:
    assert "casualty_both" in found({"casualty_net_loss": 1, "hit_by_disaster": True})


@pytest.mark.parametrize(("unpaid", "wrong"), [(6, False), (7, True)])
def test_no_more_is_unpaid_than_was_withheld(unpaid: int, *, wrong: bool) -> None:
    row: Row = {"payer": "甲", "revenue": 10, "withheld": 2}
    values: Values = {
        "withheld_other": 1,
        "withheld_miscellaneous": 1,
        "withheld_unpaid": unpaid,
    }
    assert ("unpaid_more" in found(values, wages=[row], pensions=[row])) is wrong


def test_a_gift_names_who_got_it() -> None:
    assert found(donations=[{"kind": "hometown", "amount": 1}]) == {"gift_recipient"}


def test_what_a_permit_may_leave_out_is_asked_about() -> None:
    assert found({"separate_land_long": 1}) == {"kind_of_return"}
    assert found({"retirement": 1}) == {"kind_of_return"}
    assert found({"separate_listed_shares": 1}) == set()


def test_a_finding_that_changes_asks_for_another_answer() -> None:
    one = Finding("x", "1行目", "直してください。", box="a")
    assert one.key == Finding("x", "1行目", "別の直し方。", box="a").key
    assert one.key != Finding("x", "2行目", "直してください。", box="a").key
    assert one.key.startswith("x:")
