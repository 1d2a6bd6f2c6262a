"""住宅借入金等特別税額控除, worked by hand from 地方税法附則5条の4の2."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import HousingLoanCap, HousingLoanCredit, Rates
from juminzei.kernel.rules.housing_loan_credit import (
    housing_loan_amount,
    housing_loan_cap_exact,
    housing_loan_remaining,
    share_exact,
)
from law.figures import flags, yen

LAW = HousingLoanCredit(
    cite="地方税法附則5条の4の2",
    five_percent=HousingLoanCap(rate=Rate(5, 100), limit=97_500),
    seven_percent=HousingLoanCap(rate=Rate(7, 100), limit=136_500),
    share=Rates(municipal=Rate(3, 5), prefectural=Rate(2, 5)),
    share_in_designated_cities=Rates(municipal=Rate(4, 5), prefectural=Rate(1, 5)),
)


def amount(remaining: int, base: int, *, seven: bool = False) -> int:
    cap = housing_loan_cap_exact(
        housing_loan_income_tax_base=yen(base), seven_percent=flags(seven), law=LAW
    )
    found = housing_loan_amount(
        remaining=yen(remaining), cap=cap.down(), seven_percent=flags(seven), law=LAW
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("available", "tax", "expected"),
    [
        pytest.param(200_000, 120_000, 80_000, id="200,000 - 120,000"),
        pytest.param(120_001, 120_000, 1, id="one yen more than the income tax"),
        pytest.param(120_000, 120_000, 0, id="the income tax takes all of it"),
        pytest.param(119_999, 120_000, 0, id="below the income tax: nothing, not -1"),
    ],
)
def test_what_the_income_tax_was_too_small_for_remains(
    available: int, tax: int, expected: int
) -> None:
    found = housing_loan_remaining(
        housing_loan_available=yen(available), housing_loan_income_tax=yen(tax)
    )
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("remaining", "base", "seven", "expected"),
    [
        pytest.param(200_000, 1_000_000, False, 50_000, id="1,000,000 x 5%"),
        pytest.param(200_000, 1_000_000, True, 70_000, id="1,000,000 x 7%"),
        pytest.param(200_000, 1_949_000, False, 97_450, id="1,949,000 x 5%, below the limit"),
        pytest.param(200_000, 1_950_000, False, 97_500, id="1,950,000 x 5% is the limit"),
        pytest.param(200_000, 1_951_000, False, 97_500, id="97,550 is above the limit"),
        pytest.param(200_000, 1_949_000, True, 136_430, id="1,949,000 x 7%, below the limit"),
        pytest.param(200_000, 1_950_000, True, 136_500, id="1,950,000 x 7% is the limit"),
        pytest.param(200_000, 1_951_000, True, 136_500, id="136,570 is above the limit"),
        pytest.param(49_999, 1_000_000, False, 49_999, id="one yen less remains than 5%"),
        pytest.param(50_001, 1_000_000, False, 50_000, id="one yen more remains than 5%"),
        pytest.param(97_501, 9_000_000, False, 97_500, id="one yen more remains than the limit"),
        pytest.param(200_000, 0, True, 0, id="no base of the income tax"),
        pytest.param(0, 5_000_000, True, 0, id="nothing remains"),
    ],
)
def test_three_limits_bind_the_smallest(
    *, remaining: int, base: int, seven: bool, expected: int
) -> None:
    assert amount(remaining, base, seven=seven) == expected


@given(remaining=st.integers(0, 500_000), base=st.integers(0, 20_000_000))
def test_seven_percent_never_gives_less_than_five(remaining: int, base: int) -> None:
    assert amount(remaining, base) <= amount(remaining, base, seven=True) <= remaining


def test_rates_of_unlike_denominators_are_refused() -> None:
    unlike = replace(LAW, seven_percent=HousingLoanCap(rate=Rate(7, 1_000), limit=136_500))
    with pytest.raises(ValueError, match="write 5/100 and 7/1000 with the same denominator"):
        housing_loan_cap_exact(
            housing_loan_income_tax_base=yen(1), seven_percent=flags(True), law=unlike
        )


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(LAW.share.municipal, Fraction(292_503, 5), id="city: 97,501 x 3/5"),
        pytest.param(LAW.share.prefectural, Fraction(195_002, 5), id="prefecture: 97,501 x 2/5"),
    ],
)
def test_three_fifths_are_the_citys(share: Rate, expected: Fraction) -> None:
    assert share_exact(housing_loan_amount=yen(97_501), share=share).at(0) == expected
