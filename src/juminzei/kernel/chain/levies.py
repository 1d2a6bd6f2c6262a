"""Sixth stage: what is left of the levies is rounded; charges, total, what is paid already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import levies as rules
from juminzei.kernel.rules import levy_shares as shares
from juminzei.kernel.rules import withheld_levy as withheld
from juminzei.kernel.rules.rounding import levy_rounded

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.chain.credits import Credits
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Levies:
    """What is owed in the end; yen."""

    income_levy: Pair
    per_capita_levy: Pair
    forest_environment_tax: Yen
    total: Yen
    withheld_levy_applied: Yen
    withheld_levy_refund: Yen
    fixed_charge: Yen


def levies(
    columns: TaxpayerColumns, found: Scope, credited: Credits, law: Law, steps: Steps
) -> Levies:
    """Return the rounded levies, the fixed charge and the total."""
    left, unit = credited.left, law.national.rounding
    income_levy = Pair(
        steps.take("municipal_income_levy", levy_rounded, amount=left.municipal, law=unit),
        steps.take("prefectural_income_levy", levy_rounded, amount=left.prefectural, law=unit),
    )
    owes = found.owes_per_capita_levy
    per_capita = Pair(
        steps.take(
            "municipal_per_capita_levy",
            rules.per_capita_levy,
            owes_per_capita_levy=owes,
            law=law.city.per_capita_levy,
        ),
        steps.take(
            "prefectural_per_capita_levy",
            rules.per_capita_levy,
            owes_per_capita_levy=owes,
            law=law.prefecture.per_capita_levy,
        ),
    )
    forest = _forest_environment_tax(columns, owes, law, steps)
    total = steps.take(
        "total",
        rules.total_tax,
        municipal_income_levy=income_levy.municipal,
        prefectural_income_levy=income_levy.prefectural,
        municipal_per_capita_levy=per_capita.municipal,
        prefectural_per_capita_levy=per_capita.prefectural,
        forest_environment_tax=forest,
    )
    applied, refund = _withheld_levy(columns, credited, total, forest, law=law, steps=steps)
    return Levies(
        income_levy=income_levy,
        per_capita_levy=per_capita,
        forest_environment_tax=forest,
        total=total,
        withheld_levy_applied=applied,
        withheld_levy_refund=refund,
        fixed_charge=steps.take(
            "fixed_charge",
            shares.fixed_charge,
            municipal_per_capita_levy=per_capita.municipal,
            prefectural_per_capita_levy=per_capita.prefectural,
            forest=forest,
        ),
    )


def _withheld_levy(
    columns: TaxpayerColumns, credited: Credits, total: Yen, forest: Yen, *, law: Law, steps: Steps
) -> tuple[Yen, Yen]:
    """Return what of the withheld levy pays for this year's tax, and what comes back."""
    left = steps.take(
        "withheld_levy_left",
        withheld.withheld_levy_left,
        withheld_levy=columns.withheld_levy,
        municipal=credited.withheld_levy.municipal,
        prefectural=credited.withheld_levy.prefectural,
    )
    applied = steps.take(
        "withheld_levy_applied",
        withheld.withheld_levy_applied,
        withheld_levy_left=left,
        total=total,
        forest_environment_tax=forest,
        law=law.national.withheld_levy,
    )
    refund = steps.take(
        "withheld_levy_refund",
        withheld.withheld_levy_refund,
        withheld_levy_left=left,
        withheld_levy_applied=applied,
    )
    return applied, refund


def _forest_environment_tax(columns: TaxpayerColumns, owes: Flags, law: Law, steps: Steps) -> Yen:
    """Return 森林環境税, nothing in years before it began."""
    if law.national.forest_environment_tax is None:
        return np.zeros(len(columns), np.int64)
    return steps.take(
        "forest_environment_tax",
        rules.forest_environment_tax,
        owes_per_capita_levy=owes,
        property_only=columns.property_only,
        law=law.national.forest_environment_tax,
    )
