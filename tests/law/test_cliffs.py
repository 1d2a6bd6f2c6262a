"""Where one more yen costs more than it brings: each cliff of the law, with its height.

`docs/law-properties.md` lists the same, `cases/cliffs/` holds them. Heights are worked by hand:
the deduction that is lost times 10% (6% and 4%), what 調整控除 loses with it, and the fixed
charge of 5,000.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.law import load
from law.test_cases import with_value

if TYPE_CHECKING:
    from collections.abc import Iterator

Request = dict[str, Any]
YEARS = tuple(range(2021, 2028))
CLIFFS = Path(__file__).parent / "cases" / "cliffs"


def total(person: Request) -> int:
    (answer,) = calculate([read(person)])
    found: Any = answer["total"]
    return int(found)


def height(tax_year: int, person: Request, path: str, edge: int, step: int = 1) -> int:
    """Return how much more tax ``step`` yen above ``edge`` cost at ``path``."""
    whole = person | {"tax_year": tax_year}
    return total(with_value(whole, path, edge + step)) - total(with_value(whole, path, edge))


BUSINESS = "income.business"


def cliffs() -> Iterator[Any]:
    for file in sorted(CLIFFS.glob("*.toml")):
        for cliff in tomllib.loads(file.read_text(encoding="utf-8"))["cliff"]:
            yield pytest.param(cliff, id=f"{file.stem}: {cliff['id']}")


@pytest.mark.parametrize("cliff", list(cliffs()))
def test_one_more_yen_costs_what_the_cliff_is_high(cliff: Request) -> None:
    heights = {
        height(year, cliff["person"], cliff["given"], cliff["edge"]) for year in cliff["years"]
    }
    assert heights == {cliff["height"]}


# ---- where there is no cliff -------------------------------------------------------------------


def business(tax_year: int, incomes: np.ndarray[Any, Any], **others: int) -> np.ndarray[Any, Any]:
    """Return the totals of people who differ in 事業所得 only."""
    same = {name: np.full(len(incomes), value) for name, value in others.items()}
    columns = TaxpayerColumns.of(len(incomes), income_business=incomes, **same)
    return assess(columns, load(tax_year)).total


@pytest.mark.parametrize("tax_year", YEARS)
def test_for_one_alone_a_thousand_yen_cost_200_at_most_but_at_the_named_cliffs(
    tax_year: int,
) -> None:
    # 60 and 40 a thousand, told in hundreds; 450,000 begins the zone where 調整措置 takes all
    incomes = np.arange(0, 30_000_001, 1_000)
    more = np.diff(business(tax_year, incomes))
    named = {380_000, 450_000, 24_000_000, 24_500_000, 25_000_000}
    if tax_year == 2024:
        named = named - {450_000} | {18_050_000}
    assert set(incomes[:-1][more > 200].tolist()) == named
    assert more.min() == 0


@pytest.mark.parametrize(
    ("children", "threshold", "ends"),
    [
        # base x 10% - 2,500 meets the threshold: 0.9 x = threshold - 43,000 - 2,500
        (1, 1_120_000, 1_193_889),
        (2, 1_470_000, 1_582_778),
        (3, 1_820_000, 1_971_667),
    ],
)
def test_above_the_threshold_every_yen_is_taken_until_the_full_levy_fits(
    children: int, threshold: int, ends: int
) -> None:
    incomes = np.arange(threshold + 1, ends + 2_001)
    totals = business(2026, incomes, dependants_under16=children)
    left = incomes - (totals - 5_000)
    assert left.min() >= threshold
    in_zone = incomes < ends - 1_000
    assert (left[in_zone] - threshold).max() < 200  # the hundreds cut off of both levies
    assert (left[incomes > ends + 1_000] - threshold).min() > 0


# ---- where tax falls though income rises --------------------------------------------------------


def test_a_gift_makes_tax_fall_where_the_general_base_passes_the_gap() -> None:
    # 特例控除 at 74.685% because of the shares, from the gap of 50,000 on at 84.895%:
    # 50,000 x 10.21% = 5,105 less for 1,000 of income (100 more)
    person: Request = {
        "separate": {"listed_shares": {"income": 5_000_000}},
        "credits": {"donation": {"hometown": 52_000}},
    }
    assert height(2025, person, BUSINESS, 479_000, 1_000) in {-5_000, -5_100}


def test_a_gift_makes_tax_fall_most_beside_short_land() -> None:
    # from 59.37% to 84.895%: 50,000 x 25.525% = 12,762.5 less for 1,000 of income (100 more)
    person: Request = {
        "separate": {"land_short": {"income": 5_000_000}},
        "credits": {"donation": {"hometown": 52_000}},
    }
    assert height(2025, person, BUSINESS, 479_000, 1_000) in {-12_600, -12_700}


def test_in_2025_ten_million_of_shares_and_one_yen_are_taxed_less_than_ten_million() -> None:
    # 110,000 of 配偶者控除 are worth 5% here, 5,500; above 10 million 定額減税 gives 10,000
    person: Request = {"spouse": {"income": 0}, "separate": {"listed_shares": {}}}
    assert height(2025, person, "separate.listed_shares.income", 10_000_000) == -4_500


@pytest.mark.parametrize(
    ("edge", "rates"),
    [
        # gift 40,000: 38,000 x the fall of the rate, and 100 for 1,000 of income; all in hundreds
        (2_430_000, (84_895, 79_790)),
        (3_780_000, (79_790, 69_580)),
        (7_430_000, (69_580, 66_517)),
        (9_480_000, (66_517, 56_307)),
        (18_480_000, (56_307, 49_160)),
        (40_000_000, (49_160, 44_055)),
    ],
)
def test_a_gift_is_worth_less_above_each_bracket(edge: int, rates: tuple[int, int]) -> None:
    person: Request = {"credits": {"donation": {"hometown": 40_000}}}
    lost = 38_000 * (rates[0] - rates[1]) // 100_000
    assert abs(height(2023, person, BUSINESS, edge, 1_000) - lost - 100) <= 200
