"""Part of the fourth stage: 寄附金特別控除, each kind from what the kinds before leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.rules import donation_credits as rules
from juminzei.kernel.rules.rounding import round_down

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.income_tax.chain.deductions import Deductions
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps

COUNTED = ("npo", "public_interest", "political")
"""In this order gifts use the limit and the own burden, after those that are deducted."""
TAKEN = ("political", "npo", "public_interest")
"""In the order of the return."""
SHARING = "public_interest"
"""Shares the limit of the kind before it."""


def donation_credits(
    told: ReturnColumns, taken_off: Deductions, calculated: Yen, law: IncomeTaxLaw, steps: Steps
) -> dict[str, Yen]:
    """Return the credit for each kind of gift, in the order of the return."""
    few = few_with(*(getattr(told, f"donation_{kind}") for kind in COUNTED))
    if not few:
        return dict.fromkeys(TAKEN, np.zeros(len(calculated), np.int64))
    before = few.of(taken_off.donations)
    limit = few.of(taken_off.donation_limit)
    found: dict[str, Yen] = {}
    for kind in COUNTED:
        gift = few.of(getattr(told, f"donation_{kind}"))
        counted = steps.take(
            f"donation_{kind}_counted",
            rules.donation_counted,
            donation=gift,
            donations_before=before,
            limit=limit,
            law=law.national.donation,
        )
        found[kind] = _credit(kind, counted, few.of(calculated), found, law=law, steps=steps)
        before = before + gift
    return {kind: few.put_back(found[kind]) for kind in TAKEN}


def _credit(
    kind: str,
    counted: Yen,
    calculated: Yen,
    before: dict[str, Yen],
    *,
    law: IncomeTaxLaw,
    steps: Steps,
) -> Yen:
    section, name = getattr(law.national, f"donation_{kind}"), f"donation_{kind}"
    exact = steps.take(
        f"{name}_limit_exact",
        rules.donation_credit_limit_exact,
        calculated_tax=calculated,
        law=section,
    )
    limit = steps.take(f"{name}_limit", round_down, amount=exact)
    if kind == SHARING:
        limit = steps.take(
            f"{name}_limit_left",
            rules.donation_credit_limit_left,
            limit=limit,
            taken=before["npo"],
        )
    credit = steps.take(f"{name}_exact", rules.donation_credit_exact, counted=counted, law=section)
    return steps.take(
        f"{name}_credit",
        rules.donation_credit,
        credit=steps.take(f"{name}_rounded", round_down, amount=credit),
        limit=limit,
        law=section,
    )
