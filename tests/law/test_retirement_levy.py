"""退職所得の分離課税: published examples, each boundary by hand, and its explanation."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.contract import retirement
from juminzei.kernel.contract.errors import ContractError

CASES = tomllib.loads(
    (Path(__file__).parent / "cases/municipalities/retirement.toml").read_text(encoding="utf-8")
)["retirement"]
revenues = st.integers(0, 50_000_000)
years = st.integers(1, 45)


def answer(**given: Any) -> dict[str, Any]:
    return retirement.answer({"paid_on": "2026-03-31", "service_years": 10, "revenue": 0, **given})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_withholds_what_the_municipality_published(case: dict[str, Any]) -> None:
    found: Any = retirement.answer(case["given"])
    assert {
        "deduction": found["deduction"],
        "tax_base": found["tax_base"],
        **found["levy"],
    } == case["expect"]


@pytest.mark.parametrize(
    ("service_years", "deduction"),
    [
        pytest.param(1, 800_000, id="400,000 is below the least"),
        pytest.param(2, 800_000, id="just the least"),
        pytest.param(3, 1_200_000, id="three times 400,000"),
        pytest.param(20, 8_000_000, id="twenty times 400,000"),
        pytest.param(21, 8_700_000, id="and 700,000"),
        pytest.param(38, 20_600_000, id="and eighteen times 700,000"),
    ],
)
def test_the_deduction_grows_by_years(service_years: int, deduction: int) -> None:
    assert answer(service_years=service_years)["deduction"] == deduction
    disabled = answer(service_years=service_years, disability=True)
    assert disabled["deduction"] == deduction + 1_000_000


@pytest.mark.parametrize(
    ("start", "end", "counted"),
    [("2000-04-01", "2010-03-31", 10), ("2000-04-01", "2010-04-01", 11)],
)
def test_a_begun_year_of_service_counts_whole(start: str, end: str, counted: int) -> None:
    found: Any = retirement.answer(
        {"paid_on": "2026-03-31", "revenue": 0, "service_from": start, "service_to": end}
    )
    assert found["service_years"] == counted


@pytest.mark.parametrize(
    ("given", "income"),
    [
        # the deduction of five years is 2,000,000
        pytest.param({"revenue": 6_000_000, "service_years": 5, "executive": True}, 4_000_000,
                     id="an executive of five years: the whole excess"),
        pytest.param({"revenue": 6_400_000, "service_years": 6, "executive": True}, 2_000_000,
                     id="of six years: half of 4,000,000"),
        pytest.param({"revenue": 5_000_000, "service_years": 5}, 1_500_000,
                     id="others of five years: half of 3,000,000"),
        pytest.param({"revenue": 5_000_002, "service_years": 5}, 1_500_002,
                     id="and all above it"),
        pytest.param({"revenue": 6_000_000, "service_years": 5}, 2_500_000,
                     id="1,500,000 + 1,000,000"),
        pytest.param({"revenue": 6_400_000, "service_years": 6}, 2_000_000,
                     id="of six years: half of 4,000,000"),
        pytest.param({"revenue": 6_000_000, "service_years": 5, "paid_on": "2021-12-31"}, 2_000_000,
                     id="before 2022: half of 4,000,000"),
        pytest.param({"revenue": 6_000_000, "service_years": 5, "paid_on": "2022-01-01"}, 2_500_000,
                     id="from 2022: not above 3,000,000"),
        pytest.param({"revenue": 2_000_000, "service_years": 5}, 0, id="just the deduction"),
        pytest.param({"revenue": 2_000_001, "service_years": 5}, 0, id="half a yen is cut"),
        pytest.param({"revenue": 2_000_002, "service_years": 5}, 1, id="one yen"),
    ],
)  # fmt: skip
def test_half_is_income_but_not_for_short_service(given: dict[str, Any], income: int) -> None:
    assert answer(**given)["income"] == income


@pytest.mark.parametrize(
    ("revenue", "tax_base", "municipal", "prefectural"),
    [
        pytest.param(4_001_998, 0, 0, 0, id="999 yen of income"),
        pytest.param(4_002_000, 1_000, 0, 0, id="60 and 40 yen are cut"),
        pytest.param(4_004_000, 2_000, 100, 0, id="120 and 80"),
        pytest.param(4_006_000, 3_000, 100, 100, id="180 and 120"),
        pytest.param(6_469_998, 1_234_000, 74_000, 49_300, id="1,234,999; 74,040 and 49,360"),
    ],
)
def test_base_and_levies_are_cut(
    revenue: int, tax_base: int, municipal: int, prefectural: int
) -> None:
    found = answer(revenue=revenue)
    assert found["tax_base"] == tax_base
    assert found["levy"] == {"municipal": municipal, "prefectural": prefectural}
    assert found["total"] == municipal + prefectural


@pytest.mark.parametrize(
    ("paid_on", "due_on"),
    [("2026-03-31", "2026-04-10"), ("2026-12-25", "2027-01-12"), ("2026-09-30", "2026-10-13")],
)
def test_it_is_paid_over_by_the_tenth_of_the_next_month(paid_on: str, due_on: str) -> None:
    assert answer(paid_on=paid_on)["due_on"] == due_on


@given(revenue=revenues, more=st.integers(0, 5_000_000), service=years, executive=st.booleans())
def test_more_pay_never_bears_less(revenue: int, more: int, service: int, executive: bool) -> None:  # noqa: FBT001 - hypothesis gives it by name
    given_ = {"service_years": service, "executive": executive}
    less = answer(revenue=revenue, **given_)["total"]
    assert less <= answer(revenue=revenue + more, **given_)["total"] <= revenue + more


@given(revenue=revenues, service=st.integers(6, 44))
def test_another_year_of_service_never_bears_more(revenue: int, service: int) -> None:
    longer = answer(revenue=revenue, service_years=service + 1)["total"]
    assert longer <= answer(revenue=revenue, service_years=service)["total"]


def test_every_step_is_told_in_order_and_comes_to_the_answer() -> None:
    request = {"paid_on": "2026-03-31", "revenue": 14_223_632, "service_years": 25}
    found: Any = retirement.answer(request, with_steps=True)
    values = {step["name"]: step["value"] for step in found["steps"]}
    assert values["retirement_deduction"] == found["deduction"]
    assert values["retirement_income_exact"] == values["retirement_pay_income"] == 1_361_816
    assert values["municipal_retirement_levy_exact"] == 81_660
    assert values["retirement_total"] == found["total"]
    assert all("条" in step["law"] for step in found["steps"])
    assert "steps" not in retirement.answer(request)


def test_an_assumption_about_designated_cities_is_told_with_the_rate() -> None:
    (step,) = [
        step
        for step in retirement.steps({"paid_on": "2026-03-31", "revenue": 9, "service_years": 1})
        if step.name == "municipal_retirement_levy_exact"
    ]
    assert step.formula.startswith("課税退職所得金額 × 6％ ※前提: 指定都市でも")


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"paid_on": "2012-12-31"}, "paid_on: 2012-12-31 is not known here; give 2013-01-01"),
        ({"paid_on": "2028-01-01"}, "paid_on: 2028-01-01 is not known here"),
        ({"paid_on": None}, "paid_on: null is no date"),
        ({"service_years": 0}, "service_years: 0 is too small"),
        ({"service_from": "2000-04-01"}, "service_from: does not go with service_years"),
        ({"revenue": -1}, "revenue: -1 is negative"),
        ({"executive": 1}, "executive: 1 is neither true nor false"),
        ({"amount": 1}, "amount: no such key"),
    ],
)
def test_what_is_wrong_is_refused_by_its_key(request_: dict[str, Any], said: str) -> None:
    with pytest.raises(ContractError, match=said):
        answer(**request_)


def test_service_that_ends_before_it_starts_is_refused() -> None:
    days = {"service_from": "2010-04-02", "service_to": "2010-04-01"}
    with pytest.raises(ContractError, match="service_to: 2010-04-01 is before service_from"):
        retirement.answer({"paid_on": "2026-03-31", "revenue": 0, **days})
