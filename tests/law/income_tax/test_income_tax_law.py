"""The law files of the income tax: every year, drafts and assumptions told, mistakes refused."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.income_tax import income_years, load_income_tax
from juminzei.kernel.income_tax.law import read_income_tax
from juminzei.kernel.law import LawError, load, ordinances
from juminzei.kernel.law_document.amendment import changes_of
from juminzei.kernel.law_document.bodies import income_tax_subjects
from juminzei.kernel.law_document.figures import figures_of

if TYPE_CHECKING:
    from juminzei.kernel.parameters.tables import AmountTable

TEXT = files("juminzei.kernel").joinpath("statutes/income_tax/2025.toml").read_text("utf-8")


def test_the_years_from_2020_on_are_here() -> None:
    assert income_years() == tuple(range(2020, 2027))
    for year in income_years():
        law = load_income_tax(year)
        assert (law.income_year, law.tax_year) == (year, year + 1)
        assert len(law.digest) == 64


def test_a_year_that_is_not_here_is_refused() -> None:
    with pytest.raises(LawError, match="the income tax law of 2019 is not known"):
        load_income_tax(2019)


def test_drafts_say_so() -> None:
    law = load_income_tax(2025)
    assert law.is_draft
    assert law.warning.startswith("令和7年分の所得税の法令データは確認中")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("income_year = 2025", "income_year = 2024", "the file name says 2025"),
        ('rate = "2.1/100"', "rate = 0.021", "so that they stay exact"),
        ("above = 40_000_000", "above = 41_000_000", "the row before ends at 40000000"),
        ('status = "draft"', 'status = "reviewed"', "names 0 people"),
        ("[surtax]", "[surtaxes]", "no known key"),
        ("schema = 1", "schema = 2", "this version reads 1"),
    ],
)
def test_a_wrong_file_is_refused_with_its_key(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(LawError, match=told):
        read_income_tax(TEXT.replace(old, new, 1), file="2025.toml", income_year=2025)


@pytest.mark.parametrize("income_year", income_years())
def test_incomes_have_the_figures_of_the_inhabitant_tax_of_the_year_after(
    income_year: int,
) -> None:
    national, local = load_income_tax(income_year).national, load(income_year + 1).national
    for name in (
        *("employment_income", "specified_expenses", "income_adjustment_child"),
        *("income_adjustment_pension", "public_pension_income", "transfer", "occasional"),
        *("home_work", "half_income", "forestry", "land_special_deduction"),
    ):
        mine, theirs = getattr(national, name), getattr(local, name)
        for field in type(mine).__slots__:
            if field not in ("cite", "assumption"):
                assert getattr(mine, field) == getattr(theirs, field), (name, field)
    mine, theirs = national.relatives, local.relatives
    assert mine.dependant_income_limit == theirs.dependant_income_limit


@pytest.mark.parametrize(
    ("income_year", "changed"),
    [
        (2021, set()),
        (2022, set()),
        (2023, set()),
        (2024, {"fixed_reduction"}),
        (
            2025,
            {
                *("employment_income", "home_work", "relatives", "working_student", "basic"),
                *("specified_relative", "minimum_tax", "fixed_reduction"),
            },
        ),
        (
            2026,
            {
                *("employment_income", "home_work", "relatives", "working_student", "basic"),
                *("specified_relative", "life_insurance_with_child"),
                "separate_tax.land_long_superior",
            },
        ),
    ],
)
def test_a_year_amends_these_sections_and_no_others(income_year: int, changed: set[str]) -> None:
    changes = changes_of(
        income_tax_subjects(load_income_tax(income_year - 1)),
        income_tax_subjects(load_income_tax(income_year)),
    )
    assert {one.subject.path.removeprefix("income_tax.") for one in changes} == changed


def test_what_was_not_seen_in_the_law_of_2026_says_so() -> None:
    subjects = {
        one.path.removeprefix("income_tax."): one.assumptions
        for one in income_tax_subjects(load_income_tax(2026))
    }
    for name in (
        *("employment_income", "home_work", "relatives", "working_student", "basic"),
        *("specified_relative", "life_insurance_with_child"),
    ):
        assert any("未確認" in text for text in subjects[name]), name


@pytest.mark.parametrize("income_year", income_years())
def test_every_figure_has_a_japanese_name(income_year: int) -> None:
    for subject in income_tax_subjects(load_income_tax(income_year)):
        assert not subject.title.isascii(), subject.path
        for figure in figures_of(subject):
            assert not figure.label.isascii(), (subject.path, figure.key)


@pytest.mark.parametrize("income_year", income_years())
def test_the_inhabitant_tax_knows_the_basic_deduction_of_the_income_tax(income_year: int) -> None:
    """The special part of ふるさと納税 asks for what the basic deduction has over 480,000."""
    table: AmountTable = load(income_year + 1).national.hometown_donation.national_basic_deduction
    national = load_income_tax(income_year).national.basic.by_aggregate_income
    theirs = {row.up_to: row.amount for row in table.rows}
    mine = {row.up_to: row.amount for row in national.rows if row.amount > 480_000}
    assert theirs == mine


def test_the_folder_of_the_income_tax_is_no_city() -> None:
    assert "income_tax" not in ordinances().values()
