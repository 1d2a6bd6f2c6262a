"""Second stage: the deductions (所得控除) and their sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.deduction_parts import (
    basic_deduction,
    family_deductions,
    paid_deductions,
    personal_deductions,
)
from juminzei.kernel.chain.family import family_facts
from juminzei.kernel.chain.insurance import earthquake_insurance
from juminzei.kernel.chain.statuses import statuses
from juminzei.kernel.income_tax.chain.life_insurance import life_insurance
from juminzei.kernel.income_tax.rules import deductions as rules
from juminzei.kernel.rules.rounding import round_down

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Deductions:
    """Each deduction by its column's name, their total, and what gifts may still count."""

    parts: dict[str, Yen]
    total: Yen
    donations: Yen
    """Gifts that are deducted from the income."""
    donation_limit: Yen


def deductions(
    columns: TaxpayerColumns,
    told: ReturnColumns,
    earned: Incomes,
    law: IncomeTaxLaw,
    steps: Steps,
) -> Deductions:
    """Return every deduction, in the order of the return."""
    own = statuses(columns, earned, law, steps)
    facts = family_facts(columns, earned, steps)
    paid = paid_deductions(columns, earned, law, steps)
    insured = {
        "deduction_life_insurance": life_insurance(columns, told, law, steps),
        "deduction_earthquake_insurance": earthquake_insurance(columns, law, steps),
    }
    donations, limit = _donations(columns, told, earned, law, steps)
    given = steps.take(
        "deduction_donation",
        rules.donation_deduction,
        donations=donations,
        limit=limit,
        law=law.national.donation,
    )
    parts = {
        **paid,
        **insured,
        "deduction_donation": given,
        **personal_deductions(facts, own, law, steps),
        **family_deductions(columns, earned, facts, law, steps),
        "deduction_specified_relative": _specified_relative(columns, told, law, steps),
        "deduction_basic": basic_deduction(earned, law, steps),
    }
    total = steps.take("deduction_total", rules.deduction_total, **parts)
    return Deductions(parts, total, donations, limit)


def _donations(
    columns: TaxpayerColumns,
    told: ReturnColumns,
    earned: Incomes,
    law: IncomeTaxLaw,
    steps: Steps,
) -> tuple[Yen, Yen]:
    """Return the gifts that are deducted and how much of all gifts may count."""
    donations = steps.take(
        "specified_donations",
        rules.specified_donations,
        donation_hometown=columns.donation_hometown,
        donation_community_chest=columns.donation_community_chest,
        donation_specified=told.donation_specified,
    )
    exact = steps.take(
        "donation_limit_exact",
        rules.donation_limit_exact,
        total_income_etc=earned.total_etc,
        law=law.national.donation,
    )
    return donations, steps.take("donation_limit", round_down, amount=exact)


def _specified_relative(
    columns: TaxpayerColumns, told: ReturnColumns, law: IncomeTaxLaw, steps: Steps
) -> Yen:
    if law.national.specified_relative is None:
        return np.zeros(len(columns), np.int64)
    return steps.take(
        "deduction_specified_relative",
        rules.specified_relative_deduction,
        specified_relatives_1=columns.specified_relatives_1,
        specified_relatives_1_second=told.specified_relatives_1_second,
        specified_relatives_1_third=told.specified_relatives_1_third,
        specified_relatives_2=columns.specified_relatives_2,
        specified_relatives_3=columns.specified_relatives_3,
        specified_relatives_4=columns.specified_relatives_4,
        specified_relatives_5=columns.specified_relatives_5,
        specified_relatives_6=columns.specified_relatives_6,
        specified_relatives_7=columns.specified_relatives_7,
        law=law.national.specified_relative,
    )
