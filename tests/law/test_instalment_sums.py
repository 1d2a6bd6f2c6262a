"""However a year's tax is divided, its parts make it up again."""

from __future__ import annotations

import numpy as np
import pytest

from juminzei.kernel.instalments import divide, fixed_reduction
from juminzei.kernel.law import Law, load, tax_years

AMOUNTS = np.concatenate(
    [np.arange(0, 20_000, 100), np.arange(20_000, 1_000_000, 9_700), [10**9, 99_999_999_900]]
)
PREVIOUS = AMOUNTS[::-1].copy()


@pytest.mark.parametrize("tax_year", tax_years())
@pytest.mark.parametrize(
    "method", [divide.ordinary, divide.special, divide.half_yearly, divide.pension_first]
)
def test_the_parts_sum_to_the_amount(method: object, tax_year: int) -> None:
    assert callable(method)
    parts = method(AMOUNTS, load(tax_year))
    assert parts.sum(axis=1).tolist() == AMOUNTS.tolist()
    assert parts.min() >= 0


@pytest.mark.parametrize("tax_year", tax_years())
def test_a_later_pension_year_takes_the_amount_and_gives_back_what_was_too_much(
    tax_year: int,
) -> None:
    parts, refund = divide.pension(AMOUNTS, PREVIOUS, load(tax_year))
    assert (parts.sum(axis=1) - refund).tolist() == AMOUNTS.tolist()
    assert min(parts.min(), refund.min()) >= 0


@pytest.mark.parametrize("share", [3, 2, 1])
def test_the_parts_less_the_fixed_reduction_sum_to_what_is_left_of_the_amount(share: int) -> None:
    law, relief = law_of_2024(), AMOUNTS // share
    for method in (fixed_reduction.ordinary, fixed_reduction.pension_first):
        parts = method(AMOUNTS, relief, law)
        assert parts.sum(axis=1).tolist() == (AMOUNTS - relief).tolist()
        assert parts.min() >= 0
    parts, refund = fixed_reduction.pension(AMOUNTS, PREVIOUS, relief, law)
    assert (parts.sum(axis=1) - refund).tolist() == (AMOUNTS - relief).tolist()
    assert min(parts.min(), refund.min()) >= 0


def law_of_2024() -> Law:
    return load(2024)
