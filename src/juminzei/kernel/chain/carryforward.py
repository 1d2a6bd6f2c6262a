"""Part of the first stage: losses of former years taken off this year's incomes (繰越控除)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.rules import carryforward as rules
from juminzei.kernel.separate_kinds import KINDS, LONG, SHORT

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps

ORDER = {
    "loss": ("comprehensive", "forestry", "retirement"),
    "residence": (*LONG, *SHORT, "comprehensive", "forestry", "retirement"),
    "listed_shares": ("listed_shares", "listed_dividend"),
    "futures": ("futures",),
    "casualty": ("comprehensive", *KINDS),
}
"""Each loss with the incomes it is taken from; losses and incomes in the order of the law."""


def after_carryforwards(
    incomes: dict[str, Yen],
    columns: TaxpayerColumns,
    aggregate_income: Yen,
    law: SharedLaw,
    steps: Steps,
) -> dict[str, Yen]:
    """Return what losses of former years leave of the incomes.

    Args:
        incomes: ``comprehensive`` and the separate incomes that anybody has; yen, none below 0.
        columns: The losses.
        aggregate_income: 合計所得金額, yen.
        law: For the limit of one of the losses.
        steps: Remembers, or not.
    """
    after = dict(incomes)
    for name, kinds in ORDER.items():
        few = few_with(getattr(columns, f"{name}_carryforward"))
        if not few:
            continue
        loss = few.of(getattr(columns, f"{name}_carryforward"))
        if name == "residence":
            loss = steps.take(
                "residence_carryforward_allowed",
                rules.residence_carryforward_allowed,
                residence_carryforward=loss,
                aggregate_income=few.of(aggregate_income),
                law=law.national.residence_carryforward,
            )
        theirs = {kind: few.of(after[kind]) for kind in kinds if kind in after}
        for kind, income in _less(name, loss, theirs, steps).items():
            after[kind] = few.put_into(after[kind], income)
    return after


def _less(name: str, loss: Yen, incomes: dict[str, Yen], steps: Steps) -> dict[str, Yen]:
    """Return the incomes after one loss, taken from one after the other."""
    after = {}
    for place, (kind, income) in enumerate(incomes.items(), 1):
        after[kind] = steps.take(
            f"{kind}_after_{name}_carryforward",
            rules.income_after_carryforward,
            income=income,
            loss=loss,
        )
        if place < len(incomes):
            loss = steps.take(
                f"{kind}_{name}_carryforward_left",
                rules.carryforward_left,
                loss=loss,
                income=income,
            )
    return after
