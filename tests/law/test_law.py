"""The law of a year and a city: found, typed, digested, and replaced value by value."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.law import Law, LawError, Ordinance, load
from juminzei.kernel.parameters.retirement import RetirementLaw
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.standing_law import standing
from juminzei.kernel.wording import STEP_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = range(2021, 2028)
CITIES = ("kazo", "yokohama")


NO_STEPS = {
    "city.ordinary_collection",  # the dates of the terms are no step of the year's tax
    "prefecture.income_levy_in_designated_cities",  # told as the rate that it replaces
}


def sections(node: Any, path: str = "") -> Iterator[tuple[str, Section]]:  # noqa: ANN401 - a tree
    """Return every section of a law with its path."""
    if isinstance(node, Section):
        yield path, node
    elif is_dataclass(node):
        for field in fields(node):
            yield from sections(getattr(node, field.name), f"{path}.{field.name}".strip("."))


def assumptions_told() -> set[str]:
    """Return the sections whose assumptions stand beside some step."""
    folder = files("juminzei.kernel").joinpath("wording")
    texts = [folder.joinpath(file).read_text(encoding="utf-8") for file in STEP_FILES]
    words = [one for text in texts for one in tomllib.loads(text).values()]
    return {one["assumption"] for one in words if "assumption" in one}


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("tax_year", YEARS)
def test_every_section_names_its_article(tax_year: int, city: str) -> None:
    found = dict(sections(load(tax_year, city)))
    assert len(found) > 35
    assert all("条" in section.cite for section in found.values())


def test_a_year_that_is_not_here_is_refused_by_its_file() -> None:
    with pytest.raises(LawError, match=r"statutes/kazo/1999\.toml: is not here") as refused:
        load(1999)
    assert refused.value.file == "statutes/kazo/1999.toml"


def test_a_city_that_is_not_here_is_refused_by_its_file() -> None:
    with pytest.raises(LawError, match=r"statutes/atlantis/2026\.toml"):
        load(2026, "atlantis")


def test_a_year_of_which_one_file_is_a_draft_is_warned_of_and_a_reviewed_year_is_not() -> None:
    law = load(2026)
    reviewed = Law(
        national=replace(law.national, status="reviewed"),
        prefecture=replace(law.prefecture, status="frozen"),
        city=replace(law.city, status="reviewed"),
        digest=law.digest,
    )
    assert reviewed.warning == ""
    one_left = replace(reviewed, city=replace(law.city, status="draft"))
    assert one_left.warning == (
        "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"
    )


def test_the_digest_tells_years_and_ordinances_apart_and_nothing_else() -> None:
    law = load(2026)
    dearer = law.under(Ordinance(municipal_per_capita_levy=3_500))
    assert load(2026).digest == law.digest
    assert load(2025).digest != law.digest
    assert dearer.digest != law.digest
    assert dearer.digest == law.under(Ordinance(municipal_per_capita_levy=3_500)).digest
    assert len(law.digest) == 64


def test_an_ordinance_replaces_single_values_and_leaves_the_rest() -> None:
    law = load(2026)
    other = law.under(
        Ordinance(
            municipal_rate=Rate.parse("6.1/100"),
            prefectural_rate=Rate.parse("4.025/100"),
            grade=1,
            municipal_per_capita_levy=3_500,
            prefectural_per_capita_levy=1_500,
        )
    )
    assert str(other.city.income_levy.rate) == "61/1000"
    assert str(other.prefecture.income_levy.rate) == "4025/100000"
    assert other.per_capita_threshold.base == 350_000
    assert other.city.per_capita_levy.amount == 3_500
    assert other.prefecture.per_capita_levy.amount == 1_500
    assert other.national is law.national
    assert law.per_capita_threshold.base == 280_000


@pytest.mark.parametrize(("grade", "base"), [(1, 350_000), (2, 315_000), (3, 280_000)])
def test_the_grade_of_the_area_picks_the_threshold(grade: int, base: int) -> None:
    assert load(2026).under(Ordinance(grade=grade)).per_capita_threshold.base == base


def test_a_grade_that_is_given_is_no_assumption() -> None:
    assert load(2026).city.grade.assumption
    assert not load(2026).under(Ordinance(grade=3)).city.grade.assumption


def test_no_law_file_holds_a_float() -> None:
    folder = files("juminzei.kernel").joinpath("statutes")
    texts = [
        line.split("#")[0]
        for body in folder.iterdir()
        for year in body.iterdir()
        for line in year.read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) > 500
    assert not [line for line in texts if "." in line and '"' not in line and "[" not in line]


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("tax_year", YEARS)
def test_every_assumption_is_told_with_some_step(tax_year: int, city: str) -> None:
    told = assumptions_told()
    assumed = {path for path, one in sections(load(tax_year, city)) if one.assumption}
    assert assumed - told <= NO_STEPS


def test_wording_names_only_sections_that_some_year_has() -> None:
    told = assumptions_told()
    known = {path for year in YEARS for path, _ in sections(load(year))}
    # The steps of retirement pay name the sections of their own law.
    known |= {name for name, _ in sections(standing(RetirementLaw))}
    assert told <= known
