"""A return taken at the desk, written as the tax agency's XML, is read back as it was taken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.apps.national_returns.services.handed_return import all_columns, relatives_of
from juminzei.apps.return_desk.both_taxes import BothTaxes, both_taxes
from juminzei.apps.return_desk.entries import Entries, Row
from juminzei.apps.return_desk.filled_boxes import filled_boxes
from juminzei.apps.return_desk.national_forms.declared import declared
from juminzei.apps.return_desk.national_forms.statements import account_names, statements
from juminzei.apps.return_desk.national_forms.whole_return import whole_return
from juminzei.apps.return_desk.told_columns import told_columns
from juminzei.formats.national_return import check_structure, read_return, write_return
from juminzei.formats.national_return_boxes import known_forms
from juminzei.kernel.law import load
from support.desk_rows import WAGE

if TYPE_CHECKING:
    from juminzei.apps.return_desk.told_columns import ToldColumns
    from juminzei.formats.national_return_record import NationalReturn, Value

LAW = load(2026, "kazo")
BORN = date(1980, 4, 2)
HEADING: dict[str, Value] = {"NENBUN": 2025, "NOZEISHA_NM": "山田 太郎", "BIRTHDAY": BORN}
SAME_DEDUCTION = {"medical_paid", "medical_reimbursed"}
"""The forms tell the deduction, from which the importer finds expenses that give it."""
LARGE = 5_000_000


def written(entries: Entries) -> tuple[ToldColumns, BothTaxes, NationalReturn]:
    """Return a return's columns, taxes, and what is read back of its XML."""
    told = told_columns(entries, birth_on=BORN, law=LAW)
    taxes = both_taxes(told, 2026, ordinance="kazo")
    boxes = {one.box.name: one.amount for one in filled_boxes(told, 2025)}
    one = declared(entries, told, taxes.national, boxes, 2025)
    xml = write_return(whole_return(one, HEADING, LAW), made_on=date(2026, 3, 1))
    assert [problem for problem in check_structure(xml) if problem.grave] == []
    return told, taxes, read_return(xml)


def relative(relationship: str, born: str, income: int = 0, **more: str) -> Row:
    person: Row = {"relationship": relationship, "name": "山田 花", "birth_on": born}
    return {"living": "together", "disability": "0", **person, "income": income, **more}


def yen(most: int = LARGE) -> st.SearchStrategy[int]:
    return st.integers(0, most)


