"""Part of the first stage: gains and losses from transfers, occasional income, forestry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.rules import forestry as woods
from juminzei.kernel.rules import transfers as rules

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps

KINDS = ("transfer_short", "transfer_long", "occasional", "forestry", "retirement")


@dataclass(frozen=True, slots=True, eq=False)
class Transfers:
    """Incomes that are not current (経常) and may be netted with those that are; yen."""

    short: Yen
    long: Yen
    loss: Yen
    """What both lost together, as an amount above 0."""
    occasional: Yen
    forestry: Yen
    """Below 0 in a loss."""
    retirement: Yen


def transfers(columns: TaxpayerColumns, law: Law, steps: Steps) -> Transfers | None:
    """Return these incomes after special deductions, before netting; None if nobody has any."""
    if not any(getattr(columns, kind).any() for kind in KINDS):
        return None
    short = steps.take(
        "transfer_short_gain",
        rules.transfer_gain,
        own=columns.transfer_short,
        other=columns.transfer_long,
    )
    long = steps.take(
        "transfer_long_gain",
        rules.transfer_gain,
        own=columns.transfer_long,
        other=columns.transfer_short,
    )
    by_short = steps.take(
        "transfer_short_special_deduction",
        rules.transfer_short_special_deduction,
        gain=short,
        law=law.national.transfer,
    )
    by_long = steps.take(
        "transfer_long_special_deduction",
        rules.transfer_long_special_deduction,
        gain=long,
        taken_by_short=by_short,
        law=law.national.transfer,
    )
    return Transfers(
        short=steps.take(
            "transfer_short_income", rules.transfer_income, gain=short, special_deduction=by_short
        ),
        long=steps.take(
            "transfer_long_income", rules.transfer_income, gain=long, special_deduction=by_long
        ),
        loss=steps.take(
            "transfer_loss",
            rules.transfer_loss,
            transfer_short=columns.transfer_short,
            transfer_long=columns.transfer_long,
        ),
        occasional=steps.take(
            "occasional_income",
            rules.occasional_income,
            occasional=columns.occasional,
            law=law.national.occasional,
        ),
        forestry=_forestry(columns, law, steps),
        retirement=columns.retirement,
    )


def _forestry(columns: TaxpayerColumns, law: Law, steps: Steps) -> Yen:
    deduction = steps.take(
        "forestry_special_deduction",
        woods.forestry_special_deduction,
        forestry=columns.forestry,
        forestry_deduction=columns.forestry_deduction,
        law=law.national.forestry,
    )
    return steps.take(
        "forestry_income",
        woods.forestry_income,
        forestry=columns.forestry,
        special_deduction=deduction,
    )
