"""From year to year the law differs where it was amended, and nowhere else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.kernel.law import Law, load, ordinances, tax_years
from juminzei.kernel.parameters.tables import AmountTable, Grid, LineTable, RateTable

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = range(2021, 2028)
TABLES = (AmountTable, LineTable, RateTable, Grid)
NOT_LAW = {"tax_year", "cite", "assumption", "status", "reviewed_by"}
DATES = {"city.ordinary_collection.due_on", "city.ordinary_collection.months"}

# Amendments by the first tax year, as the reforms of those years tell them.
AMENDED = {
    2022: set[str](),
    2023: {  # 民法の成年年齢（令和4年4月1日）
        "personal_exemption.minor_below_age",
        "personal_exemption.married_are_adult",
    },
    2024: {  # 国外居住親族、森林環境税、定額減税
        "relatives.abroad_ineligible_counted",
        "relatives_abroad",
        "forest_environment_tax",
        "fixed_reduction",
        "withheld_levy.used_against_forest_environment_tax",
    },
    2025: {"fixed_reduction"},  # 控除対象配偶者以外の同一生計配偶者だけ
    2026: {  # 令和7年度改正
        "employment_income.rounded_from",
        "employment_income.income",
        "relatives.dependant_income_limit",
        "working_student.aggregate_income_limit",
        "home_work.minimum_expenses",
        "spouse_special.gap",
        "specified_relative.by_income",
        "hometown_donation.national_basic_deduction",
        "fixed_reduction",
    },
    2027: {  # 令和8年度改正
        "employment_income.rounded_from",
        "employment_income.income",
        "relatives.dependant_income_limit",
        "working_student.aggregate_income_limit",
        "home_work.minimum_expenses",
        "hometown_donation.national_basic_deduction",
    },
}


def figures(node: Any, path: str = "") -> Iterator[tuple[str, object]]:  # noqa: ANN401 - a tree
    """Return every figure below a section with its path; a table is one figure."""
    if is_dataclass(node) and not isinstance(node, TABLES):
        for field in fields(node):
            if field.name not in NOT_LAW:
                yield from figures(getattr(node, field.name), f"{path}.{field.name}".strip("."))
    else:
        yield path, node


def differing(old: object, new: object) -> set[str]:
    """Return the figures that differ; of a subject that only one year has, its name."""
    before, after = dict(figures(old)), dict(figures(new))
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    whole = set(before.keys() ^ after.keys()) & changed
    return {path.split(".")[0] if path in whole else path for path in changed}


def of_fixed_reduction(path: str) -> str:
    """Return the path, but for all figures of 定額減税 only its name."""
    return "fixed_reduction" if path.startswith("fixed_reduction") else path


@pytest.mark.parametrize("city", ["kazo", "yokohama"])
def test_the_law_of_seven_years_is_here(city: str) -> None:
    assert tax_years(city) == tuple(YEARS)
    assert all(load(year, city).tax_year == year for year in YEARS)


def test_cities_are_found_by_their_codes_and_nothing_else_is_a_city() -> None:
    assert ordinances() == {"112101": "kazo", "141003": "yokohama"}


@pytest.mark.parametrize("year", YEARS)
def test_every_year_awaits_its_review(year: int) -> None:
    assert load(year).is_draft


@pytest.mark.parametrize("year", YEARS[1:])
def test_the_national_law_differs_only_where_it_was_amended(year: int) -> None:
    changed = differing(load(year - 1).national, load(year).national)
    assert {of_fixed_reduction(path) for path in changed} == AMENDED[year]


@pytest.mark.parametrize("city", ["kazo", "yokohama"])
@pytest.mark.parametrize("year", YEARS[1:])
def test_ordinances_differ_in_their_dates_and_in_2024_in_the_per_capita_levy(
    city: str, year: int
) -> None:
    old, new = load(year - 1, city), load(year, city)
    changed = {f"city.{path}" for path in differing(old.city, new.city)}
    changed |= {f"prefecture.{path}" for path in differing(old.prefecture, new.prefecture)}
    levies = {"city.per_capita_levy.amount", "prefecture.per_capita_levy.amount"}
    assert changed == DATES | (levies if year == 2024 else set())


def fixed_charges(law: Law) -> tuple[int, int, int]:
    forest = law.national.forest_environment_tax
    return (
        law.city.per_capita_levy.amount,
        law.prefecture.per_capita_levy.amount,
        0 if forest is None else forest.amount,
    )


@pytest.mark.parametrize(
    ("city", "year", "expected"),
    [
        ("kazo", 2023, (3_500, 1_500, 0)),  # 3,000 and 1,000, each 500 more for disasters
        ("kazo", 2024, (3_000, 1_000, 1_000)),
        ("yokohama", 2023, (4_400, 1_800, 0)),  # 3,000 + 900 + 500; 1,000 + 300 + 500
        ("yokohama", 2024, (3_900, 1_300, 1_000)),
    ],
)
def test_the_forest_tax_took_the_place_of_the_rise_for_disasters(
    city: str, year: int, expected: tuple[int, int, int]
) -> None:
    assert fixed_charges(load(year, city)) == expected


@pytest.mark.parametrize(
    ("city", "rates"),
    [("kazo", ("6/100", "4/100")), ("yokohama", ("8/100", "2025/100000"))],
)
@pytest.mark.parametrize("year", YEARS)
def test_a_designated_city_takes_more_and_its_prefecture_less(
    city: str, rates: tuple[str, str], year: int
) -> None:
    law = load(year, city)
    assert (str(law.city.income_levy.rate), str(law.prefecture.income_levy.rate)) == rates


@pytest.mark.parametrize(
    ("year", "limit"),
    [(2021, 480_000), (2025, 480_000), (2026, 580_000), (2027, 620_000)],
)
def test_a_relative_may_earn_what_the_year_allows(year: int, limit: int) -> None:
    assert load(year).national.relatives.dependant_income_limit == limit


def test_the_terms_of_a_year_end_in_the_next_january() -> None:
    for year in YEARS:
        days = load(year).city.ordinary_collection.due_on
        assert [f"{day}" for day in days] == [
            f"{year}-06-30",
            f"{year}-08-31",
            f"{year}-10-31",
            f"{year + 1}-01-31",
        ]