SLIP = st.fixed_dictionaries(
    {
        "payer": st.just("株式会社甲"),
        "revenue": st.integers(1, LARGE),
        "withheld": yen(90_000),
        "social_insurance": yen(90_000),
    }
)
RELATIVES = st.lists(
    st.sampled_from(
        [
            relative("child", "2015-05-05"),
            relative("child", "2008-05-05", disability="1"),
            relative("child", "2005-05-05"),
            relative("child", "2005-05-06", 900_000),
            relative("parent", "1940-05-05"),
            relative("parent", "1941-05-05", living="apart"),
            relative("other", "1980-05-05", disability="2"),
            relative("other", "1999-05-05", living="abroad"),
        ]
    ),
    max_size=9,
)
SPOUSES = st.sampled_from(
    [
        [],
        [relative("spouse", "1981-01-01")],
        [relative("spouse", "1950-01-01", 580_000, disability="2")],
        [relative("spouse", "1981-01-01", 900_000, living="abroad")],
    ]
)
VALUES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "revenue_business": yen(),
        "revenue_farm": yen(),
        "revenue_real_estate": yen(),
        "income_interest": yen(),
        "revenue_dividend": yen(),
        "revenue_miscellaneous_work": yen(),
        "revenue_miscellaneous_other": yen(),
        "revenue_occasional": yen(),
        "transfer_short": yen(),
        "transfer_long": yen(),
        "separate_land_long": yen(),
        "separate_listed_dividend": yen(),
        "separate_listed_shares": yen(),
        "separate_futures": yen(),
        "forestry": yen(),
        "retirement": yen(),
        "insurance_kokuho": yen(90_000),
        "insurance_pension": yen(90_000),
        "small_enterprise_mutual_aid": yen(90_000),
        "life_general_new": yen(90_000),
        "life_general_old": yen(90_000),
        "life_nursing": yen(90_000),
        "life_pension_new": yen(90_000),
        "life_pension_old": yen(90_000),
        "earthquake": yen(90_000),
        "old_long_term": yen(90_000),
        "disability": st.sampled_from(["1", "2"]),
        "working_student": st.just(value=True),
        "withheld_levy": yen(90_000),
        "collection_choice": st.sampled_from(["special", "ordinary"]),
    },
)
GIFTS = st.lists(
    st.fixed_dictionaries(
        {
            "recipient": st.just("北海道"),
            "kind": st.sampled_from(
                ["hometown", "community_chest", "ordinance_city", "ordinance_prefecture"]
            ),
            "amount": st.integers(1, 90_000),
        }
    ),
    max_size=3,
)
EXPENSES = st.lists(
    st.fixed_dictionaries(
        {
            "of": st.sampled_from(["business", "farm", "real_estate"]),
            "account": st.sampled_from([*account_names(), "種苗費", "組合費"]),
            "amount": yen(),
        }
    ),
    max_size=9,
)
SHARES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["listed_shares", "listed_dividend", "unlisted_shares"]),
            "payer": st.just("甲証券"),
            "revenue": yen(),
            "withheld": yen(9_000),
            "levy": yen(3_000),
        }
    ),
    max_size=3,
)
LOSSES = st.lists(
    st.fixed_dictionaries(
        {
            "year": st.sampled_from("123"),
            "kind": st.sampled_from(["blue", "disaster", "residence", "casualty"]),
            "amount": st.integers(1, LARGE),
        }
    ),
    max_size=2,
)


@st.composite
def entered(draw: st.DrawFn) -> Entries:
    """Draw a return whose forms tell everything that the inhabitant tax asks."""
    lists: dict[str, list[Any]] = {
        "wages": draw(st.lists(SLIP, max_size=6)),
        "pensions": draw(st.lists(SLIP, max_size=2)),
        "relatives": [*draw(SPOUSES), *draw(RELATIVES)],
        "donations": draw(GIFTS),
        "expenses": draw(EXPENSES),
        "shares": draw(SHARES),
        "losses": draw(LOSSES),
    }
    values: dict[str, Any] = draw(VALUES)
    return Entries(values=values, lists=lists)


@given(entries=entered())
@settings(max_examples=40)
def test_what_the_desk_writes_is_read_back_equal_by_the_importer(entries: Entries) -> None:
    told, taxes, back = written(entries)
    columns = all_columns(back, BORN)
    names = {*told.taxpayer, *columns} - {"housing_loan_income_tax", *_dividend(columns)}
    assert {n: columns.get(n, 0) for n in names} == {n: told.taxpayer.get(n, 0) for n in names}
    assert back.amount("ABB00750") == taxes.national["payable"]
    assert back.amount("ABB00760") == taxes.national["refund"]


def _dividend(columns: dict[str, int]) -> set[str]:
    """Return the column that the importer assumes of every dividend with a credit."""
    return {"dividend_ordinary"} & columns.keys()


BUSINESS: dict[str, int | str | bool] = {"revenue_business": 3_000_000}


def spent(account: str, amount: int, of: str = "business") -> Row:
    return {"of": of, "account": account, "amount": amount}


def read(values: dict[str, int | str | bool], **lists: list[Row]) -> NationalReturn:
    return written(Entries(values=values, lists=lists))[2]


def test_more_relatives_than_the_form_has_room_for_stand_on_further_pages() -> None:
    rows = [relative("child", f"2015-05-{day:02d}") for day in range(1, 11)]
    back = read({}, relatives=rows, wages=[{**WAGE, "payer": f"会社{n}"} for n in range(5)])
    pages = [page for page in back.pages() if page.tag == "KOA020-2"]
    assert [len(page.rows.get("ABY00150", ())) for page in pages] == [4, 4, 2]
    assert [len(page.rows.get("ABD00010", ())) for page in pages] == [4, 1, 0]
    assert [page.values["ABC00070"] for page in pages] == ["山田 太郎"] * 3
    assert back.amount("ABD00070") == 5 * 109_500
    assert len(relatives_of(back)) == 10


