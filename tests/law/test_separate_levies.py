"""分離課税 worked by hand from 地方税法附則33条の2 to 35条の4, at the rates that cities print."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.explain import explained
from juminzei.kernel.explanation_text import explanation_text
from juminzei.kernel.law import load
from juminzei.kernel.parameters.levies import IncomeLevy
from juminzei.kernel.rules.levies import aggregate_taxable_income, ordinance_levy_exact
from juminzei.kernel.rules.separate_levy import (
    separate_levy,
    separate_levy_exact,
    tiered_levy_exact,
)
from law.figures import flags, yen

Told = dict[str, Any]
SHARES: Told = {  # pay of 5,000,000 and shares sold
    "tax_year": 2026,
    "age": 44,
    "revenue": {"employment": 5_000_000},
    "deductions": {"social_insurance": 750_000},
    "separate": {"listed_shares": {"income": 1_234_567}},
}
thousands = st.integers(0, 1_000_000).map(lambda thousand: thousand * 1_000)


def answer(**told: Any) -> Told:
    return dict(calculate([read({"tax_year": 2026, "age": 50} | told)])[0])


def alone(kind: str, income: int, special_deduction: int | None = None) -> Told:
    """Return the answer for somebody with one kind of separate income and nothing else."""
    amounts = {"income": income}
    if special_deduction is not None:
        amounts["special_deduction"] = special_deduction
    return answer(separate={kind: amounts})


def both(municipal: int, prefectural: int) -> dict[str, int]:
    return {"municipal": municipal, "prefectural": prefectural}


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        pytest.param(0, 0, id="nothing"),
        pytest.param(19_999_000, Fraction(479_976), id="19,999,000 x 2.4%"),
        pytest.param(20_000_000, Fraction(480_000), id="20,000,000 x 2.4%"),
        pytest.param(20_001_000, Fraction(480_030), id="480,000 + 1,000 x 3%"),
        pytest.param(50_000_000, Fraction(1_380_000), id="480,000 + 30,000,000 x 3%"),
    ],
)
def test_the_part_above_the_limit_bears_the_full_rate(base: int, expected: Fraction) -> None:
    found = tiered_levy_exact(
        separate_base=yen(base),
        reduced_up_to=20_000_000,
        reduced_rate=Rate.parse("2.4/100"),
        rate=Rate(3, 100),
    )
    assert found.at(0) == expected


@given(base=thousands)
def test_tiers_of_one_rate_are_no_tiers(base: int) -> None:
    rate = Rate(3, 100)
    tiers = tiered_levy_exact(
        separate_base=yen(base), reduced_up_to=20_000_000, reduced_rate=rate, rate=rate
    )
    assert tiers.at(0) == separate_levy_exact(separate_base=yen(base), rate=rate).at(0)


def test_levies_of_all_kinds_are_added_and_stay_as_they_were() -> None:
    short, shares = yen(5_400, 0), yen(3_000, 6_000)
    assert separate_levy(land_short=short, listed_shares=shares).tolist() == [8_400, 6_000]
    assert short.tolist() == [5_400, 0]


@pytest.mark.parametrize(
    ("kind", "municipal", "prefectural"),
    [
        # 10,430,000 - 430,000 (基礎控除) = 10,000,000 of base.
        pytest.param("land_short", 540_000, 360_000, id="短期 5.4% / 3.6%"),
        pytest.param("land_short_reduced", 300_000, 200_000, id="短期軽減 3% / 2%"),
        pytest.param("land_long", 300_000, 200_000, id="長期 3% / 2%"),
        pytest.param("land_long_superior", 240_000, 160_000, id="優良住宅地 2.4% / 1.6%"),
        pytest.param("land_long_residence", 240_000, 160_000, id="居住用 2.4% / 1.6%"),
        pytest.param("listed_dividend", 300_000, 200_000, id="上場配当 3% / 2%"),
        pytest.param("unlisted_shares", 300_000, 200_000, id="一般株式 3% / 2%"),
        pytest.param("listed_shares", 300_000, 200_000, id="上場株式 3% / 2%"),
        pytest.param("futures", 300_000, 200_000, id="先物 3% / 2%"),
    ],
)
def test_each_kind_bears_its_rate_without_an_adjustment_credit(
    kind: str, municipal: int, prefectural: int
) -> None:
    found = alone(kind, 10_430_000)
    assert found["tax_base"] == {"comprehensive": 0, kind: 10_000_000}
    assert found["calculated_levy"] == both(municipal, prefectural)
    assert found["credits"]["adjustment"] == both(0, 0)
    assert found["total"] == municipal + prefectural + 5_000


@pytest.mark.parametrize("kind", ["forestry", "retirement"])
def test_forestry_and_retirement_bear_the_ordinances_rates_and_have_the_adjustment_credit(
    kind: str,
) -> None:
    # 1,430,000 - 430,000 = 1,000,000; 6% and 4%; 調整控除 50,000 x 3% and 2%.
    found = alone(kind, 1_430_000)
    assert found["tax_base"] == {"comprehensive": 0, kind: 1_000_000}
    assert found["calculated_levy"] == both(60_000, 40_000)
    assert found["credits"]["adjustment"] == both(1_500, 1_000)
    assert found["total"] == 58_500 + 39_000 + 5_000


@pytest.mark.parametrize(
    ("kind", "income", "special", "expected"),
    [
        # 合計所得金額 above 25,000,000 has no 基礎控除; 20,430,000 has 430,000.
        pytest.param("land_long_superior", 20_430_000, 0, (480_000, 320_000), id="優良 20,000,000"),
        pytest.param("land_long_superior", 20_431_000, 0, (480_030, 320_020), id="優良 20,001,000"),
        pytest.param(
            "land_long_residence", 90_000_000, 30_000_000, (1_440_000, 960_000), id="60,000,000"
        ),
        pytest.param(
            "land_long_residence", 90_001_000, 30_000_000, (1_440_030, 960_020), id="60,001,000"
        ),
    ],
)
def test_both_sides_of_the_tiers(
    kind: str, income: int, special: int, expected: tuple[int, int]
) -> None:
    assert alone(kind, income, special)["calculated_levy"] == both(*expected)


def test_a_fraction_of_a_thousand_is_cut_kind_by_kind() -> None:
    # 基礎控除 430,000 is used on pay of 430,000 (1,080,000 - 650,000); 999 of each is cut.
    found = answer(
        revenue={"employment": 1_080_000},
        separate={
            "listed_shares": {"income": 1_000_999},
            "unlisted_shares": {"income": 999},
            "futures": {"income": 2_000_999},
        },
    )
    assert found["tax_base"] == {
        "comprehensive": 0,
        "unlisted_shares": 0,
        "listed_shares": 1_000_000,
        "futures": 2_000_000,
    }
    assert found["calculated_levy"] == both(90_000, 60_000)


def test_pay_and_shares_by_hand() -> None:
    # 3,560,000 - 750,000 - 430,000 = 2,380,000: 142,800 / 95,200; 1,234,000: 37,020 / 24,680;
    # 調整控除 at its floor, 50,000: 1,500 / 1,000; 178,320 / 118,880, cut to hundreds.
    found = answer(**SHARES)
    assert found["calculated_levy"] == both(179_820, 119_880)
    assert found["income_levy"] == both(178_300, 118_800)
    assert found["total"] == 178_300 + 118_800 + 5_000


def test_separate_incomes_are_collected_like_other_incomes() -> None:
    # 297,100 x 1,234,567 / (3,560,000 + 1,234,567) = 76,501.1, cut to 76,500; pay the rest.
    found = assess(TaxpayerColumns.from_sparse([read(SHARES).columns]), load(2026)).row(0)
    assert (found["levy_on_other"], found["levy_on_employment"]) == (76_500, 220_600)
    assert (found["levy_on_pension"], found["fixed_charge"]) == (0, 5_000)


def test_bases_under_one_rate_are_added_before_the_rate_is_applied() -> None:
    # 3,000 and 1,000 at 2.025%: 81 together, 60.75 and 20.25 apart.
    together = aggregate_taxable_income(tax_base=yen(3_000), forestry_and_retirement=yen(1_000))
    exact = ordinance_levy_exact(
        aggregate_taxable_income=together,
        owes_income_levy=flags(True),
        law=IncomeLevy(cite="地方税法35条", rate=Rate.parse("2.025/100")),
    )
    assert exact.at(0) == 81


def test_who_is_exempt_from_the_income_levy_bears_none_on_separate_incomes() -> None:
    # One child: 均等割 from 828,001 on, 所得割 from 1,120,001 on.
    shares = {"listed_shares": {"income": 1_120_000}}
    within = answer(separate=shares, dependants=[{"age": 3}])
    assert within["exempt"] == "income_levy_threshold"
    assert within["tax_base"] == {"comprehensive": 0, "listed_shares": 690_000}
    assert within["calculated_levy"] == both(0, 0)
    assert within["total"] == 5_000
    # One yen more: 20,700 + 13,800 would leave 34,499 less than the threshold: both bodies'
    # parts, 20,699.4 and 13,799.6, are rounded up.
    above = answer(separate={"listed_shares": {"income": 1_120_001}}, dependants=[{"age": 3}])
    assert above["calculated_levy"] == both(20_700, 13_800)
    assert sum(above["credits"]["income_levy_relief"].values()) == 34_500
    assert above["total"] == 5_000


def test_a_gift_of_somebody_with_land_alone_counts_at_the_lands_rate() -> None:
    # 10,000,000 of base: 540,000 / 360,000. (50,000 - 2,000) x 6% = 2,880, x 4% = 1,920;
    # x 59.37% x 3/5 = 17,098.56, x 2/5 = 11,399.04, both up: 17,099 and 11,400.
    found = answer(
        separate={"land_short": {"income": 10_430_000}},
        credits={"donation": {"hometown": 50_000}},
    )
    assert found["credits"]["donation"] == both(2_880 + 17_099, 1_920 + 11_400)


def test_only_the_kinds_that_are_there_are_explained() -> None:
    person = TaxpayerColumns.from_sparse([read(SHARES).columns])
    assessed, steps = explained(person, load(2026))
    values = {step.name: step.value for step in steps}
    assert values["municipal_separate_levy_listed_shares"] == 37_020
    assert values["prefectural_separate_levy"] == 24_680
    assert values["municipal_ordinance_levy"] == 142_800
    assert values["municipal_calculated_levy"] == assessed.row(0)["municipal_calculated_levy"]
    assert not [name for name in values if "separate_levy_land" in name]
    text = explanation_text(steps, load(2026))
    assert "上場株式等の譲渡所得等の所得割（市町村民税）  37,020円" in text
    assert "計算: 課税標準額 × 3％" in text
    assert "計算: 課税標準額 × 2％" in text


def test_tiers_are_explained_with_the_bodys_own_rates() -> None:
    told = {"tax_year": 2026, "separate": {"land_long_superior": {"income": 20_431_000}}}
    _, steps = explained(TaxpayerColumns.from_sparse([read(told).columns]), load(2026))
    formulas = {step.name: step.formula for step in steps}
    city = formulas["municipal_separate_levy_land_long_superior_exact"]
    assert city == "20,000,000円までの部分 × 2.4％ ＋ 超える部分 × 3％"
    prefecture = formulas["prefectural_separate_levy_land_long_superior_exact"]
    assert prefecture == "20,000,000円までの部分 × 1.6％ ＋ 超える部分 × 2％"
