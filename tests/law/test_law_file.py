"""A law file that is wrong is refused, with the file, the key and what to do."""

from __future__ import annotations

from importlib.resources import files

import pytest

from juminzei.kernel.law import City, LawError, NationalLaw, read_body
from juminzei.kernel.parameters.tables import OPEN

FILE = "statutes/national/2026.toml"
NATIONAL = files("juminzei.kernel").joinpath(FILE).read_text(encoding="utf-8")
KAZO_FILE = "statutes/kazo/2026.toml"
KAZO = files("juminzei.kernel").joinpath(KAZO_FILE).read_text(encoding="utf-8")


def national(old: str, new: str) -> NationalLaw:
    """Read the national file of 2026 after one change."""
    assert old in NATIONAL
    text = NATIONAL.replace(old, new, 1)
    return read_body(NationalLaw, text, file=FILE, tax_year=2026)


def problem(old: str, new: str) -> str:
    with pytest.raises(LawError) as refused:
        national(old, new)
    return str(refused.value)


def test_the_file_as_it_stands_is_read() -> None:
    law = national("tax_year = 2026", "tax_year = 2026")
    assert law.basic.by_aggregate_income.rows[0].amount == 430_000
    assert law.fixed_reduction is None


def test_a_float_is_refused_with_the_way_to_write_a_rate() -> None:
    assert problem('levy_limit = "20/100"', "levy_limit = 0.2") == (
        f"{FILE}: hometown_donation.levy_limit: is 0.2; "
        'write rates as "3/100" so that they stay exact'
    )


def test_a_float_among_amounts_is_refused_too() -> None:
    message = problem("{ up_to = 24_000_000, amount = 430_000 }", "{ up_to = 24e6, amount = 1 }")
    assert "basic.by_aggregate_income[0].up_to: is 24000000.0" in message


def test_an_unknown_key_is_refused_with_the_known_ones() -> None:
    message = problem("small_income_limit", "small_income_limt")
    assert f"{FILE}: adjustment_credit.small_income_limt: is no known key" in message
    assert "small_income_limit" in message


def test_an_unknown_section_is_refused() -> None:
    message = problem("[rounding]", '[roundin]\ncite = "x"\n[rounding]')
    assert f"{FILE}: roundin: is no known key" in message


def test_a_missing_figure_is_refused() -> None:
    message = problem("base_floor = 50_000\n", "")
    assert message == (f"{FILE}: adjustment_credit.base_floor: is missing; add it with its article")


def test_a_figure_without_an_article_is_refused() -> None:
    message = problem('cite = "地方税法37条・314条の6"', 'cite = ""')
    assert "adjustment_credit.cite: is empty; name the article" in message


def test_overlapping_brackets_are_refused() -> None:
    message = problem("{ up_to = 24_500_000,", "{ up_to = 24_000_000,")
    assert "basic.by_aggregate_income[1].up_to: is 24000000, within the row before" in message


def test_a_table_that_ends_too_early_has_a_gap() -> None:
    message = problem('  { above = 56_000, rate = "0/1", plus = 28_000 },\n', "")
    assert "life_insurance.new: leaves a gap above its last row" in message


def test_a_last_row_must_begin_where_the_row_before_ends() -> None:
    message = problem("{ above = 56_000,", "{ above = 57_000,")
    assert "life_insurance.new[3].above: is 57000, but the row before ends at 56000" in message


def test_a_rate_written_otherwise_is_refused() -> None:
    message = problem('threshold_rate = "5/100"', 'threshold_rate = "5%"')
    assert "medical.threshold_rate: '5%' is no rate" in message
    assert "is 5; write rates as" in problem('threshold_rate = "5/100"', "threshold_rate = 5")


def test_amounts_written_as_text_are_refused() -> None:
    message = problem("base_floor = 50_000", 'base_floor = "50,000"')
    assert "adjustment_credit.base_floor: is '50,000'; write a value of type int" in message


def test_true_is_no_amount_and_1_no_flag() -> None:
    assert "write a value of type int" in problem("base_floor = 50_000", "base_floor = true")
    message = problem("abroad_ineligible_counted = false", "abroad_ineligible_counted = 0")
    assert "write a value of type bool" in message


def test_a_grid_needs_an_amount_for_every_column() -> None:
    message = problem("amounts = [330_000, 220_000, 110_000]", "amounts = [330_000, 220_000]")
    assert "spouse_special.amount.rows[0].amounts: needs 3 amounts" in message


def test_the_columns_of_a_grid_must_rise() -> None:
    message = problem("own_up_to = [9_000_000, 9_500_000,", "own_up_to = [9_500_000, 9_000_000,")
    assert "spouse_special.amount.own_up_to: overlaps" in message


def test_a_list_and_a_table_are_not_taken_for_each_other() -> None:
    assert "write a list" in problem("gap = [{ up_to = 25_000_000, amount = 50_000 }]", "gap = 5")
    rate = 'rate = { municipal = "3/100", prefectural = "2/100" }'
    assert "write a table" in problem(rate, "rate = 3")