@pytest.mark.parametrize(
    ("living", "born", "disability", "code"),
    [
        ("abroad", "1999-05-05", "0", "1"),
        ("abroad", "1950-05-05", "0", "1"),
        ("abroad", "1985-05-05", "1", "3"),
        ("abroad", "1985-05-05", "0", "4"),
        ("apart", "1985-05-05", "0", None),
    ],
)
def test_why_a_relative_abroad_counts_follows_from_age_and_disability(
    living: str, born: str, disability: str, code: str | None
) -> None:
    back = read({}, relatives=[relative("other", born, living=living, disability=disability)])
    assert back.rows("ABY00150")[0].get("ABY00235") == code


def test_a_relative_abroad_without_papers_is_not_on_the_form() -> None:
    ineligible = relative("other", "1980-05-05", living="abroad_ineligible")
    assert read({}, relatives=[ineligible]).rows("ABY00150") == []


def test_the_address_of_who_lives_apart_is_told() -> None:
    apart = relative("parent", "1940-05-05", living="apart", apart_address="久喜市本町1番地")
    [handed] = relatives_of(
        read({}, relatives=[relative("child", "2010-01-01", name="山田 空"), apart])
    )[1:]
    assert handed.apart_address == "久喜市本町1番地"


def test_family_employees_have_their_place_and_the_only_one_the_pay() -> None:
    wife = relative("spouse", "1981-01-01", role="family_employee")
    back = read({**BUSINESS, "family_employee_pay": 860_000}, relatives=[wife])
    assert back.rows("ABE00010")[0]["ABE00070"] == 860_000
    assert back.amount("AIG00380") == back.amount("ABB00790") == 860_000
    assert back.amount("AIG00370") - 860_000 == back.amount("AIG00400")
    assert relatives_of(back)[0].place == "family_employee_1"


def test_a_white_statement_sums_as_the_form_says() -> None:
    rows = [
        *(spent(account, 1_000) for account in account_names() if account != "期末棚卸"),
        *(spent(f"別の科目{n}", 10) for n in range(7)),
        spent("期末棚卸", 600),
    ]
    back = read(BUSINESS, expenses=rows)
    amount = back.amount
    assert amount("AIG00120") == 1_000 + 1_000 - 600
    assert amount("AIG00130") == 3_000_000 - amount("AIG00120")
    assert len(back.rows("AIG00325")) == 5
    single = ["AIG00150", "AIG00160", "AIG00170", "AIG00180", "AIG00190", "AIG00200"]
    assert amount("AIG00360") == sum(map(amount, single)) + amount("AIG00350")
    assert amount("AIG00370") == amount("AIG00130") - amount("AIG00360")
    assert amount("AIG00400") == amount("ABB00300")


def test_a_blue_return_has_the_blue_statements_and_one_deduction_over_both() -> None:
    values = {**BUSINESS, "revenue_real_estate": 400_000, "blue_return_deduction": 650_000}
    back = read(values, expenses=[spent("減価償却費", 100_000, "real_estate")])
    assert {form.form for form in back.forms} == {"KOA020", "KOA210", "KOA220"}
    assert back.amount("ANF00260") == 300_000
    assert back.amount("AMF00510") == 350_000
    assert back.amount("AMF00530") == back.amount("ABB00300") == 2_650_000
    assert back.marked("ABA00240")


@pytest.mark.parametrize(("name", "form"), [("business", "KOA110"), ("real_estate", "KOA130")])
def test_a_white_return_has_the_statement_of_its_trade(name: str, form: str) -> None:
    assert form in {one.form for one in read({f"revenue_{name}": 100}).forms}


