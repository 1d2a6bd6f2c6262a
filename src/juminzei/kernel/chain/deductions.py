"""Third stage: deductions (所得控除), their sum and the 人的控除額の差."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.chain.deduction_parts import (
    basic_deduction,
    family_deductions,
    paid_deductions,
    personal_deductions,
)
from juminzei.kernel.chain.family import family_facts
from juminzei.kernel.chain.gaps import gaps
from juminzei.kernel.chain.insurance import earthquake_insurance, life_insurance
from juminzei.kernel.chain.statuses import Statuses
from juminzei.kernel.rules import family_deductions as family
from juminzei.kernel.rules import sums

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Deductions:
    """Each deduction, their total and the gap; yen."""

    casualty: Yen
    medical: Yen
    social_insurance: Yen
    small_enterprise_mutual_aid: Yen
    life_insurance: Yen
    earthquake_insurance: Yen
    disability: Yen
    widow: Yen
    single_parent: Yen
    working_student: Yen
    spouse: Yen
    spouse_special: Yen
    dependant: Yen
    specified_relative: Yen
    basic: Yen
    total: Yen
    gap: Yen


def deductions(
    columns: TaxpayerColumns, earned: Incomes, found: Scope, law: Law, steps: Steps
) -> Deductions:
    """Return every deduction, in the order of the article."""
    facts = family_facts(columns, earned, steps)
    statuses = Statuses(found.widow, found.single_parent, found.working_student)
    parts = {
        **paid_deductions(columns, earned, law, steps),
        "deduction_life_insurance": life_insurance(columns, law, steps),
        "deduction_earthquake_insurance": earthquake_insurance(columns, law, steps),
        **personal_deductions(facts, statuses, law, steps),
        **family_deductions(columns, earned, facts, law, steps),
        "deduction_specified_relative": _specified_relative(columns, law, steps),
        "deduction_basic": basic_deduction(earned, law, steps),
    }
    total = steps.take("deduction_total", sums.deduction_total, **parts)
    gap = gaps(columns, earned, found, facts, law=law, steps=steps)
    named = {name.removeprefix("deduction_"): part for name, part in parts.items()}
    return Deductions(**named, total=total, gap=gap)


def _specified_relative(columns: TaxpayerColumns, law: Law, steps: Steps) -> Yen:
    return steps.take(
        "deduction_specified_relative",
        family.specified_relative_deduction,
        specified_relatives_1=columns.specified_relatives_1,
        specified_relatives_2=columns.specified_relatives_2,
        specified_relatives_3=columns.specified_relatives_3,
        specified_relatives_4=columns.specified_relatives_4,
        specified_relatives_5=columns.specified_relatives_5,
        specified_relatives_6=columns.specified_relatives_6,
        specified_relatives_7=columns.specified_relatives_7,
        law=law.national.specified_relative,
    )
