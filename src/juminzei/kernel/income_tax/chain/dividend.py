"""Part of the fourth stage: 配当控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.dividend import KINDS, above_limit
from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.rules.tax import calculated_tax as summed
from juminzei.kernel.rules import dividend_credit as rules
from juminzei.kernel.rules.rounding import round_up
from juminzei.kernel.separate_kinds import APART

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.bases import TaxBases
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.steps import Steps


def dividend(columns: TaxpayerColumns, bases: TaxBases, law: IncomeTaxLaw, steps: Steps) -> Yen:
    """Return the credit for those who have dividends with it."""
    given = {f"dividend_{kind}": getattr(columns, f"dividend_{kind}") for kind in KINDS}
    few = few_with(*given.values())
    if not few:
        return np.zeros(len(columns), np.int64)
    separate = summed(**{kind: few.of(getattr(bases.separate, kind)) for kind in APART})
    amounts = above_limit(
        {name: few.of(amount) for name, amount in given.items()},
        few.of(bases.comprehensive),
        separate,
        law.national.dividend_credit,
        steps,
    )
    exact = steps.take(
        "dividend_credit_exact",
        rules.dividend_credit_exact,
        **amounts,
        rates=law.national.dividend_credit.rates,
    )
    return few.put_back(steps.take("dividend_credit", round_up, amount=exact))