def test_a_white_farm_has_no_statement_in_the_xml_but_its_income_is_told() -> None:
    """The boxes of 収支内訳書（農業所得用）are not known."""
    back = read({"revenue_farm": 500_000}, expenses=[spent("種苗費", 200_000, "farm")])
    assert [form.form for form in back.forms] == ["KOA020"]
    assert back.amount("ABB00320") == 300_000


def test_a_blue_farm_has_its_statement_and_sums_as_the_form_says() -> None:
    names = list(statements()[("farm", "blue")].accounts)
    rows = [
        *(spent(account, 1_000, "farm") for account in names),
        *(spent(f"別の科目{n}", 10, "farm") for n in range(6)),
        spent("期首棚卸", 700, "farm"),
        spent("期末棚卸", 200, "farm"),
    ]
    values: dict[str, int | str | bool] = {"revenue_farm": 900_000, "blue_return_deduction": 9_000}
    back = read(values, expenses=rows)
    amount = back.amount
    assert {form.form for form in back.forms} == {"KOA020", "KOA240"}
    assert len(back.rows("APF00375")) == 4
    assert amount("APF00390") == 1_000 + 2 * 10
    assert amount("APF00400") == 1_000 * len(names) + 60
    assert amount("APF00450") == amount("APF00400") + 700 - 200
    assert amount("APF00460") == amount("APF00180") - amount("APF00450")
    assert amount("APF00570") - amount("APF00580") == amount("APF00600") == amount("ABB00320")


def test_every_medical_expense_stands_on_its_statement_and_comes_back() -> None:
    rows: list[Row] = [
        {"patient": "本人", "clinic": f"病院{n}", "paid": 40_000, "reimbursed": n}
        for n in range(20)
    ]
    told, taxes, back = written(Entries(values={}, lists={"wages": [WAGE], "medical": rows}))
    assert len(back.rows("DHC00010")) == 20
    assert back.amount("DHD00070") == back.amount("ABB00440") == taxes.national["deduction_medical"]
    columns = all_columns(back, BORN)
    for name in SAME_DEDUCTION:
        assert columns[name] == told.taxpayer[name]


def test_medical_expenses_that_give_no_deduction_make_no_statement() -> None:
    cheap: list[Row] = [{"patient": "本人", "clinic": "病院", "paid": 10_000}]
    drugs: dict[str, int | str | bool] = {"self_medication_paid": 50_000}
    for back in (read({}, wages=[WAGE], medical=cheap), read(drugs, wages=[WAGE])):
        assert "KOB560" not in {form.form for form in back.forms}


def test_every_box_of_the_statements_is_one_of_the_form() -> None:
    for shape in statements().values():
        known = known_forms()[shape.form][-1].by_tag
        tags = [*shape.stock.values(), *shape.named.values(), shape.receipts_sum, shape.income]
        tags += [*shape.outside_stock.values()]
        tags += [tag for tag in (shape.accounts_sum, shape.receipts_before_stock) if tag]
        tags += [shape.expenses_sum, shape.before, shape.rest, shape.extra_name, shape.extra_amount]
        assert set(tags) <= known.keys()
        if shape.extra_rows:
            assert known[shape.extra_rows].repeat == shape.extra_most


def test_a_loss_that_no_income_takes_up_is_on_the_fourth_form() -> None:
    back = read(
        {"revenue_business": 100_000, "blue_return_deduction": 100_000},
        expenses=[spent("外注工賃", 900_000)],
        wages=[{**WAGE, "revenue": 1_000_000}],
    )
    # 給与所得 350,000 takes up a part of the loss of 800,000
    assert back.amount("ABN00030") == -450_000
    assert back.amount("ABN01520") == -450_000
    assert back.marked("ABA00253")


def test_losses_of_earlier_years_stand_by_year_and_kind() -> None:
    rows: list[Row] = [
        {"year": "3", "kind": "blue", "amount": 100},
        {"year": "1", "kind": "blue", "amount": 30},
        {"year": "1", "kind": "blue", "amount": 7},
        {"year": "2", "kind": "residence", "amount": 500},
        {"year": "2", "kind": "casualty", "amount": 9},
    ]
    told, _, back = written(Entries(values=dict(BUSINESS), lists={"losses": rows}))
    assert (back.amount("ABP00500"), back.amount("ABP00740")) == (100, 37)
    assert back.amount("ABP00690") == 500
    columns = all_columns(back, BORN)
    for name in ("loss_carryforward", "residence_carryforward", "casualty_carryforward"):
        assert columns[name] == told.taxpayer[name]


