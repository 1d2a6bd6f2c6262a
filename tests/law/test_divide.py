"""期割 under figures written here: each boundary of 地方税法320条, 321条の5, 321条の7の2."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.instalments.divide import (
    fixed_charge,
    half_yearly,
    ordinary,
    pension,
    pension_first,
    special,
)
from juminzei.kernel.instalments.due import due_dates
from juminzei.kernel.parameters.levies import (
    Collection,
    ForestEnvironmentTax,
    OrdinaryCollection,
    PerCapitaLevy,
)
from law.figures import yen

if TYPE_CHECKING:
    from juminzei.kernel.law import Law


def law(*, one_term: bool = False, terms: int = 4) -> Law:
    """Return what the division asks of a law, with 5,000 yen of flat charges."""
    due_on = (date(2026, 6, 30), date(2026, 8, 31), date(2026, 10, 31), date(2027, 1, 31))
    months = ("2026-06", "2026-08", "2026-10", "2027-01")
    national = SimpleNamespace(
        collection=Collection(
            cite="地方税法20条の4の2",
            ordinary_unit=1_000,
            special_unit=100,
            pension_unit=100,
            special_due_day=10,
        ),
        forest_environment_tax=ForestEnvironmentTax(cite="森林環境税法5条", amount=1_000),
    )
    city = SimpleNamespace(
        per_capita_levy=PerCapitaLevy(cite="地方税法310条", amount=3_000),
        ordinary_collection=OrdinaryCollection(
            cite="地方税法320条",
            due_on=due_on[:terms],
            months=months[:terms],
            one_term_up_to_fixed_charge=one_term,
        ),
    )
    prefecture = SimpleNamespace(per_capita_levy=PerCapitaLevy(cite="地方税法38条", amount=1_000))
    return cast("Law", SimpleNamespace(national=national, city=city, prefecture=prefecture))


LAW = law()
hundreds = st.integers(0, 100_000).map(lambda n: n * 100)


def test_the_fixed_charge_is_both_levies_and_the_forest_tax() -> None:
    assert fixed_charge(LAW) == 5_000


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(0, [0, 0, 0, 0], id="nothing"),
        pytest.param(3_900, [3_900, 0, 0, 0], id="below 1,000 a term: all in the first"),
        pytest.param(4_000, [1_000] * 4, id="just 1,000 a term"),
        pytest.param(90_500, [24_500, 22_000, 22_000, 22_000], id="90,500 / 4 = 22,625"),
        pytest.param(91_900, [25_900, 22_000, 22_000, 22_000], id="91,900 / 4 = 22,975"),
        pytest.param(92_000, [23_000] * 4, id="92,000 / 4 = 23,000"),
    ],
)
def test_ordinary_terms_are_whole_thousands_after_the_first(
    amount: int, expected: list[int]
) -> None:
    assert ordinary(yen(amount), LAW).tolist() == [expected]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(4_900, [4_900, 0, 0, 0], id="within the fixed charge: at once"),
        pytest.param(5_000, [5_000, 0, 0, 0], id="the fixed charge itself: at once"),
        pytest.param(5_100, [2_100, 1_000, 1_000, 1_000], id="above it: 5,100 / 4 = 1,275"),
    ],
)
def test_an_ordinance_may_make_the_fixed_charge_due_at_once(
    amount: int, expected: list[int]
) -> None:
    assert ordinary(yen(amount), law(one_term=True)).tolist() == [expected]


def test_an_ordinance_may_have_fewer_terms() -> None:
    assert ordinary(yen(90_500), law(terms=2)).tolist() == [[45_500, 45_000]]


@pytest.mark.parametrize(
    ("amount", "june", "july"),
    [
        pytest.param(5_000, 5_000, 0, id="the fixed charge: in June at once"),
        pytest.param(5_100, 700, 400, id="above it: 5,100 / 12 = 425"),
        pytest.param(90_500, 8_000, 7_500, id="90,500 / 12 = 7,541"),
        pytest.param(91_100, 8_600, 7_500, id="91,100 / 12 = 7,591"),
        pytest.param(91_200, 7_600, 7_600, id="91,200 / 12 = 7,600"),
    ],
)
def test_months_are_whole_hundreds_after_june(amount: int, june: int, july: int) -> None:
    assert special(yen(amount), LAW).tolist() == [[june, *[july] * 11]]


def test_half_years_hold_six_months_each() -> None:
    # 8,000 + 7,500 x 5 and 7,500 x 6; an amount within the fixed charge lies in the first.
    assert half_yearly(yen(90_500, 5_000), LAW).tolist() == [[45_500, 45_000], [5_000, 0]]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(70_000, [18_000, 17_000, 11_800, 11_600, 11_600], id="35,000 and 35,000"),
        pytest.param(70_100, [18_100, 17_000, 11_800, 11_600, 11_600], id="35,050 cut to 35,000"),
        pytest.param(5_000, [1_500, 1_000, 900, 800, 800], id="2,500 and 2,500"),
        pytest.param(200, [100, 0, 100, 0, 0], id="100 and 100"),
        pytest.param(100, [0, 0, 100, 0, 0], id="50 is less than 100: 100 is withheld"),
        pytest.param(0, [0, 0, 0, 0, 0], id="nothing"),
    ],
)
def test_a_first_pension_year_bills_half_and_withholds_half(
    amount: int, expected: list[int]
) -> None:
    assert pension_first(yen(amount), LAW).tolist() == [expected]


@pytest.mark.parametrize(
    ("amount", "previous", "expected", "refund"),
    [
        pytest.param(60_000, 60_000, [10_000] * 6, 0, id="30,000 and 60,000 - 30,000"),
        pytest.param(
            60_000, 70_000, [11_800, 11_600, 11_600, 8_400, 8_300, 8_300], 0, id="35,000 and 25,000"
        ),
        pytest.param(30_000, 60_000, [10_000] * 3 + [0] * 3, 0, id="just what was taken"),
        pytest.param(29_900, 60_000, [10_000] * 3 + [0] * 3, 100, id="100 taken too much"),
        pytest.param(30_100, 60_000, [10_000] * 3 + [100, 0, 0], 0, id="100 still to take"),
        pytest.param(0, 60_000, [10_000] * 3 + [0] * 3, 30_000, id="no tax: all comes back"),
        pytest.param(900, 0, [0, 0, 0, 300, 300, 300], 0, id="nothing provisional"),
    ],
)
def test_a_later_pension_year_takes_half_of_the_last_provisionally(
    amount: int, previous: int, expected: list[int], refund: int
) -> None:
    payments, back = pension(yen(amount), yen(previous), LAW)
    assert payments.tolist() == [expected]
    assert back.tolist() == [refund]


@given(amount=hundreds)
def test_billing_and_withholding_a_pension_differ_by_100_at_most(amount: int) -> None:
    parts = pension_first(yen(amount), LAW)[0]
    assert abs(int(parts[:2].sum()) - int(parts[2:].sum())) <= 100


@given(amount=hundreds, more=hundreds)
def test_more_tax_never_lowers_what_is_withheld_after_june(amount: int, more: int) -> None:
    later = special(yen(6_000 + amount), LAW)[0, 1:]
    assert (special(yen(6_000 + amount + more), LAW)[0, 1:] >= later).all()


@pytest.mark.parametrize(
    ("method", "divided"),
    [("ordinary", ordinary), ("special", special), ("pension_first", pension_first)],
)
def test_every_instalment_has_its_day(method: str, divided: object) -> None:
    days = due_dates(2026, method, LAW)
    assert callable(divided)
    assert divided(yen(90_500), LAW).shape == (1, len(days))
    assert [day.due_on for day in days] == sorted(day.due_on for day in days)
