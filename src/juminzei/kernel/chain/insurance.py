"""Part of the third stage: insurance premiums, each contract class rounded on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.rules import insurance_deductions as rules
from juminzei.kernel.rules.rounding import round_up

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class LifeInsurance:
    """What each class of life insurance gives; yen."""

    general_old: Yen
    """Of the old contracts alone."""
    general: Yen
    nursing: Yen
    pension: Yen


def life_insurance_classes(columns: TaxpayerColumns, law: SharedLaw, steps: Steps) -> LifeInsurance:
    """Return what each class gives, before the limit of all three."""
    old = _old("life_general_old", columns.life_general_old, law, steps)
    return LifeInsurance(
        general_old=old,
        general=steps.take(
            "life_general",
            rules.life_insurance_class,
            new=_new("life_general_new", columns.life_general_new, law, steps),
            old=old,
            law=law.national.life_insurance,
        ),
        nursing=_new("life_nursing", columns.life_nursing, law, steps),
        pension=steps.take(
            "life_pension",
            rules.life_insurance_class,
            new=_new("life_pension_new", columns.life_pension_new, law, steps),
            old=_old("life_pension_old", columns.life_pension_old, law, steps),
            law=law.national.life_insurance,
        ),
    )


def life_insurance(columns: TaxpayerColumns, law: SharedLaw, steps: Steps) -> Yen:
    """Return 生命保険料控除."""
    classes = life_insurance_classes(columns, law, steps)
    return steps.take(
        "deduction_life_insurance",
        rules.life_insurance_deduction,
        general=classes.general,
        nursing=classes.nursing,
        pension=classes.pension,
        law=law.national.life_insurance,
    )


def earthquake_insurance(columns: TaxpayerColumns, law: SharedLaw, steps: Steps) -> Yen:
    """Return 地震保険料控除."""
    half = steps.take(
        "earthquake_exact",
        rules.earthquake_exact,
        premium=columns.earthquake,
        law=law.national.earthquake_insurance,
    )
    old = steps.take(
        "old_long_term_exact",
        rules.old_long_term_exact,
        premium=columns.old_long_term,
        law=law.national.earthquake_insurance,
    )
    return steps.take(
        "deduction_earthquake_insurance",
        rules.earthquake_insurance_deduction,
        earthquake=steps.take("earthquake", round_up, amount=half),
        old_long_term=steps.take("old_long_term", round_up, amount=old),
        law=law.national.earthquake_insurance,
    )


def _new(name: str, premium: Yen, law: SharedLaw, steps: Steps) -> Yen:
    exact = steps.take(
        f"{name}_exact",
        rules.life_insurance_new_exact,
        premium=premium,
        law=law.national.life_insurance,
    )
    return steps.take(name, round_up, amount=exact)


def _old(name: str, premium: Yen, law: SharedLaw, steps: Steps) -> Yen:
    exact = steps.take(
        f"{name}_exact",
        rules.life_insurance_old_exact,
        premium=premium,
        law=law.national.life_insurance,
    )
    return steps.take(name, round_up, amount=exact)