def test_a_return_without_losses_has_no_fourth_form_and_without_gains_no_third() -> None:
    assert [page.tag for page in read({}, wages=[WAGE]).pages()] == ["KOA020-1", "KOA020-2"]


def test_land_is_told_before_and_after_its_special_deduction() -> None:
    values = {"separate_land_long_residence": 40_000_000}
    values |= {"separate_land_long_residence_deduction": 30_000_000}
    told, _, back = written(Entries(values=dict(values)))
    assert back.amount("ABL00270") == 10_000_000
    assert back.amount("ABL00863") == 30_000_000
    columns = all_columns(back, BORN)
    assert (
        {name: columns[name] for name in values} == values == {n: told.taxpayer[n] for n in values}
    )


def test_losses_of_shares_taken_up_this_year_are_told() -> None:
    values: dict[str, int | str | bool] = {"separate_listed_shares": 500_000}
    back = read({**values, "listed_shares_carryforward": 200_000})
    assert back.amount("ABL00920") == 200_000
    assert back.amount("ABL00310") == 500_000


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ({}, [{"patient": "本人", "clinic": "病院", "paid": 350_000, "reimbursed": 20_000}]),
        ({"self_medication_paid": 50_000}, []),
    ],
)
def test_medical_expenses_give_the_same_deduction_when_read_back(
    values: dict[str, int | str | bool], rows: list[Row]
) -> None:
    entries = Entries(values=values, lists={"wages": [WAGE], "medical": rows})
    told, taxes, back = written(entries)
    other = {n: v for n, v in all_columns(back, BORN).items() if n not in SAME_DEDUCTION}
    again = both_taxes(
        type(told)(
            {**told.taxpayer, "medical_paid": 0, "medical_reimbursed": 0, **other}
            | {n: all_columns(back, BORN).get(n, 0) for n in SAME_DEDUCTION},
            told.returned,
        ),
        2026,
        ordinance="kazo",
    )
    assert taxes.inhabitant["deduction_medical"] > 0
    for name in ("deduction_medical", "total"):
        assert again.inhabitant[name] == taxes.inhabitant[name]
    assert again.national["deduction_medical"] == taxes.national["deduction_medical"]


def test_rows_of_details_stand_on_the_forms_and_come_back_as_columns() -> None:
    lists: dict[str, list[Any]] = {
        "lands": [
            {"kind": "land_long", "place": "加須市", "revenue": 9_000_000, "cost": 4_000_000},
            {"kind": "land_long", "place": "久喜市", "revenue": 500_000, "cost": 600_000},
        ],
        "shares": [
            {"kind": "listed_shares", "payer": "甲証券", "revenue": 700_000, "cost": 300_000}
            | {"withheld": 61_260, "levy": 20_000},
            {"kind": "listed_dividend", "payer": "甲証券", "revenue": 50_000, "withheld": 7_657},
        ],
        "casualties": [
            {"cause": "火災", "happened_on": "2025-02-01", "asset": "家財", "loss": 900_000}
            | {"cost": 100_000, "reimbursed": 300_000}
        ],
    }
    told, taxes, back = written(Entries(lists=lists))
    columns = all_columns(back, BORN)
    assert columns == {n: told.taxpayer[n] for n in columns}
    assert columns.keys() == told.taxpayer.keys()
    assert [row["ABL00750"] for row in back.rows("ABL00730")] == ["加須市", "久喜市"]
    assert (back.amount("ABL00070"), back.amount("ABL00130")) == (9_500_000, 700_000)
    assert back.amount("ABD00070") == taxes.national["withheld"] == 61_260 + 7_657
    assert back.text("ABH00020") == "火災"
    assert back.amount("ABH00050") - back.amount("ABH00060") == 700_000
