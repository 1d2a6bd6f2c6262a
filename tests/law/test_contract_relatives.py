"""The calculation contract: relatives abroad, and who is still a minor."""

from __future__ import annotations

from typing import Any

import pytest

from juminzei.kernel.contract import ContractError, read


def columns(**request: Any) -> dict[str, int]:
    return read(request).columns


def problem(**request: Any) -> str:
    with pytest.raises(ContractError) as refused:
        read(request)
    return str(refused.value)


@pytest.mark.parametrize("tax_year", [2021, 2022, 2023])
@pytest.mark.parametrize("relative", ["spouse", "dependants"])
def test_before_2024_nobody_abroad_is_ineligible(tax_year: int, relative: str) -> None:
    person = {"age": 40, "abroad": "ineligible"}
    request: dict[str, Any] = {relative: person if relative == "spouse" else [person]}
    key = "spouse" if relative == "spouse" else "dependants[0]"
    assert problem(tax_year=tax_year, **request) == (
        f"{key}.abroad: tax year {tax_year} deducts relatives abroad; give yes"
    )


@pytest.mark.parametrize("tax_year", [2024, 2027])
@pytest.mark.parametrize("age", [29, 70])
def test_only_ages_30_to_69_are_ineligible_abroad(tax_year: int, age: int) -> None:
    person = {"age": age, "abroad": "ineligible"}
    assert problem(tax_year=tax_year, dependants=[{}, person]) == (
        f"dependants[1].abroad: at {age} is eligible, ineligible are 30 to 69; give yes"
    )


@pytest.mark.parametrize("tax_year", [2024, 2027])
@pytest.mark.parametrize("age", [30, 69])
def test_ages_30_to_69_without_papers_are_counted_apart(tax_year: int, age: int) -> None:
    found = columns(tax_year=tax_year, dependants=[{"age": age, "abroad": "ineligible"}])
    assert found == {"dependants_abroad_ineligible": 1}


@pytest.mark.parametrize("age", [0, 28, 75])
def test_a_spouse_without_papers_is_none_at_any_age(age: int) -> None:
    assert columns(tax_year=2026, spouse={"age": age, "abroad": "ineligible"}) == {}


def test_dependants_who_live_abroad_are_counted_among_the_others() -> None:
    abroad = [{"age": 10, "abroad": "yes"}, {"age": 75, "abroad": "yes"}, {"age": 17}]
    assert columns(tax_year=2024, dependants=abroad) == {
        "dependants_under16": 1,
        "dependants_elderly": 1,
        "dependants_other": 1,
        "dependants_other_under23": 1,
        "dependants_abroad": 2,
    }


def test_a_specified_relative_abroad_is_no_dependant_abroad() -> None:
    found = columns(tax_year=2026, dependants=[{"age": 20, "income": 600_000, "abroad": "yes"}])
    assert found == {"specified_relatives_1": 1}


@pytest.mark.parametrize(
    ("tax_year", "birth_date", "minor"),
    [
        pytest.param(2022, "2002-01-02", False, id="20 on 1 January 2022, at its end"),
        pytest.param(2022, "2002-01-03", True, id="19 on 1 January 2022"),
        pytest.param(2023, "2005-01-02", False, id="18 on 1 January 2023: the age fell"),
        pytest.param(2023, "2005-01-03", True, id="17 on 1 January 2023"),
    ],
)
def test_minority_ends_at_20_and_from_2023_at_18(
    tax_year: int, birth_date: str, *, minor: bool
) -> None:
    assert ("minor" in columns(tax_year=tax_year, birth_date=birth_date)) is minor


@pytest.mark.parametrize(
    ("tax_year", "age", "minor"), [(2021, 19, False), (2022, 19, False), (2023, 17, True)]
)
def test_until_2022_marriage_made_adult(tax_year: int, age: int, *, minor: bool) -> None:
    assert ("minor" in columns(tax_year=tax_year, age=age, spouse={"age": 20})) is minor
    assert "minor" in columns(tax_year=tax_year, age=age, spouse=None)


def test_whoever_is_said_to_be_a_minor_is_one_though_married() -> None:
    told = columns(tax_year=2022, age=19, spouse={}, taxpayer={"minor": True})
    assert told["minor"] == 1
