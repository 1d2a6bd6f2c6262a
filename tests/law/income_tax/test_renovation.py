"""住宅耐震改修特別控除等: each work by its day, its limit, and both sides of each boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.income_tax import Renovation, renovation_credit
from juminzei.kernel.income_tax.renovation import other_base, work_of
from juminzei.kernel.parameters.renovation import RenovationLaw, RenovationWork
from juminzei.kernel.standing_law import standing

LAW = standing(RenovationLaw)
DAY = date(2025, 6, 1)
SEISMIC = Renovation(work="seismic", moved_in_on=DAY, cost=1_000_000)
ENERGY = Renovation(work="energy", moved_in_on=DAY, cost=2_000_000)
OTHER = Renovation(work="other", moved_in_on=DAY, cost=500_000)


def amount(*works: Renovation, income_year: int = 2025, aggregate_income: int = 5_000_000) -> int:
    return renovation_credit(works, income_year, aggregate_income).amount


# 限度額 × 10％（手で計算）。入居の日と工事の種類ごと
BY_WORK = [
    ("seismic", 250_000),
    ("barrier_free", 200_000),
    ("energy", 250_000),
    ("energy_solar", 350_000),
    ("multi_household", 250_000),
    ("durable", 250_000),
    ("durable_solar", 350_000),
    ("durable_both", 500_000),
    ("durable_both_solar", 600_000),
    ("child_care", 250_000),
    ("certified", 650_000),
]


@pytest.mark.parametrize(("work", "expected"), BY_WORK)
def test_a_work_gives_a_tenth_of_its_standard_cost_up_to_its_limit(
    work: str, expected: int
) -> None:
    at_limit = Renovation(work=work, moved_in_on=DAY, cost=expected * 10)
    line = renovation_credit([at_limit], 2025, 5_000_000).lines[0]
    assert (line.base, line.amount) == (expected * 10, expected)
    more = renovation_credit([replace(at_limit, cost=expected * 10 + 1_000_000)], 2025, 5_000_000)
    assert more.lines[0].amount == expected
    less = renovation_credit([replace(at_limit, cost=expected * 10 - 1_000)], 2025, 5_000_000)
    assert less.lines[0].amount == expected - 100


@pytest.mark.parametrize("row", LAW.works)
def test_a_work_counts_in_its_days_and_in_no_other_year(row: RenovationWork) -> None:
    one = Renovation(work=row.work, moved_in_on=row.moved_in_from, cost=2_000_000)
    year = row.moved_in_from.year
    assert work_of(one, LAW) == row
    assert work_of(replace(one, moved_in_on=row.moved_in_to), LAW) == row
    assert amount(one, income_year=year) > 0
    assert amount(one, income_year=year - 1) == amount(one, income_year=year + 1) == 0


@pytest.mark.parametrize(
    ("day", "there"),
    [(date(2024, 3, 31), False), (date(2024, 4, 1), True), (date(2023, 12, 31), False)],
)
def test_works_for_children_count_from_april_2024(day: date, *, there: bool) -> None:
    one = Renovation(work="child_care", moved_in_on=day, cost=1_000_000)
    assert (amount(one, income_year=day.year) > 0) is there


def test_days_that_the_law_does_not_know_say_so() -> None:
    for day in (date(2019, 12, 31), date(2027, 1, 1)):
        [line] = renovation_credit([replace(SEISMIC, moved_in_on=day)], day.year, 0).lines
        assert (line.amount, "この日のこの工事の控除はありません" in line.refusal) == (0, True)
        edge = day + timedelta(days=1 if day.year < 2020 else -1)
        assert amount(replace(SEISMIC, moved_in_on=edge), income_year=edge.year) == 100_000


@pytest.mark.parametrize(
    ("year", "limit"),
    [
        *((year, 30_000_000) for year in (2020, 2021, 2022, 2023)),
        *((year, 20_000_000) for year in (2024, 2025, 2026)),
    ],
)
def test_the_income_of_the_year_decides_but_for_seismic_works(year: int, limit: int) -> None:
    day = date(year, 6, 1)
    energy, seismic = replace(ENERGY, moved_in_on=day), replace(SEISMIC, moved_in_on=day)
    assert amount(energy, income_year=year, aggregate_income=limit) == 200_000
    assert amount(energy, income_year=year, aggregate_income=limit + 1) == 0
    assert amount(seismic, income_year=year, aggregate_income=limit + 1) == 100_000


@pytest.mark.parametrize(
    ("work", "at_500_000"),
    [
        *((work, 0) for work in ("energy", "barrier_free", "durable", "child_care")),
        *((work, 50_000) for work in ("seismic", "certified")),
    ],
)
def test_works_must_cost_more_than_500_000_after_subsidies(work: str, at_500_000: int) -> None:
    one = Renovation(work=work, moved_in_on=DAY, cost=800_000, subsidy=300_000)
    assert amount(one) == at_500_000
    assert amount(replace(one, subsidy=299_000)) == 50_100
    assert amount(replace(one, subsidy=299_999)) == 50_000


def test_a_subsidy_above_the_cost_is_no_credit_below_nought() -> None:
    assert amount(replace(SEISMIC, subsidy=1_000_001)) == 0


# 5％の対象（手で計算）
OTHERS = [
    # 限度額250万円を100万円超え、その他の工事は無い
    ([replace(ENERGY, cost=3_500_000)], 1_000_000, 250_000 + 50_000),
    # その他の工事50万円は標準的な費用200万円に足りない
    ([ENERGY, OTHER], 500_000, 200_000 + 25_000),
    # その他の工事は、必須の工事の標準的な費用200万円まで
    ([ENERGY, replace(OTHER, cost=2_000_000)], 2_000_000, 200_000 + 100_000),
    ([ENERGY, replace(OTHER, cost=2_000_001)], 2_000_000, 200_000 + 100_000),
    # 10％の対象250万円と合わせて1,000万円まで
    ([replace(ENERGY, cost=8_000_000), replace(OTHER, cost=1_999_999)], 7_499_999, 624_900),
    ([replace(ENERGY, cost=8_000_000), replace(OTHER, cost=2_000_001)], 7_500_000, 625_000),
    # 耐震と省エネの残りを合わせる
    ([replace(SEISMIC, cost=3_000_000), replace(ENERGY, cost=3_000_000)], 1_000_000, 550_000),
    # 補助金を引いてから数える
    ([ENERGY, replace(OTHER, subsidy=100_000)], 400_000, 220_000),
    # 必須の工事の無いその他の工事、認定住宅の限度額を超える部分は数えない
    ([OTHER], 0, 0),
    ([replace(ENERGY, work="certified", cost=9_000_000), OTHER], 0, 650_000),
]


@pytest.mark.parametrize(("works", "base", "expected"), OTHERS)
def test_what_is_above_the_limits_and_other_works_count_at_the_lower_rate(
    works: list[Renovation], base: int, expected: int
) -> None:
    found = renovation_credit(works, 2025, 5_000_000)
    assert (found.other_base, found.amount) == (base, expected)
    assert other_base(works, found.lines, LAW.rates) == base


@pytest.mark.parametrize(("year", "expected"), [(2021, 250_000), (2022, 300_000)])
def test_the_lower_rate_began_in_2022(year: int, expected: int) -> None:
    one = replace(ENERGY, cost=3_500_000, moved_in_on=date(year, 12, 31))
    assert amount(one, income_year=year) == expected


def test_above_the_income_only_the_tenth_of_seismic_works_is_left() -> None:
    works = [replace(SEISMIC, cost=3_000_000), OTHER]
    assert amount(*works, aggregate_income=20_000_000) == 250_000 + 50_000
    assert amount(*works, aggregate_income=20_000_001) == 250_000


def test_other_works_of_another_year_do_not_count() -> None:
    late = replace(OTHER, moved_in_on=date(2024, 6, 1))
    assert amount(ENERGY, late) == 200_000


def test_what_a_certified_house_left_over_is_taken_in_the_next_year_alone() -> None:
    rest = Renovation(work="certified_rest", moved_in_on=DAY, cost=123_456)
    assert amount(rest, income_year=2026) == 123_456
    assert amount(replace(rest, cost=650_001), income_year=2026) == 650_000
    assert amount(rest, income_year=2025) == amount(rest, income_year=2027) == 0
    assert amount(rest, income_year=2026, aggregate_income=20_000_001) == 0


@pytest.mark.parametrize(
    ("works", "said"),
    [
        ([ENERGY, ENERGY], "一つの行にまとめて"),
        ([replace(ENERGY, work="durable"), ENERGY], "耐久性向上改修の行に"),
        ([replace(ENERGY, work="durable_both"), SEISMIC], "耐久性向上改修の行に"),
    ],
)
def test_rows_that_would_count_twice_are_refused(works: list[Renovation], said: str) -> None:
    first, second = renovation_credit(works, 2025, 5_000_000).lines
    assert (first.amount, second.amount) == (200_000, 0)
    assert said in second.refusal


WORKS = st.lists(
    st.builds(
        Renovation,
        work=st.sampled_from([*(work for work, _ in BY_WORK), "other"]),
        moved_in_on=st.just(DAY),
        cost=st.integers(0, 20_000_000),
        subsidy=st.integers(0, 5_000_000),
    ),
    max_size=6,
)


@given(works=WORKS, income=st.integers(0, 40_000_000))
def test_a_credit_is_its_parts_in_hundreds_and_never_more_than_the_law_has_room_for(
    works: list[Renovation], income: int
) -> None:
    found = renovation_credit(works, 2025, income)
    assert found.amount == sum(line.amount for line in found.lines) + found.other_amount
    assert found.amount % 100 == 0
    assert all(line.amount == 0 for line in found.lines if line.refusal)
    both = zip(works, found.lines, strict=True)
    counted = sum(line.base for one, line in both if one.work != "certified")
    assert found.other_base <= max(10_000_000 - counted, 0)
    assert found.amount >= renovation_credit(works, 2025, max(income, 20_000_001)).amount
