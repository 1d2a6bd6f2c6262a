"""配当控除: because the company has been taxed on the same profit."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Exact, at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Rate, Yen
    from juminzei.kernel.parameters.credits import DividendLimit, DividendRates


@cites("地方税法附則5条")
def dividends_above(
    *,
    dividend_ordinary: Yen,
    dividend_investment_trust: Yen,
    dividend_foreign_currency_trust: Yen,
    tax_base: Yen,
    separate_base: Yen,
    law: DividendLimit,
) -> Yen:
    """Return the part of the dividends that lies in the income above the limit.

    課税総所得金額等 is 課税総所得金額 with the separate bases; 山林 and 退職 are not in it.
    """
    trusts = dividend_investment_trust + dividend_foreign_currency_trust
    above = not_below_zero(tax_base + separate_base - law.income_limit)
    return at_most(above, dividend_ordinary + trusts)


@cites("地方税法附則5条")
def dividend_above_of(*, dividend: Yen, above: Yen) -> Yen:
    """Return how much of one kind of dividend lies above the limit."""
    return at_most(dividend, above)


@cites("地方税法附則5条")
def dividend_above_left(*, above: Yen, taken: Yen) -> Yen:
    """Return what the next kind of dividend has to bear of the part above the limit."""
    return above - taken


@cites("地方税法附則5条")
def dividend_credit_exact(
    *,
    dividend_ordinary: Yen,
    ordinary_above: Yen,
    dividend_investment_trust: Yen,
    investment_trust_above: Yen,
    dividend_foreign_currency_trust: Yen,
    foreign_currency_trust_above: Yen,
    rates: DividendRates,
) -> Exact:
    """Return one body's 配当控除 before rounding, each part at its rate."""
    foreign_below = dividend_foreign_currency_trust - foreign_currency_trust_above
    parts = (
        (dividend_ordinary - ordinary_above, rates.ordinary),
        (ordinary_above, rates.ordinary_above),
        (dividend_investment_trust - investment_trust_above, rates.investment_trust),
        (investment_trust_above, rates.investment_trust_above),
        (foreign_below, rates.foreign_currency_trust),
        (foreign_currency_trust_above, rates.foreign_currency_trust_above),
    )
    return _sum_of(parts)


def _sum_of(parts: tuple[tuple[Yen, Rate], ...]) -> Exact:
    """Return the sum of parts, each at its rate, over their common denominator."""
    denominator = lcm(*(rate.denominator for _, rate in parts))
    numerators = [
        amount * (rate.numerator * denominator // rate.denominator) for amount, rate in parts
    ]
    total = numerators[0]
    for numerator in numerators[1:]:
        total += numerator
    return Exact(total, denominator)
