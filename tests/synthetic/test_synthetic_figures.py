"""The figures of one report, and what its note says, worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.formats.ordinary_reason import ordinary_reason
from juminzei.synthetic.earning.declarations import NOTHING, Declaration
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.earning.jobs import Work
from juminzei.synthetic.people.households import ELDEST, SPOUSE
from juminzei.synthetic.reports.wage_figures import figures
from juminzei.synthetic.reports.wage_notes import collection, note
from support.made_up_people import employer, job, number, person

WIFE = person(place=SPOUSE, relationship="12", sex="2", birth=date(1982, 3, 3))
CHILD = person(place=ELDEST, relationship="20", birth=date(2010, 6, 1))
STUDENT = person(place=ELDEST, relationship="20", birth=date(2005, 6, 1))


def test_a_single_employee() -> None:
    found = figures(job(), Family(), NOTHING)
    # 5,000,000/4 x 3.2 - 440,000 = 3,560,000; 基礎 680,000 + 社会保険 750,000
    assert found.income == 3_560_000
    assert found.deduction_total == 1_430_000
    # 2,130,000 x 10% - 97,500 = 115,500; x 1.021 = 117,925
    assert found.withheld == 117_900
    assert not found.single_parent


def test_a_family_with_a_student_and_a_wife_without_income() -> None:
    family = Family(spouse=WIFE, specified=[STUDENT])
    found = figures(job(person=person(spouse=WIFE)), family, NOTHING)
    assert found.spouse_deduction == 380_000
    assert found.deduction_total == 1_430_000 + 380_000 + 630_000
    # 1,120,000 x 5% = 56,000; x 1.021 = 57,176
    assert found.withheld == 57_100


def test_insurance_and_mutual_aid_come_off_in_their_own_columns() -> None:
    given = Declaration(life_general_new=80_000, earthquake=30_000, mutual_aid=120_000)
    found = figures(job(), Family(), given)
    assert found.social_insurance == 750_000 + 120_000
    assert found.deduction_total == 1_430_000 + 120_000 + 40_000 + 30_000


def test_a_housing_loan_takes_what_tax_there_is() -> None:
    given = Declaration(loan_balance=30_000_000, moved_in_on=date(2021, 12, 31), loan_kind="11")
    found = figures(job(), Family(), given)
    assert given.loan_credit == 300_000
    assert found.withheld == 0
    assert found.loan_credit_used == 115_500  # all of the tax before the surtax


@pytest.mark.parametrize(
    ("balance", "moved_in", "kind", "credit"),
    [
        pytest.param(30_000_000, date(2021, 12, 31), "11", 300_000, id="1 % until 2021"),
        pytest.param(30_000_000, date(2022, 1, 1), "01", 210_000, id="0.7 % from 2022 on"),
        pytest.param(45_000_000, date(2021, 5, 1), "11", 400_000, id="at most 400,000"),
        pytest.param(60_000_000, date(2021, 5, 1), "12", 500_000, id="certified: 500,000"),
        pytest.param(40_000_000, date(2023, 5, 1), "01", 210_000, id="at most 210,000"),
        pytest.param(60_000_000, date(2023, 5, 1), "02", 350_000, id="certified: 350,000"),
        pytest.param(12_345_678, date(2020, 5, 1), "11", 123_400, id="whole hundreds"),
        pytest.param(0, None, "", 0, id="no loan"),
    ],
)
def test_the_credit_available_follows_year_and_kind(
    balance: int, moved_in: date | None, kind: str, credit: int
) -> None:
    given = Declaration(loan_balance=balance, moved_in_on=moved_in, loan_kind=kind)
    assert given.loan_credit == credit


def test_old_life_insurance_counts_by_the_old_steps() -> None:
    assert Declaration(life_general_old=100_000).life_deduction == 50_000
    assert Declaration(life_general_new=100_000).life_deduction == 40_000
    both = Declaration(life_general_old=100_000, life_nursing=80_000, life_pension_new=80_000)
    assert both.life_deduction == 120_000


def test_a_mother_alone_is_a_single_parent_up_to_five_million_of_income() -> None:
    mother = person(sex="2")
    family = Family(under16=[CHILD])
    assert figures(job(person=mother), family, NOTHING).single_parent
    rich = job(person=mother, revenue=6_777_777)
    # 6,777,777 x 0.9 - 1,100,000 = 4,999,999
    assert figures(rich, family, NOTHING).income == 4_999_999
    assert figures(rich, family, NOTHING).single_parent
    richer = job(person=mother, revenue=6_777_780)
    assert figures(richer, family, NOTHING).income == 5_000_002
    assert not figures(richer, family, NOTHING).single_parent


def test_a_woman_alone_with_her_mother_is_a_widow_and_a_man_is_not() -> None:
    family = Family(elderly=[person(birth=date(1945, 1, 5))])
    assert figures(job(person=person(sex="2")), family, NOTHING).widow
    assert not figures(job(), family, NOTHING).widow


@pytest.mark.parametrize(("revenue", "working"), [(1_500_000, True), (1_500_001, False)])
def test_a_student_works_as_a_student_up_to_850_000_of_income(
    *,
    revenue: int,
    working: bool,
) -> None:
    found = figures(job(work=Work.STUDENT, revenue=revenue), Family(), NOTHING)
    assert found.working_student == working


def test_disabled_relatives_count_children_under_16_too() -> None:
    child = person(place=ELDEST, birth=date(2015, 1, 5), disability="special")
    with_child = figures(job(), Family(under16=[child]), NOTHING)
    without = figures(job(), Family(under16=[CHILD]), NOTHING)
    assert with_child.deduction_total - without.deduction_total == 750_000


def test_income_is_adjusted_above_eight_and_a_half_million_with_a_child() -> None:
    rich = job(revenue=9_000_000)
    assert figures(rich, Family(), NOTHING).income == 7_050_000
    found = figures(rich, Family(under16=[CHILD]), NOTHING)
    assert (found.income, found.income_adjustment) == (7_000_000, 50_000)


def test_the_job_before_is_added_in() -> None:
    before = job(revenue=1_000_000, social_insurance=150_000, left_on=date(2025, 3, 31))
    found = figures(
        job(revenue=4_000_000, social_insurance=600_000, previous=before), Family(), NOTHING
    )
    assert found.revenue == 5_000_000
    assert found.social_insurance == 750_000
    assert found.withheld == 117_900  # as if one employer had paid it all


@pytest.mark.parametrize(
    ("what", "withheld"),
    [
        pytest.param({"secondary": True}, 153_150, id="second job: 3.063 %"),
        pytest.param({"left_on": date(2025, 8, 31)}, 120_000, id="left: 2.4 %"),
        pytest.param({"left_on": date(2025, 8, 31), "work": Work.PART_TIME}, 0, id="little paid"),
    ],
)
def test_without_an_adjustment_only_what_was_paid_and_taken(
    what: dict[str, object], withheld: int
) -> None:
    found = figures(job(**what), Family(spouse=WIFE), Declaration(earthquake=30_000))
    assert not found.adjusted
    assert found.withheld == withheld
    assert found.family == Family()
    assert found.declaration == NOTHING


@pytest.mark.parametrize(("revenue", "adjusted"), [(20_000_000, True), (20_000_001, False)])
def test_wages_above_twenty_million_are_not_adjusted(
    *,
    revenue: int,
    adjusted: bool,
) -> None:
    assert figures(job(revenue=revenue), Family(), NOTHING).adjusted == adjusted


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"left_on": date(2025, 8, 31), "secondary": True}, "F"),
        ({"secondary": True}, "B"),
        ({"work": Work.PART_TIME, "revenue": 1_000_000}, "C"),
        ({"work": Work.PART_TIME, "revenue": 1_000_001}, ""),
        ({"employer": employer(tiny=True)}, "A"),
        ({"employer": employer(tiny=True), "secondary": True}, "B"),
        ({}, ""),
    ],
)
def test_the_reason_for_ordinary_collection(what: dict[str, object], reason: str) -> None:
    one = job(**what)
    ordinary, found = collection(one, figures(one, Family(), NOTHING), 5_000)
    assert found == reason
    assert ordinary == bool(reason)


def test_the_flag_or_only_the_letter_may_be_forgotten() -> None:
    one = job(secondary=True)
    found = figures(one, Family(), NOTHING)
    assert collection(one, found, 399) == (False, "")
    assert collection(one, found, 400) == (True, "")
    assert collection(one, found, 699) == (True, "")
    assert collection(one, found, 700) == (True, "B")


def test_a_shopkeepers_family_and_irregular_pay_come_by_lot() -> None:
    shop = job(employer=employer(identifier=number(9)))
    assert collection(shop, figures(shop, Family(), NOTHING), 8_500) == (True, "E")
    assert collection(shop, figures(shop, Family(), NOTHING), 8_499) == (False, "")
    firm = job()
    assert collection(firm, figures(firm, Family(), NOTHING), 9_900) == (True, "D")
    assert collection(firm, figures(firm, Family(), NOTHING), 9_899) == (False, "")


@pytest.mark.parametrize("reason", ["A", "B", "C", "D", "E", "F"])
@pytest.mark.parametrize("name", ["一", "一二", "一二三"])
def test_every_spelling_of_a_reason_can_be_read(reason: str, name: str) -> None:
    assert ordinary_reason(note(job(employer=employer(name=name)), reason)) == reason


def test_a_previous_job_in_words_names_payer_amounts_and_day() -> None:
    before = job(revenue=1_234_567, social_insurance=185_185, left_on=date(2025, 6, 30))
    now = job(previous=before, previous_in_words=True)
    assert note(now, "") == (
        "前職株式会社加須製作所\u3000給与１２３４５６７円\u3000社保１８５１８５円"
        "\u3000源泉２９６２９円\u3000６月３０日退職"
    )
    assert note(job(previous=before), "") == ""
    assert len(note(now, "F")) <= 65
