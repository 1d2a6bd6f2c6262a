"""From boxes to columns: every income and deduction of the law, family classes by rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.apps.return_desk.business_incomes import net_incomes
from juminzei.apps.return_desk.entries import Entries, Row
from juminzei.apps.return_desk.family_columns import class_of, family_columns
from juminzei.apps.return_desk.return_form import (
    boxes,
    groups,
    in_order_of_questions,
    lists,
)
from juminzei.apps.return_desk.told_columns import DONATIONS, NATIONAL_GIFTS, told_columns
from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.income_tax import ReturnColumns
from juminzei.kernel.law import load

LAW = load(2026, "kazo")
BORN = date(1980, 4, 2)
NOT_ASKED = {
    "property_only": "家屋敷だけの人は、窓口で申告しない",
    "income_elsewhere": "同じ",
    "donation_one_stop": "申告すると無効になる",
    "housing_loan_income_tax": "所得税の計算から",
    "housing_loan_income_tax_base": "同じ",
    "foreign_tax_remaining": "同じ",
    "foreign_tax_national_limit": "同じ",
}
"""Columns that nobody types and no list yields → why."""


def relative(relationship: str, born: str, income: int = 0, **more: str) -> Row:
    person: Row = {"relationship": relationship, "name": "山田", "birth_on": born}
    return {**person, "income": income, **more}


def everything() -> Entries:
    """Return a form in which every box and every choice says something."""
    values: dict[str, int | str | bool] = {
        name: True if box.kind == "flag" else 1
        for name, box in boxes().items()
        if box.kind in {"flag", "yen", "loss"} or name in {"disability", "single_parent"}
    }
    values |= {name: 10 for name in values if name.startswith("revenue_")}
    rows: list[Row] = [
        relative("spouse", "1950-01-01", 1, living="together", disability="1"),
        relative("spouse", "1950-01-01", 1, living="abroad"),
        relative("child", "2015-05-05", living="together", disability="2"),
        relative("child", "2008-05-05", disability="1"),
        relative("child", "2005-05-05"),
        relative("parent", "1940-05-05", living="together"),
        relative("other", "1980-05-05", living="abroad_ineligible"),
        relative("parent", "1940-05-05", living="abroad"),
        *(
            relative("child", "2005-05-05", income)
            for income in (600_000, 870_000, 920_000, 960_000, 1_010_000, 1_060_000)
        ),
        *(relative("child", "2005-05-05", income) for income in (1_110_000, 1_160_000, 1_210_000)),
    ]
    row: Row = {"revenue": 1, "withheld": 1, "social_insurance": 1, "secondary": True}
    gifts: list[Row] = [{"kind": kind, "amount": 1} for kind in DONATIONS]
    return Entries(
        values=values,
        lists={
            "wages": [row],
            "pensions": [row],
            "relatives": rows,
            "donations": gifts,
            "medical": [{"paid": 1, "reimbursed": 1}],
        },
    )


def test_every_income_and_deduction_of_the_law_can_be_entered() -> None:
    told = told_columns(everything(), birth_on=date(2010, 1, 1), law=LAW)
    assert set(column_kinds()) - set(told.taxpayer) == set(NOT_ASKED)
    assert set(kinds_of(ReturnColumns)) - set(told.returned) == set()


def test_boxes_are_told_once_and_lists_stand_in_one_group() -> None:
    names = [box.name for group in groups() for box in group.boxes]
    assert len(names) == len(set(names))
    assert sorted(group.rows.key for group in groups() if group.rows) == sorted(lists())
    assert {group.key for group in in_order_of_questions()} == {group.key for group in groups()}
    asked = [group.asked for group in in_order_of_questions()]
    assert asked == list(range(1, len(asked) + 1))


def test_gifts_are_known_by_every_kind_that_can_be_chosen() -> None:
    kinds = {value for value, _ in lists()["donations"].columns[1].choices}
    assert kinds == set(DONATIONS)
    assert {kind for kind in DONATIONS if not DONATIONS[kind]} <= set(NATIONAL_GIFTS)


@pytest.mark.parametrize(
    ("born", "income", "expected"),
    [
        ("2010-01-02", 0, "16歳未満"),  # 15 on 31 December 2025
        ("2010-01-01", 0, "一般扶養"),  # a 1 January birthday is 16 already
        ("2007-01-02", 0, "一般扶養"),
        ("2007-01-01", 0, "特定扶養"),
        ("2003-01-02", 0, "特定扶養"),
        ("2003-01-01", 0, "一般扶養"),  # 23
        ("1956-01-02", 0, "一般扶養"),
        ("1956-01-01", 0, "老人扶養"),
        ("2005-05-05", 580_000, "特定扶養"),
        ("2005-05-05", 580_001, "特定親族"),
        ("2005-05-05", 1_230_000, "特定親族"),
        ("2005-05-05", 1_230_001, "控除なし"),
        ("1990-05-05", 580_001, "控除なし"),
    ],
)
def test_a_relatives_class_follows_age_and_income(born: str, income: int, expected: str) -> None:
    assert class_of(relative("child", born, income), LAW) == expected


def test_a_parent_who_lives_here_and_a_spouse_over_seventy_have_classes_of_their_own() -> None:
    parent = relative("parent", "1940-01-01", living="together")
    assert class_of(parent, LAW) == "同居老親等"
    assert class_of({**parent, "living": "apart"}, LAW) == "老人扶養"
    assert class_of(relative("spouse", "1950-01-01"), LAW) == "老人配偶者"
    assert class_of({**parent, "role": "family_employee"}, LAW) == "専従者"
    assert class_of({**parent, "birth_on": ""}, LAW) == ""


@pytest.mark.parametrize(
    ("income", "second", "third"),
    [(850_000, 0, 0), (850_001, 1, 0), (900_000, 1, 0), (900_001, 0, 1), (950_000, 0, 1)],
)
def test_the_income_tax_parts_what_the_inhabitant_tax_has_in_one_row(
    income: int, second: int, third: int
) -> None:
    taxpayer, returned = family_columns([relative("child", "2005-05-05", income)], LAW)
    assert taxpayer == {"specified_relatives_1": 1}
    assert returned.get("specified_relatives_1_second", 0) == second
    assert returned.get("specified_relatives_1_third", 0) == third


def test_family_employees_and_people_without_a_birthday_yield_nothing() -> None:
    rows: list[Row] = [
        relative("spouse", "1980-01-01", role="family_employee"),
        {"relationship": "child", "name": "山田"},
    ]
    assert family_columns(rows, LAW) == ({}, {})


def test_receipts_less_expenses_are_incomes() -> None:
    entries = Entries(
        values={"revenue_business": 3_000_000, "revenue_farm": 500_000},
        lists={
            "expenses": [
                {"of": "business", "account": "仕入", "amount": 1_000_000},
                {"of": "business", "account": "地代", "amount": 200_000},
                {"of": "farm", "account": "種苗", "amount": 700_000},
            ]
        },
    )
    taxpayer, returned = net_incomes(entries)
    assert taxpayer["income_business"] == 1_800_000 - 200_000
    assert returned["income_farm"] == -200_000


@pytest.mark.parametrize(
    ("estate", "business", "left"),
    [
        (800_000, 500_000, (150_000, 500_000)),  # real estate first
        (400_000, 500_000, (0, 250_000)),
        (0, 500_000, (0, 0)),  # no loss comes of it
        (-100_000, 900_000, (-100_000, 250_000)),
    ],
)
def test_the_blue_return_deduction_comes_off_in_the_laws_order(
    estate: int, business: int, left: tuple[int, int]
) -> None:
    """措法25条の2: 不動産 first, then 事業, never below 0."""
    spent: list[Row] = [{"of": "real_estate", "amount": max(-estate, 0)}]
    entries = Entries(
        values={
            "revenue_real_estate": max(estate, 0),
            "revenue_business": business,
            "blue_return_deduction": 650_000,
        },
        lists={"expenses": spent},
    )
    taxpayer, _ = net_incomes(entries)
    assert (taxpayer["income_real_estate"], taxpayer["income_business"]) == left


def test_a_loss_of_miscellaneous_or_occasional_income_leaves_nothing() -> None:
    entries = Entries(
        values={
            "revenue_miscellaneous_work": 100,
            "expenses_miscellaneous_work": 300,
            "revenue_miscellaneous_other": 150,
            "revenue_occasional": 1,
            "expenses_occasional": 2,
            "dividend_loan_interest": 1,
        }
    )
    taxpayer, returned = net_incomes(entries)
    assert (taxpayer["income_miscellaneous"], returned["income_miscellaneous_work"]) == (0, 0)
    assert (taxpayer["occasional"], taxpayer["income_dividend"]) == (0, 0)


@given(
    st.lists(st.integers(0, 9_999_999), max_size=4), st.lists(st.integers(0, 999_999), max_size=4)
)
def test_lists_and_boxes_add_up(revenues: list[int], premiums: list[int]) -> None:
    names = ["insurance_kokuho", "insurance_kaigo", "insurance_kouki", "insurance_other"]
    entries = Entries(
        values=dict(zip(names, premiums, strict=False)),
        lists={"wages": [{"revenue": r, "social_insurance": 7, "withheld": 3} for r in revenues]},
    )
    told = told_columns(entries, birth_on=BORN, law=LAW)
    assert told.taxpayer.get("revenue_employment", 0) == sum(revenues)
    assert told.taxpayer.get("social_insurance", 0) == sum(premiums) + 7 * len(revenues)
    assert told.returned.get("withheld", 0) == 3 * len(revenues)
    assert told.taxpayer["age"] == 45


@pytest.mark.parametrize(("born", "minor"), [(date(2008, 1, 2), 0), (date(2008, 1, 3), 1)])
def test_a_minor_is_under_eighteen_on_the_day_of_assessment(born: date, minor: int) -> None:
    told = told_columns(Entries(), birth_on=born, law=LAW)
    assert told.taxpayer.get("minor", 0) == minor


@given(st.dictionaries(st.sampled_from(sorted(boxes())), st.integers(0, 1000), max_size=20))
def test_what_is_kept_is_read_back(values: dict[str, int | str | bool]) -> None:
    entries = Entries(values=values, sources={"wages.0": "x"}, unconfirmed=["wages"])
    kept = Entries.kept(entries.to_keep())
    assert kept.to_keep() == entries.to_keep()
    assert all(kept.amount(name) == values[name] for name in values)
