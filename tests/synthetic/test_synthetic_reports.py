"""What reports say is consistent: with themselves, with the family, with the year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.base.age import age_at_end_of
from juminzei.base.numbers import corporate_number, municipality_code
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.synthetic.earning import year_end
from support.made_up_town import Town, known

if TYPE_CHECKING:
    from juminzei.formats.wage_report import WageReport


@pytest.fixture(scope="module")
def wages(town: Town) -> list[WageReport]:
    return [report for report, _ in town.wage_rows]


@pytest.fixture(scope="module")
def adjusted(wages: list[WageReport]) -> list[WageReport]:
    """Reports with a year-end adjustment, in the form that shows all of it."""
    return [report for report in wages if report.basic_deduction_stated is not None]


def test_every_report_is_of_2025_and_names_a_valid_municipality(wages: list[WageReport]) -> None:
    assert {report.income_year for report in wages} == {2025}
    assert all(municipality_code.is_valid(report.municipality) for report in wages)


def test_payers_have_valid_numbers_bodies_mostly(wages: list[WageReport]) -> None:
    people = 0
    for report in wages:
        if isinstance(report.payer_identifier, IndividualNumber):
            assert report.payer_identifier.is_valid
            people += 1
        elif report.payer_identifier:
            assert corporate_number.is_valid(report.payer_identifier)
    assert 0 < people < len(wages) / 10


def test_one_collector_number_is_one_employer(wages: list[WageReport]) -> None:
    names = {(report.collector_number, report.payer_name) for report in wages}
    assert len(names) == len({number for number, _ in names})
    assert len(names) > 150


def test_income_follows_from_revenue(adjusted: list[WageReport]) -> None:
    assert len(adjusted) > 2_000
    for report in adjusted:
        less = report.income_adjustment_deduction_stated or 0
        assert report.income_stated == year_end.employment_income(known(report.revenue)) - less


def test_deductions_add_up(adjusted: list[WageReport]) -> None:
    """The printed total is the sum of what the same report prints or counts."""
    for report in adjusted:
        relatives = (
            630_000 * (report.dependants_specified or 0)
            + 580_000 * (report.dependants_elderly_cohabiting or 0)
            + 380_000 * (report.dependants_other or 0)
            + 750_000 * (report.disabled_special_cohabiting or 0)
            + 270_000 * (report.disabled_other or 0)
        )
        own = {"none": 0, "ordinary": 270_000, "special": 400_000}[report.self_disability]
        own += 350_000 * bool(report.single_parent) + 270_000 * bool(report.widow)
        own += 270_000 * bool(report.working_student)
        assert report.deduction_total_stated == (
            (report.social_insurance or 0)
            + (report.life_deduction_stated or 0)
            + (report.earthquake_deduction_stated or 0)
            + (report.spouse_deduction_stated or 0)
            + (report.basic_deduction_stated or 0)
            + relatives
            + own
        )


def test_the_basic_deduction_is_that_of_2025(adjusted: list[WageReport]) -> None:
    for report in adjusted:
        expected = year_end.basic_deduction(report.income_stated or 0)
        assert report.basic_deduction_stated == expected


def test_tax_withheld_is_what_is_left_after_the_housing_loan(adjusted: list[WageReport]) -> None:
    for report in adjusted:
        taxable = (report.income_stated or 0) - (report.deduction_total_stated or 0)
        credit = report.housing_loan_available or 0
        assert report.withheld_income_tax == year_end.income_tax(taxable, credit)


def test_housing_loans_are_told_with_all_their_columns(adjusted: list[WageReport]) -> None:
    loans = [report for report in adjusted if report.housing_move_in_on]
    assert len(loans) > 100
    for report in loans:
        assert report.housing_loan_count == "1"
        assert report.housing_kind in {"01", "02", "11", "12"}
        assert (report.housing_loan_stated or 0) <= (report.housing_loan_available or 0) <= 500_000
        assert 6_000_000 <= (report.housing_loan_balance or 0) < 36_000_000
        moved_in = known(report.housing_move_in_on)
        assert date(2014, 1, 1) <= moved_in < date(2025, 1, 1)
        rate = 10 if moved_in < date(2022, 1, 1) else 7
        balance = known(report.housing_loan_balance)
        assert (report.housing_loan_available or 0) <= balance * rate // 1000


def test_social_insurance_is_about_fifteen_per_cent_of_full_time_pay(
    adjusted: list[WageReport],
) -> None:
    rates = [
        1000
        * ((r.social_insurance or 0) - (r.small_enterprise_mutual_aid or 0))
        // known(r.revenue)
        for r in adjusted
        if known(r.revenue) > 3_000_000 and age_at_end_of(2025, r.birth_on) < 68
    ]
    assert all(142 <= rate <= 156 for rate in rates)
    assert len(rates) > 800


def test_wages_are_those_of_a_statistic(adjusted: list[WageReport]) -> None:
    full = sorted(known(r.revenue) for r in adjusted if r.wage_kind == "給料・賞与")
    median = full[len(full) // 2]
    assert 3_500_000 < median < 5_200_000
    assert full[-len(full) // 100] > 10_000_000
    low = sorted(known(r.revenue) for r in adjusted if r.wage_kind == "給料")
    assert 700_000 < low[len(low) // 2] < 1_300_000


def test_numbers_of_dependants_are_valid_and_those_of_residents(town: Town) -> None:
    numbers = {person.individual_number for person in town.everybody.values()}
    named = strangers = 0
    for report, true in town.wage_rows:
        people = (report.spouse, *report.dependants, *report.under16)
        for relative in filter(None, people):
            assert relative.kind == "00"
            if relative.number is not None:
                assert relative.number.is_valid
                named += 1
                known = relative.number in numbers
                strangers += not known
                assert known == (true.addressee_number is not None)
    assert named > 500
    assert strangers < named / 10


def test_counts_of_dependants_agree_with_those_named(wages: list[WageReport]) -> None:
    for report in wages:
        if not report.dependants and not report.under16:
            continue
        counted = (
            (report.dependants_specified or 0)
            + (report.dependants_elderly or 0)
            + (report.dependants_other or 0)
        )
        assert len(report.dependants) == min(counted, 4)
        assert len(report.under16) == min(report.dependants_under16 or 0, 4)


def test_dependants_are_of_the_age_that_their_class_says(town: Town) -> None:
    births = {p.individual_number: known(p.birth_on) for p in town.everybody.values()}
    for report, _ in town.wage_rows:
        for child in report.under16:
            if child.number in births:
                assert age_at_end_of(2025, births[child.number]) < 16
        ages = [
            age_at_end_of(2025, births[d.number]) for d in report.dependants if d.number in births
        ]
        if ages and len(ages) == len(report.dependants) < 4:
            assert sum(19 <= age <= 22 for age in ages) == (report.dependants_specified or 0)
            assert sum(age >= 70 for age in ages) == (report.dependants_elderly or 0)
            assert min(ages) >= 16


def test_nobody_is_declared_by_two_people_but_where_truth_says_so(town: Town) -> None:
    claims: dict[IndividualNumber, set[int]] = {}
    for report, true in town.rows:
        if true.addressee_number is None or "double_dependant" in true.dirt:
            continue
        for relative in (*report.dependants, *report.under16):
            if relative.number is not None:
                claims.setdefault(relative.number, set()).add(true.addressee_number)
    assert len(claims) > 300
    assert {len(claimants) for claimants in claims.values()} == {1}


def test_second_jobs_are_marked_and_carry_no_deductions(town: Town) -> None:
    second = [(report, true) for report, true in town.wage_rows if "second_job" in true.dirt]
    assert len(second) > 50
    for report, _ in second:
        assert report.secondary
        assert report.income_stated is None
        assert report.deduction_total_stated is None
        assert report.spouse is None
        assert not report.dependants


def test_ordinary_collection_is_asked_for_with_a_reason_mostly(wages: list[WageReport]) -> None:
    flagged = [report for report in wages if report.ordinary_collection]
    reasons = {report.ordinary_reason for report in flagged}
    assert reasons == {"", "A", "B", "C", "D", "E", "F"}
    unexplained = sum(report.ordinary_reason == "" for report in flagged)
    assert 0 < unexplained < len(flagged) / 10
    for report in flagged:
        if report.ordinary_reason == "B":
            assert report.secondary
        if report.ordinary_reason == "F":
            assert report.left_on


def test_a_previous_job_is_told_in_columns_or_in_words_and_has_a_report_of_its_own(
    town: Town,
) -> None:
    in_columns = [r for r, t in town.wage_rows if "previous_in_columns" in t.dirt]
    in_words = [r for r, t in town.wage_rows if "previous_in_words" in t.dirt]
    assert len(in_columns) > 30
    assert len(in_words) > 20
    sent = {(r.payer_name, r.revenue) for r, _ in town.wage_rows if r.left_on}
    for report in in_columns:
        assert report.joined_on
        assert report.previous_left_on
        assert report.previous_left_on < report.joined_on
        assert known(report.revenue) > known(report.previous_revenue)
    for report in in_words:
        assert "前職" in report.note
        assert not report.previous_payer_name
    # Nearly all: the row of the employer before may itself be broken.
    own = sum((r.previous_payer_name, r.previous_revenue) in sent for r in in_columns)
    assert own > 0.9 * len(in_columns)


def test_people_born_on_paper_are_old_enough_to_work(town: Town) -> None:
    for report, true in town.wage_rows:
        if "wrong_birth" not in true.dirt:
            assert 15 <= age_at_end_of(2025, report.birth_on) <= 104
            assert bool(report.minor) == (age_at_end_of(2025, report.birth_on) < 18)


def test_pensions_go_to_the_old_and_are_as_high_as_pensions_are(town: Town) -> None:
    main = [
        report
        for report, true in town.pension_rows
        if report.payments[0].paid is not None and "wrong_birth" not in true.dirt
    ]
    assert all(age_at_end_of(2025, report.birth_on) >= 60 for report in main)
    amounts = sorted(report.revenue for report in main)
    assert 1_000_000 < amounts[len(amounts) // 2] < 1_700_000
    assert amounts[-1] < 4_000_000


def test_most_people_of_65_and_more_receive_a_pension(town: Town) -> None:
    old = {
        number
        for number, person in town.listed.items()
        if person.ceased_on is None and age_at_end_of(2025, known(person.birth_on)) >= 65
    }
    received = {true.addressee_number for true in town.truth if true.kind == "pension_report"}
    assert 0.93 < len(old & received) / len(old) <= 0.98


def test_premiums_are_taken_from_main_pensions_only(town: Town) -> None:
    for report, _ in town.pension_rows:
        second = report.payments[2].paid is not None
        assert second != (report.payments[0].paid is not None)
        if second:
            assert report.social_insurance is None
            assert report.withheld_income_tax == report.revenue * 7_657 // 100_000


def test_the_71_columns_name_no_municipality_and_the_others_do(town: Town) -> None:
    for file, result in town.pensions.items():
        said = {report.municipality for _, report in result.records}
        assert said == ({""} if result.layout == "71" else {"112101"}), file


def test_the_old_layouts_carry_no_individual_numbers(town: Town) -> None:
    for result in town.reports.values():
        if result.layout in {"98", "49"}:
            assert all(report.individual_number is None for _, report in result.records)
