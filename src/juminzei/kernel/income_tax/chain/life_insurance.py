"""Part of the second stage: 生命保険料控除, for those with a child by a table of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.insurance import life_insurance_classes
from juminzei.kernel.income_tax.rules import deductions as rules
from juminzei.kernel.rules.rounding import round_up

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.insurance import LifeInsurance
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.parameters.income_tax import LifeInsuranceWithChild
    from juminzei.kernel.steps import Steps


def life_insurance(
    columns: TaxpayerColumns, told: ReturnColumns, law: IncomeTaxLaw, steps: Steps
) -> Yen:
    """Return 生命保険料控除."""
    classes = life_insurance_classes(columns, law, steps)
    with_child = law.national.life_insurance_with_child
    general = classes.general
    if with_child is not None:
        general = _general(columns, told, classes, with_child, steps)
    return steps.take(
        "deduction_life_insurance",
        rules.life_insurance_total,
        general=general,
        nursing=classes.nursing,
        pension=classes.pension,
        law=law.national.life_insurance,
    )


def _general(
    columns: TaxpayerColumns,
    told: ReturnColumns,
    classes: LifeInsurance,
    law: LifeInsuranceWithChild,
    steps: Steps,
) -> Yen:
    child = steps.take(
        "has_child_under23",
        rules.has_child_under23,
        child_under23=told.child_under23,
        dependants_under16=columns.dependants_under16,
        dependants_other_under23=columns.dependants_other_under23,
        dependants_specified=columns.dependants_specified,
    )
    exact = steps.take(
        "life_general_with_child_exact",
        rules.life_general_with_child_exact,
        premium=columns.life_general_new,
        law=law,
    )
    return steps.take(
        "life_general_of_all",
        rules.life_general,
        ordinary=classes.general,
        with_child=steps.take("life_general_with_child", round_up, amount=exact),
        old=classes.general_old,
        has_child_under23=child,
        law=law,
    )
