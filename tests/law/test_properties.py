"""What the law guarantees for everybody, and the cliffs that it really has."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.law import load

YEARS = tuple(range(2021, 2028))
MONEY = [name for name, kind in column_kinds().items() if kind.most > 10**6]
SMALL = {"age": 90, "dependants_other_under23": 0}


@st.composite
def sparse_people(draw: st.DrawFn) -> dict[str, int]:
    """Return one person whose columns are within what life brings."""
    person: dict[str, int] = {}
    for name, kind in column_kinds().items():
        if not draw(st.booleans()):
            continue
        if kind.flag:
            person[name] = 1
        elif name in MONEY:
            least = -3_000_000 if kind.least else 0
            person[name] = draw(st.integers(least, 15_000_000))
        else:
            person[name] = draw(st.integers(0, min(SMALL.get(name, 3), kind.most)))
    return person


def taxed(tax_year: int, *people: dict[str, int]) -> Any:  # noqa: ANN401 - an Assessment
    return assess(TaxpayerColumns.from_sparse(people), load(tax_year))


@settings(max_examples=200)
@given(person=sparse_people(), tax_year=st.sampled_from(YEARS))
def test_no_figure_is_negative_and_the_total_is_the_sum(
    person: dict[str, int], tax_year: int
) -> None:
    found = taxed(tax_year, person).row(0)
    assert min(found.values()) >= 0
    assert found["total"] == (
        found["municipal_income_levy"]
        + found["prefectural_income_levy"]
        + found["municipal_per_capita_levy"]
        + found["prefectural_per_capita_levy"]
        + found["forest_environment_tax"]
    )


@settings(max_examples=200)
@given(person=sparse_people(), tax_year=st.sampled_from(YEARS))
def test_levies_are_whole_hundreds_and_bases_whole_thousands(
    person: dict[str, int], tax_year: int
) -> None:
    found = taxed(tax_year, person).row(0)
    assert found["tax_base"] % 1_000 == 0
    assert found["municipal_income_levy"] % 100 == 0
    assert found["prefectural_income_levy"] % 100 == 0


@settings(max_examples=200)
@given(person=sparse_people(), tax_year=st.sampled_from(YEARS))
def test_credits_and_what_is_left_make_up_the_calculated_levy(
    person: dict[str, int], tax_year: int
) -> None:
    found = taxed(tax_year, person).row(0)
    for body in ("municipal", "prefectural"):
        credit = sum(
            amount
            for name, amount in found.items()
            if name.startswith(body) and name.endswith(("_credit", "_relief", "_reduction"))
        )
        left = found[f"{body}_calculated_levy"] - credit
        assert left // 100 * 100 == found[f"{body}_income_levy"]


@settings(max_examples=200)
@given(person=sparse_people(), tax_year=st.sampled_from(YEARS))
def test_shares_for_mixed_collection_sum_to_the_income_levy(
    person: dict[str, int], tax_year: int
) -> None:
    found = taxed(tax_year, person).row(0)
    levy = found["municipal_income_levy"] + found["prefectural_income_levy"]
    shares = [found[f"levy_on_{kind}"] for kind in ("employment", "pension", "other")]
    assert sum(shares) == levy
    assert found["fixed_charge"] + levy == found["total"]


@given(salary=st.integers(0, 20_000_000), pension=st.integers(0, 5_000_000))
def test_pay_alone_and_pension_alone_bear_their_whole_levy(salary: int, pension: int) -> None:
    found = taxed(
        2026,
        {"revenue_employment": salary},
        {"revenue_public_pension": pension, "age": 70},
        {"income_business": salary},
    )
    levy = found.municipal_income_levy + found.prefectural_income_levy
    assert found.levy_on_employment.tolist() == [levy[0], 0, 0]
    assert found.levy_on_pension.tolist() == [0, levy[1], 0]
    assert found.levy_on_other.tolist() == [0, 0, levy[2]]


def test_a_levy_on_pay_and_pension_is_divided_by_income() -> None:
    # 450,000 of pay and 700,000 of pension; levy 34,500 + 23,000 = 57,500
    # pension 57,500 x 700,000 / 1,150,000 = 35,000; the rest 22,500 is the pay's
    found = taxed(
        2026,
        {
            "age": 67,
            "revenue_employment": 1_200_000,
            "revenue_public_pension": 1_800_000,
            "social_insurance": 120_000,
        },
    ).row(0)
    assert found["levy_on_pension"] == 35_000
    assert found["levy_on_employment"] == 22_500
    assert found["levy_on_other"] == 0


def test_without_pay_the_pension_takes_what_rounding_leaves() -> None:
    # 700,000 of pension, 333,333 besides; base 603,000: 36,180 - 1,500 and 24,120 - 1,000
    # levy 34,600 + 23,100 = 57,700; other 57,700 x 333,333 / 1,033,333 = 18,612 -> 18,600
    found = taxed(
        2026,
        {"age": 67, "revenue_public_pension": 1_800_000, "income_miscellaneous": 333_333},
    ).row(0)
    assert found["levy_on_other"] == 18_600
    assert found["levy_on_pension"] == 39_100


@pytest.mark.parametrize("tax_year", YEARS)
def test_tax_never_falls_when_the_income_of_one_alone_rises(tax_year: int) -> None:
    incomes = np.arange(0, 30_000_000, 997)
    columns = TaxpayerColumns.of(len(incomes), income_business=incomes)
    assert np.diff(assess(columns, load(tax_year)).total).min() >= 0


@pytest.mark.parametrize("tax_year", YEARS)
def test_one_more_yen_costs_one_alone_most_at_the_fall_of_the_basic_deduction(
    tax_year: int,
) -> None:
    # The steps of 基礎控除 at 24, 24.5 and 25 million are the cliffs: up to 150,000 x 10%,
    # and with the last one 調整控除 (2,500) goes as well.
    edges = np.array([380_000, 450_000, 24_000_000, 24_500_000, 25_000_000])
    below = assess(TaxpayerColumns.of(5, income_business=edges), load(tax_year)).total
    above = assess(TaxpayerColumns.of(5, income_business=edges + 1), load(tax_year)).total
    assert (above - below).tolist() == [5_000, 0, 14_000, 14_000, 17_500]


@pytest.mark.parametrize("tax_year", YEARS)
def test_just_above_the_threshold_nobody_is_left_with_less_than_it(tax_year: int) -> None:
    incomes = np.arange(450_001, 480_000)
    found = assess(TaxpayerColumns.of(len(incomes), income_business=incomes), load(tax_year))
    levies = found.municipal_income_levy + found.prefectural_income_levy
    assert (incomes - levies).min() >= 450_000


@given(
    salary=st.integers(0, 12_000_000),
    more=st.integers(1, 500_000),
    column=st.sampled_from(
        ["social_insurance", "small_enterprise_mutual_aid", "life_nursing", "earthquake"]
    ),
)
def test_paying_more_premiums_never_raises_the_tax_below_the_cap_of_relief(
    salary: int, more: int, column: str
) -> None:
    found = taxed(
        2026, {"revenue_employment": salary}, {"revenue_employment": salary, column: more}
    )
    assert found.total[1] <= found.total[0]


@given(person=sparse_people(), gift=st.integers(0, 1_000_000))
def test_one_stop_only_adds_to_the_donation_credit(person: dict[str, int], gift: int) -> None:
    person = person | {"donation_hometown": gift, "donation_one_stop": 0}
    found = taxed(2026, person, person | {"donation_one_stop": 1})
    assert found.municipal_donation_credit[1] >= found.municipal_donation_credit[0]
    assert found.prefectural_donation_credit[1] >= found.prefectural_donation_credit[0]


@given(person=sparse_people())
def test_what_is_withheld_is_credited_pays_the_tax_or_comes_back(person: dict[str, int]) -> None:
    found = taxed(2026, person).row(0)
    credited = found["municipal_withheld_levy_credit"] + found["prefectural_withheld_levy_credit"]
    rest = found["withheld_levy_applied"] + found["withheld_levy_refund"]
    assert credited + rest == person.get("withheld_levy", 0)
    assert found["withheld_levy_applied"] <= found["total"]


@given(person=sparse_people())
def test_whoever_gets_public_assistance_owes_nothing(person: dict[str, int]) -> None:
    assert taxed(2026, person | {"public_assistance": 1}).total[0] == 0


def test_only_salaries_below_1900000_are_taxed_otherwise_in_2026_than_in_2025() -> None:
    # Only 別表第五 differs for one alone with nothing but pay. The rows of the old table were
    # 4,000 yen wide, so at the upper end of three of them the new one is dearer by a trifle.
    salaries = np.arange(0, 12_000_000, 1_000)
    columns = TaxpayerColumns.of(len(salaries), revenue_employment=salaries)
    more = assess(columns, load(2026)).total - assess(columns, load(2025)).total
    changed = salaries[more != 0]
    assert changed.min() == 931_000  # 381,000 of income in 2025, above 380,000
    assert changed.max() == 1_899_000
    assert salaries[more > 0].tolist() == [1_895_000, 1_898_000, 1_899_000]
    assert more.max() == 200
