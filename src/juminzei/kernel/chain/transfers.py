"""Part of the first stage: gains and losses from transfers, occasional income, forestry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.rules import forestry as woods
from juminzei.kernel.rules import transfers as rules

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.few import Few
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
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


def transfers(columns: TaxpayerColumns, few: Few, law: SharedLaw, steps: Steps) -> Transfers:
    """Return these incomes after special deductions, before netting, of those who have any.

    Args:
        columns: Everybody.
        few: Who has any of ``KINDS``; the results have their rows alone.
        law: For the special deductions.
        steps: Remembers, or not.
    """
    sold_short, sold_long = few.of(columns.transfer_short), few.of(columns.transfer_long)
    short = steps.take("transfer_short_gain", rules.transfer_gain, own=sold_short, other=sold_long)
    long = steps.take("transfer_long_gain", rules.transfer_gain, own=sold_long, other=sold_short)
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
            transfer_short=sold_short,
            transfer_long=sold_long,
        ),
        occasional=steps.take(
            "occasional_income",
            rules.occasional_income,
            occasional=few.of(columns.occasional),
            law=law.national.occasional,
        ),
        forestry=_forestry(
            few.of(columns.forestry), few.of(columns.forestry_deduction), law, steps
        ),
        retirement=few.of(columns.retirement),
    )


def _forestry(forestry: Yen, asked: Yen, law: SharedLaw, steps: Steps) -> Yen:
    deduction = steps.take(
        "forestry_special_deduction",
        woods.forestry_special_deduction,
        forestry=forestry,
        forestry_deduction=asked,
        law=law.national.forestry,
    )
    return steps.take(
        "forestry_income",
        woods.forestry_income,
        forestry=forestry,
        special_deduction=deduction,
    )
