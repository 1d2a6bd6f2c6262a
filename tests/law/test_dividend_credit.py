"""配当控除, worked by hand from 地方税法附則5条."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import DividendCredit, DividendRates
from juminzei.kernel.rules.dividend_credit import (
    dividend_above_left,
    dividend_above_of,
    dividend_credit_exact,
    dividends_above,
)
from law.figures import yen

CITY = DividendRates(
    ordinary=Rate.parse("1.6/100"),
    ordinary_above=Rate.parse("0.8/100"),
    investment_trust=Rate.parse("0.8/100"),
    investment_trust_above=Rate.parse("0.4/100"),
    foreign_currency_trust=Rate.parse("0.4/100"),
    foreign_currency_trust_above=Rate.parse("0.2/100"),
)
PREFECTURE = DividendRates(
    ordinary=Rate.parse("1.2/100"),
    ordinary_above=Rate.parse("0.6/100"),
    investment_trust=Rate.parse("0.6/100"),
    investment_trust_above=Rate.parse("0.3/100"),
    foreign_currency_trust=Rate.parse("0.3/100"),
    foreign_currency_trust_above=Rate.parse("0.15/100"),
)
LAW = DividendCredit(
    cite="地方税法附則5条",
    income_limit=10_000_000,
    municipal=CITY,
    prefectural=PREFECTURE,
    municipal_in_designated_cities=CITY,
    prefectural_in_designated_cities=PREFECTURE,
)
dividends = st.integers(0, 20_000_000)


def above(
    tax_base: int, ordinary: int, trust: int = 0, foreign: int = 0, *, separate: int = 0
) -> int:
    found = dividends_above(
        dividend_ordinary=yen(ordinary),
        dividend_investment_trust=yen(trust),
        dividend_foreign_currency_trust=yen(foreign),
        tax_base=yen(tax_base),
        separate_base=yen(separate),
        law=LAW,
    )
    return int(found[0])


def credit(*kinds: tuple[int, int], rates: DividendRates = CITY) -> Fraction:
    """Return the credit on (all, of which above the limit) of each kind, up to three."""
    ordinary, trust, foreign = (*kinds, (0, 0), (0, 0), (0, 0))[:3]
    return dividend_credit_exact(
        dividend_ordinary=yen(ordinary[0]),
        ordinary_above=yen(ordinary[1]),
        dividend_investment_trust=yen(trust[0]),
        investment_trust_above=yen(trust[1]),
        dividend_foreign_currency_trust=yen(foreign[0]),
        foreign_currency_trust_above=yen(foreign[1]),
        rates=rates,
    ).at(0)


@pytest.mark.parametrize(
    ("tax_base", "separate", "expected"),
    [
        pytest.param(7_000_000, 3_000_000, 0, id="7 + 3 million: just the limit"),
        pytest.param(7_000_000, 3_001_000, 1_000, id="1,000 above it with shares sold"),
        pytest.param(0, 12_000_000, 2_000_000, id="separate bases alone reach above it"),
    ],
)
def test_separate_bases_lift_dividends_above_the_limit(
    tax_base: int, separate: int, expected: int
) -> None:
    assert above(tax_base, 3_000_000, separate=separate) == expected


@pytest.mark.parametrize(
    ("tax_base", "kinds", "expected"),
    [
        pytest.param(9_999_000, (500_000,), 0, id="below 10,000,000: nothing above"),
        pytest.param(10_000_000, (500_000,), 0, id="10,000,000 itself: nothing above"),
        pytest.param(10_001_000, (500_000,), 1_000, id="10,001,000 - 10,000,000"),
        pytest.param(10_499_000, (500_000,), 499_000, id="499,000 of 500,000 above"),
        pytest.param(10_500_000, (500_000,), 500_000, id="just all dividends above"),
        pytest.param(10_501_000, (500_000,), 500_000, id="never more than the dividends"),
        pytest.param(11_000_000, (500_000, 200_000, 100_000), 800_000, id="500+200+100 thousand"),
        pytest.param(30_000_000, (0,), 0, id="no dividends, nothing above"),
    ],
)
def test_the_part_above_the_limit_is_taken_from_the_dividends(
    tax_base: int, kinds: tuple[int, ...], expected: int
) -> None:
    assert above(tax_base, *kinds) == expected


@pytest.mark.parametrize(
    ("dividend", "part", "taken", "left"),
    [
        pytest.param(300_000, 100_000, 100_000, 0, id="the first kind bears all of it"),
        pytest.param(100_000, 100_000, 100_000, 0, id="just all of the first kind"),
        pytest.param(99_999, 100_000, 99_999, 1, id="one yen is left for the next kind"),
        pytest.param(0, 100_000, 0, 100_000, id="without this kind all is left"),
        pytest.param(300_000, 0, 0, 0, id="nothing lies above"),
    ],
)
def test_one_kind_after_the_other_bears_the_part_above(
    dividend: int, part: int, taken: int, left: int
) -> None:
    found = dividend_above_of(dividend=yen(dividend), above=yen(part))
    assert found.tolist() == [taken]
    assert dividend_above_left(above=yen(part), taken=found).tolist() == [left]


@pytest.mark.parametrize(
    ("kinds", "rates", "expected"),
    [
        pytest.param(((500_000, 0),), CITY, Fraction(8_000), id="city: 500,000 x 1.6%"),
        pytest.param(((500_000, 0),), PREFECTURE, Fraction(6_000), id="prefecture: x 1.2%"),
        pytest.param(((500_000, 500_000),), CITY, Fraction(4_000), id="all above: x 0.8%"),
        pytest.param(
            ((500_000, 200_000),), CITY, Fraction(6_400), id="300,000 x 1.6% + 200,000 x 0.8%"
        ),
        pytest.param(
            ((0, 0), (100_000, 40_000)),
            PREFECTURE,
            Fraction(480),
            id="trusts: 60,000 x 0.6% + 40,000 x 0.3% = 360 + 120",
        ),
        pytest.param(
            ((0, 0), (0, 0), (100_001, 100_001)),
            PREFECTURE,
            Fraction(300_003, 2_000),
            id="foreign currency: 100,001 x 0.15% = 150.0015",
        ),
        pytest.param(
            ((100_000, 0), (100_000, 0), (100_000, 0)),
            CITY,
            Fraction(2_800),
            id="each at its rate: 1,600 + 800 + 400",
        ),
    ],
)
def test_each_part_is_credited_at_its_rate(
    kinds: tuple[tuple[int, int], ...], rates: DividendRates, expected: Fraction
) -> None:
    assert credit(*kinds, rates=rates) == expected


def test_rates_of_unlike_denominators_lose_nothing() -> None:
    thirtieth = DividendRates(
        ordinary=Rate(1, 30),
        ordinary_above=Rate(1, 30),
        investment_trust=Rate(1, 100),
        investment_trust_above=Rate(1, 100),
        foreign_currency_trust=Rate(0, 1),
        foreign_currency_trust_above=Rate(0, 1),
    )
    # 3,000 / 30 + 1,000 / 100 = 100 + 10
    assert credit((3_000, 0), (1_000, 0), rates=thirtieth) == 110


@given(
    tax_base=st.integers(0, 40_000).map(lambda n: n * 1_000), ordinary=dividends, trust=dividends
)
def test_the_part_above_is_never_more_than_dividends_or_excess(
    tax_base: int, ordinary: int, trust: int
) -> None:
    part = above(tax_base, ordinary, trust)
    assert 0 <= part <= ordinary + trust
    assert part <= max(tax_base - 10_000_000, 0)


@given(dividend=dividends, part=dividends)
def test_income_above_the_limit_halves_the_credit_at_most(dividend: int, part: int) -> None:
    within = min(dividend, part)
    assert credit((dividend, 0)) / 2 <= credit((dividend, within)) <= credit((dividend, 0))
