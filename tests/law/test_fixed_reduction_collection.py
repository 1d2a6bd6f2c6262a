"""定額減税 in the instalments of tax year 2024: each method by hand, and that the sums come out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel import instalments as divide
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.instalments import answer, answered
from juminzei.kernel.instalments import fixed_reduction as reduced
from juminzei.kernel.law import load
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.standing_law import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.base.money import Yen

hundreds = st.integers(0, 20_000).map(lambda n: n * 100)
METHODS = ("ordinary", "special", "pension_first", "pension")


def asked(method: str, amount: int, relief: int, **more: Any) -> dict[str, Any]:
    request = {
        "tax_year": 2024, "method": method, "amount": amount, "fixed_reduction": relief
    }  # fmt: skip
    if method == "pension":
        request |= {"previous_amount": amount}
    return answer({**request, **more})


def amounts(found: dict[str, Any]) -> list[int]:
    return [one["amount"] for one in found["instalments"]]


@pytest.mark.parametrize(
    ("relief", "expected"),
    [
        pytest.param(0, [24_500, 22_000, 22_000, 22_000], id="none: as every year"),
        pytest.param(10_000, [14_500, 22_000, 22_000, 22_000], id="off the first"),
        pytest.param(24_500, [0, 22_000, 22_000, 22_000], id="the whole first"),
        pytest.param(24_600, [0, 21_900, 22_000, 22_000], id="100 off the second"),
        pytest.param(50_000, [0, 0, 18_500, 22_000], id="off three"),
        pytest.param(90_500, [0, 0, 0, 0], id="all"),
    ],
)
def test_ordinary_terms_of_the_tax_before_it_lose_it_one_after_another(
    relief: int, expected: list[int]
) -> None:
    assert amounts(asked("ordinary", 90_500, relief)) == expected


@pytest.mark.parametrize(
    ("amount", "relief", "expected"),
    [
        pytest.param(90_500, 0, [8_000] + [7_500] * 11, id="none: twelve months as every year"),
        pytest.param(
            90_500, 10_000, [0, 7_500] + [7_300] * 10, id="80,500 / 11 = 7,318; 7,500 in July"
        ),
        pytest.param(90_500, 90_500, [0] * 12, id="all"),
        pytest.param(120_100, 10_000, [0, 10_100] + [10_000] * 10, id="110,100 / 11 = 10,009"),
        pytest.param(15_000, 10_000, [0, 1_000] + [400] * 10, id="5,000 after it: over 11 months"),
        pytest.param(5_000, 0, [5_000] + [0] * 11, id="fixed charge only: June at once"),
    ],
)
def test_employers_leave_june_out_and_take_the_rest_in_eleven_months(
    amount: int, relief: int, expected: list[int]
) -> None:
    assert amounts(asked("special", amount, relief)) == expected


@pytest.mark.parametrize(
    ("relief", "expected"),
    [
        pytest.param(10_000, [8_000, 17_000, 11_800, 11_600, 11_600], id="off June"),
        pytest.param(20_000, [0, 15_000, 11_800, 11_600, 11_600], id="then off August"),
        pytest.param(40_000, [0, 0, 6_800, 11_600, 11_600], id="then off October"),
    ],
)
def test_the_first_pension_year_loses_it_from_june_on(relief: int, expected: list[int]) -> None:
    # 燕市's 70,000: 18,000, 17,000 | 11,800, 11,600, 11,600
    assert amounts(asked("pension_first", 70_000, relief)) == expected


@pytest.mark.parametrize(
    ("relief", "expected", "refund"),
    [
        pytest.param(10_000, [10_000] * 3 + [0, 10_000, 10_000], 0, id="the whole of October"),
        pytest.param(20_100, [10_000] * 3 + [0, 0, 9_900], 0, id="December, then February"),
        pytest.param(30_000, [10_000] * 3 + [0, 0, 0], 0, id="all three"),
        pytest.param(40_000, [10_000] * 3 + [0, 0, 0], 10_000, id="more than they are: refunded"),
    ],
)
def test_a_later_pension_year_keeps_its_provisional_payments(
    relief: int, expected: list[int], refund: int
) -> None:
    found = asked("pension", 60_000, relief)
    assert amounts(found) == expected
    assert found.get("refund", 0) == refund


def test_provisional_payments_that_went_too_far_and_the_relief_are_refunded_together() -> None:
    # provisional 35,000 of last year's 70,000; this year 30,000 - 10,000
    found = asked("pension", 30_000, 10_000, previous_amount=70_000)
    assert found["refund"] == 15_000


@pytest.mark.parametrize("method", METHODS)
@given(amount=hundreds, relief=hundreds)
def test_what_is_collected_is_the_tax_after_the_relief(
    method: str, amount: int, relief: int
) -> None:
    if relief > amount:
        amount, relief = relief, amount
    found = asked(method, amount, relief)
    assert sum(amounts(found)) - found.get("refund", 0) == amount - relief
    assert min(amounts(found)) >= 0


def test_a_relief_above_the_tax_is_refused() -> None:
    assert amounts(asked("ordinary", 10_000, 10_000)) == [0, 0, 0, 0]
    with pytest.raises(ContractError, match="fixed_reduction: 10001 is more than amount, 10000"):
        asked("ordinary", 10_000, 10_001)


@pytest.mark.parametrize("tax_year", [2021, 2022, 2023, 2025, 2026, 2027])
def test_other_years_do_not_know_it_and_say_so_by_its_name(tax_year: int) -> None:
    request = {"tax_year": tax_year, "method": "ordinary", "amount": 90_500}
    assert sum(amounts(answer({**request, "fixed_reduction": 0}))) == 90_500
    with pytest.raises(ContractError, match="fixed_reduction: exists in tax year 2024 only"):
        answer({**request, "fixed_reduction": 10_000})


def test_what_is_assumed_of_small_amounts_is_told_only_where_it_matters() -> None:
    with_relief = {"tax_year": 2024, "method": "special", "amount": 9_000, "fixed_reduction": 100}
    assert "7月から翌年5月まで" in answered(with_relief).assumptions[0]
    assert answered({**with_relief, "fixed_reduction": 0}).assumptions == []


@pytest.mark.parametrize(
    ("amount", "july", "august"),
    [
        pytest.param(15_000, 5_000, 0, id="5,000 after the relief: the fixed charge, at once"),
        pytest.param(15_100, 1_100, 400, id="5,100 after it: eleven months"),
    ],
)
def test_what_is_left_may_be_made_due_at_once_if_it_is_small(
    amount: int, july: int, august: int
) -> None:
    rule = replace(standing(ChangeLaw).fixed_reduction, fixed_charge_at_once=True)
    months = reduced.special(np.array([amount]), np.array([10_000]), load(2024), rule)[0]
    assert months.tolist()[:3] == [0, july, august]
    assert months.sum() == amount - 10_000


def test_many_people_are_divided_as_each_alone() -> None:
    law, rule = load(2024), standing(ChangeLaw).fixed_reduction
    taxes = np.arange(0, 1_000_000, 12_300)
    relief = np.minimum(np.arange(len(taxes)) % 7 * 10_000, taxes)
    people = [(taxes[[row]], relief[[row]]) for row in range(len(taxes))]
    methods: list[Callable[[Yen, Yen], Yen]] = [
        lambda tax, off: reduced.ordinary(tax, off, law),
        lambda tax, off: reduced.special(tax, off, law, rule),
        lambda tax, off: reduced.pension_first(tax, off, law),
        lambda tax, off: reduced.pension(tax, tax // 2, off, law)[0],
    ]
    for divided in methods:
        alone = [divided(tax, off)[0].tolist() for tax, off in people]
        assert divided(taxes, relief).tolist() == alone


def test_without_relief_every_year_of_every_method_is_the_plain_division() -> None:
    law, rule = load(2024), standing(ChangeLaw).fixed_reduction
    taxes, none = np.arange(0, 500_000, 7_700), np.zeros(65, np.int64)
    assert (reduced.ordinary(taxes, none, law) == divide.ordinary(taxes, law)).all()
    assert (reduced.special(taxes, none, law, rule) == divide.special(taxes, law)).all()
    assert (reduced.pension_first(taxes, none, law) == divide.pension_first(taxes, law)).all()
    payments, refund = reduced.pension(taxes, taxes * 2, none, law)
    plain, plain_refund = divide.pension(taxes, taxes * 2, law)
    assert (payments == plain).all()
    assert (refund == plain_refund).all()
