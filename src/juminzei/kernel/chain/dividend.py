"""Part of the fifth stage: 配当控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with, nothing
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import dividend_credit as rules
from juminzei.kernel.rules.rounding import round_up

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.credits import Base
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.parameters.credits import DividendLimit, DividendRates
    from juminzei.kernel.steps import Steps

KINDS = ("foreign_currency_trust", "investment_trust", "ordinary")
"""From the lowest rate: in this order the part above the limit is filled."""


def dividend(columns: TaxpayerColumns, base: Base, law: Law, steps: Steps) -> Pair:
    """Return both bodies' credit for those who have dividends with it."""
    given = {f"dividend_{kind}": getattr(columns, f"dividend_{kind}") for kind in KINDS}
    few = few_with(*given.values())
    if not few:
        return nothing(len(columns))
    amounts = above_limit(
        {name: few.of(amount) for name, amount in given.items()},
        few.of(base.bases.comprehensive),
        few.of(base.separate_base),
        law.national.dividend_credit,
        steps,
    )
    rates = law.rates
    return few.among_all(
        Pair(
            _of_body("municipal", amounts, rates.municipal_dividend, steps),
            _of_body("prefectural", amounts, rates.prefectural_dividend, steps),
        )
    )


def above_limit(
    dividends: dict[str, Yen],
    tax_base: Yen,
    separate_base: Yen,
    law: DividendLimit,
    steps: Steps,
) -> dict[str, Yen]:
    """Return the dividends by kind, and beside each what of it lies above the limit.

    The two taxes ask the same of them (地方税法附則5条1項, 所得税法92条1項).
    """
    amounts = dict(dividends)
    above = steps.take(
        "dividends_above",
        rules.dividends_above,
        **amounts,
        tax_base=tax_base,
        separate_base=separate_base,
        law=law,
    )
    for kind in KINDS:
        taken = steps.take(
            f"dividend_above_{kind}",
            rules.dividend_above_of,
            dividend=amounts[f"dividend_{kind}"],
            above=above,
        )
        above = steps.take(
            f"dividend_above_left_{kind}", rules.dividend_above_left, above=above, taken=taken
        )
        amounts[f"{kind}_above"] = taken
    return amounts


def _of_body(body: str, amounts: dict[str, Yen], rates: DividendRates, steps: Steps) -> Yen:
    name = f"{body}_dividend"
    exact = steps.take(f"{name}_exact", rules.dividend_credit_exact, **amounts, rates=rates)
    return steps.take(f"{name}_rounded", round_up, amount=exact)
