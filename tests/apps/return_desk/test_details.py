"""Rows of details behind a box: land, shares, damages, losses, housing loans."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.apps.return_desk.both_taxes import both_taxes
from juminzei.apps.return_desk.detail_checks import detail_findings, loan_findings
from juminzei.apps.return_desk.detail_columns import detail_columns, net_casualty
from juminzei.apps.return_desk.entries import Entries, Row
from juminzei.apps.return_desk.forms.entry_form import EntryForm, typed_from
from juminzei.apps.return_desk.housing_loans import with_housing_loans
from juminzei.apps.return_desk.return_form import Box, lists
from juminzei.apps.return_desk.told_columns import ToldColumns, told_columns
from juminzei.kernel.law import load
from support.desk_rows import WAGE

if TYPE_CHECKING:
    from juminzei.kernel.income_tax.housing_loan import HousingLoanCredit

LAW = load(2026, "kazo")
BORN = date(1980, 4, 2)
LOAN: Row = {
    "moved_in_on": "2020-05-01",
    "house": "general",
    "acquisition": "taxed",
    "balance": 20_000_000,
    "price": 30_000_000,
}


def listed(**rows: list[Row]) -> Entries:
    return Entries(lists=rows)


def told(entries: Entries) -> ToldColumns:
    return told_columns(entries, birth_on=BORN, law=LAW)


def loans(*rows: Row, wage: int = 5_000_000) -> tuple[ToldColumns, HousingLoanCredit | None]:
    entries = listed(wages=[{**WAGE, "revenue": wage}], housing_loans=list(rows))
    return with_housing_loans(told(entries), entries, 2025)


def test_every_choice_of_a_list_leads_to_a_column() -> None:
    for key in ("lands", "shares", "losses"):
        [kinds] = [box.choices for box in lists()[key].columns if box.name == "kind"]
        for kind, _ in kinds:
            row: Row = {"kind": kind, "year": "1", "revenue": 9, "cost": 2, "amount": 7}
            assert sum(detail_columns(listed(**{key: [row]})).values()) == 7


@given(loss=st.integers(0, 10**9), cost=st.integers(0, 10**9), back=st.integers(0, 2 * 10**9))
def test_a_damage_is_what_insurance_did_not_pay_and_never_below_nought(
    loss: int, cost: int, back: int
) -> None:
    row: Row = {"loss": loss, "cost": cost, "reimbursed": back}
    assert net_casualty(row) == max(loss + cost - back, 0)
    found = detail_columns(listed(casualties=[row]))
    assert found["casualty_disaster_cost"] <= found["casualty_net_loss"]


def test_a_loss_of_shares_is_netted_and_a_cost_over_a_dividend_is_not() -> None:
    rows: list[Row] = [
        {"kind": "listed_shares", "revenue": 100, "cost": 400, "withheld": 10, "levy": 3},
        {"kind": "listed_dividend", "revenue": 100, "cost": 400, "withheld": 5, "levy": 2},
    ]
    found = told(listed(shares=rows))
    assert found.taxpayer["separate_listed_shares"] == -300
    assert "separate_listed_dividend" not in found.taxpayer
    assert found.returned["withheld"] == 15
    assert found.taxpayer["withheld_levy"] == 5


def test_a_loan_gives_the_credit_of_its_class() -> None:
    found, credit = loans(LOAN)
    assert credit is not None
    assert found.taxpayer["housing_loan_available"] == credit.amount == 200_000
    assert found.taxpayer["housing_loan_seven_percent"] == 1
    assert found.returned["housing_loan_income_limit"] == 30_000_000


@pytest.mark.parametrize(
    ("change", "amount"),
    [
        ({"acquisition": "untaxed"}, 200_000),
        ({"acquisition": "untaxed", "balance": 30_000_000}, 200_000),
        ({"balance": 45_000_000, "price": 60_000_000}, 400_000),
        ({"debt_share": 50}, 100_000),
        ({"living_share": 50}, 100_000),
        ({"price": 10_000_000}, 100_000),
        ({"moved_in_on": "2016-01-02"}, 200_000),
        ({"moved_in_on": "2015-12-31"}, 0),
        ({"floor_area": 49}, 0),
        ({"floor_area": 50}, 200_000),
        ({"house": "certified", "balance": 60_000_000, "price": 90_000_000}, 500_000),
    ],
)
def test_shares_limits_and_years_of_a_loan_count(change: Row, amount: int) -> None:
    found, credit = loans({**LOAN, **change})
    assert credit is not None
    assert found.taxpayer.get("housing_loan_available", 0) == amount


def test_two_loans_are_added_up_to_the_highest_limit() -> None:
    found, _ = loans(LOAN, {**LOAN, "balance": 30_000_000})
    assert found.taxpayer["housing_loan_available"] == 400_000


def test_an_income_above_the_limit_gives_nothing_and_says_so() -> None:
    found, credit = loans(LOAN, wage=33_000_000)
    assert "housing_loan_available" not in found.taxpayer
    [finding] = loan_findings(listed(housing_loans=[LOAN]), credit)
    assert finding.check == "loan_refused"
    assert "30,000,000円を超えています" in finding.text


def test_a_loan_lowers_both_taxes() -> None:
    with_loan, without = loans(LOAN)[0], loans()[0]
    after, before = (both_taxes(one, 2026, ordinance="kazo") for one in (with_loan, without))
    assert after.national["tax_and_surtax"] == 0 < before.national["tax_and_surtax"]
    assert after.inhabitant["total"] < before.inhabitant["total"]


def test_without_loans_nothing_changes() -> None:
    columns = told(listed(wages=[WAGE]))
    assert with_housing_loans(columns, listed(), 2025) == (columns, None)


@pytest.mark.parametrize(
    ("entries", "check", "box"),
    [
        (
            Entries(values={"housing_loan_available": 1}, lists={"housing_loans": [dict(LOAN)]}),
            "detail_and_sum",
            "id_housing_loan_available",
        ),
        (
            Entries(
                values={"loss_carryforward": 5},
                lists={"losses": [{"kind": "blue", "year": "1", "amount": 5}]},
            ),
            "detail_and_sum",
            "id_loss_carryforward",
        ),
        (
            listed(lands=[{"kind": "land_long", "revenue": 5, "cost": 4, "deduction": 2}]),
            "land_deduction_over_gain",
            "id_lands-0-deduction",
        ),
        (listed(casualties=[{"loss": 5}]), "casualty_incomplete", "id_casualties-0-cause"),
    ],
)
def test_what_is_missing_or_said_twice_is_found_at_its_box(
    entries: Entries, check: str, box: str
) -> None:
    [finding] = detail_findings(entries)
    assert (finding.check, finding.box) == (check, box)


def test_details_without_fault_are_left_alone() -> None:
    entries = Entries(
        values={"casualty_carryforward": 5},
        lists={
            "housing_loans": [LOAN],
            "losses": [{"kind": "blue", "year": "1", "amount": 5}],
            "lands": [{"kind": "land_long", "revenue": 5, "cost": 3, "deduction": 2}],
            "casualties": [{"cause": "火災", "happened_on": "2025-02-01", "loss": 1}],
        },
    )
    assert detail_findings(entries) == []


def test_a_loan_without_a_day_is_an_error() -> None:
    [finding] = loan_findings(listed(housing_loans=[{"balance": 1}]), None)
    assert finding.grave
    assert finding.box == "id_housing_loans-0-moved_in_on"


def filled(box: Box) -> int | str | bool:
    """Return something that a box may say."""
    choices = dict(box.choices)
    says: dict[str, int | str | bool] = {
        "choice": next(reversed(choices), ""),
        "day": "2025-02-01",
        "flag": True,
        "text": "あ",
        "percent": 50,
    }
    return says.get(box.kind, 7)


@pytest.mark.parametrize("key", sorted(lists()))
def test_a_row_of_every_list_is_typed_and_kept_as_it_was(key: str) -> None:
    row = {box.name: filled(box) for box in lists()[key].columns}
    form = EntryForm(typed_from(listed(**{key: [row]})))
    assert form.is_valid(), form.problems()
    assert form.entries(Entries()).rows(key) == [row]


@pytest.mark.parametrize("key", sorted(lists()))
def test_a_spare_row_of_choices_alone_is_not_kept(key: str) -> None:
    choices = (box for box in lists()[key].columns if box.kind == "choice")
    first: Row = {box.name: box.choices[0][0] for box in choices}
    form = EntryForm(typed_from(listed(**{key: [first]})))
    assert form.is_valid()
    assert form.entries(Entries()).rows(key) == []