def test_the_year_in_the_file_is_the_year_of_its_name() -> None:
    assert "tax_year: is 2027; the file name says 2026" in problem("2026", "2027")


def test_a_newer_schema_and_an_unknown_status_are_refused() -> None:
    assert "schema: is 2; this version reads 1" in problem("schema = 1", "schema = 2")
    assert "status: is 'ready'" in problem('status = "draft"', 'status = "ready"')


def test_a_reviewed_file_names_two_people() -> None:
    message = problem('status = "draft"', 'status = "reviewed"')
    assert "reviewed_by: names 0 people; a reviewed file needs two" in message


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(LawError, match=r"is no TOML: .*line 1"):
        read_body(NationalLaw, "= 3", file=FILE, tax_year=2026)


def test_dates_of_an_ordinance_are_dates() -> None:
    text = KAZO.replace("2026-06-30", "2026-06-30T00:00:00")
    with pytest.raises(LawError, match=r"ordinary_collection.due_on\[0\]"):
        read_body(City, text, file=KAZO_FILE, tax_year=2026)


def city_problem(old: str, new: str) -> str:
    assert old in KAZO
    with pytest.raises(LawError) as refused:
        read_body(City, KAZO.replace(old, new, 1), file=KAZO_FILE, tax_year=2026)
    assert refused.value.file == KAZO_FILE
    return str(refused.value).removeprefix(f"{KAZO_FILE}: ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "2026-06-30",
            "2026-03-31",
            "due_on[0]: is 2026-03-31, outside tax year 2026, which runs from 1 April 2026",
            id="the last day of the year before",
        ),
        pytest.param(
            "2027-01-31",
            "2027-04-01",
            "due_on[3]: is 2027-04-01, outside tax year 2026, which runs from 1 April 2026",
            id="the first day of the next year",
        ),
        pytest.param(
            "2026-08-31",
            "2026-06-30",
            "due_on[1]: is 2026-06-30, not after the date before; sort the dates",
            id="the same date twice",
        ),
        pytest.param(
            '"2026-08"',
            '"2026-09"',
            "months[1]: is 2026-09, but its date is 2026-08-31",
            id="month",
        ),
        pytest.param(', "2027-01"', "", "months: needs 4 months", id="a month too few"),
    ],
)
def test_terms_outside_the_year_or_out_of_order_are_refused(old: str, new: str, said: str) -> None:
    assert city_problem(old, new).startswith(f"ordinary_collection.{said}")


@pytest.mark.parametrize(
    ("first", "last"),
    [pytest.param("2026-04-01", "2027-03-31", id="the first and the last day of the tax year")],
)
def test_terms_may_lie_anywhere_within_the_tax_year(first: str, last: str) -> None:
    text = KAZO.replace("2026-06-30", first).replace("2027-01-31", last)
    text = text.replace('"2026-06"', f'"{first[:7]}"').replace('"2027-01"', f'"{last[:7]}"')
    terms = read_body(City, text, file=KAZO_FILE, tax_year=2026).ordinary_collection
    assert (f"{terms.due_on[0]}", f"{terms.due_on[3]}") == (first, last)


@pytest.mark.parametrize("code", ["112100", "11210", "kazo"])
def test_a_municipality_code_needs_its_check_digit(code: str) -> None:
    assert city_problem('"112101"', f'"{code}"') == (
        f"municipality: is '{code}'; write six digits, the last a check"
    )


@pytest.mark.parametrize("grade", [0, 4])
def test_there_are_three_grades(grade: int) -> None:
    assert city_problem("grade = 3", f"grade = {grade}") == (
        f"grade.grade: is {grade}; write 1, 2 or 3"
    )


def test_a_figure_below_zero_is_refused_where_the_law_has_none() -> None:
    message = problem("base_floor = 50_000", "base_floor = -1")
    assert "adjustment_credit.base_floor: is -1; figures of the law are not below zero" in message
    assert "amount: is -430000" in problem("amount = 430_000", "amount = -430_000")
    assert national("base_floor = 50_000", "base_floor = 0").adjustment_credit.base_floor == 0


def test_a_row_does_not_end_in_two_ways() -> None:
    message = problem("{ above = 56_000,", "{ above = 56_000, up_to = 90_000,")
    assert "life_insurance.new[3]: has both `up_to` and `above`" in message


def test_a_key_written_twice_is_refused() -> None:
    with pytest.raises(LawError, match=r"is no TOML: .*line \d+"):
        national("base_floor = 50_000", "base_floor = 50_000\nbase_floor = 40_000")


def test_an_open_row_has_no_upper_limit() -> None:
    rows = national("schema = 1", "schema = 1").life_insurance.new.rows
    assert rows[-1].up_to == OPEN
