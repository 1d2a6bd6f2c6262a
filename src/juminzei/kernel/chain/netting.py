"""Part of the first stage: 損益通算, in the order of the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.rules import netting as rules
from juminzei.kernel.rules.rounding import round_down

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.few import Few
    from juminzei.kernel.chain.transfers import Transfers
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Netted:
    """Incomes after netting, none below 0, before losses carried on; yen."""

    comprehensive: Yen
    forestry: Yen
    retirement: Yen


def netting_of_movers(
    current: Yen, movers: Few, moved: Transfers | None, law: SharedLaw, steps: Steps
) -> Netted:
    """Return everybody's incomes after netting, which concerns only those with other incomes.

    Args:
        current: 経常所得の金額 of everybody, yen, below 0 in a loss.
        movers: Who has other incomes to net with.
        moved: Their other incomes; None if nobody has any.
        law: For the half.
        steps: Remembers, or not.
    """
    if moved is None:
        return netting(current, None, law, steps)
    netted = netting(movers.of(current), moved, law, steps)
    return Netted(
        movers.put_into(rules.gain(income=current), netted.comprehensive),
        movers.put_back(netted.forestry),
        movers.put_back(netted.retirement),
    )


def netting(current: Yen, moved: Transfers | None, law: SharedLaw, steps: Steps) -> Netted:
    """Return the incomes after losses of one kind were set off against others.

    Args:
        current: 経常所得の金額, yen, below 0 in a loss.
        moved: The other incomes; None if nobody has any.
        law: For the half.
        steps: Remembers, or not.
    """
    gain = steps.take("current_gain", rules.gain, income=current)
    if moved is None:
        nothing = np.zeros(len(current), np.int64)
        comprehensive = steps.take(
            "comprehensive_income",
            rules.comprehensive_income,
            current=gain,
            transfer_short_income=nothing,
            half=nothing,
        )
        return Netted(comprehensive, nothing, nothing)
    netter = _Netter(steps, gain, moved)
    losses = netter.losses_left(steps.take("current_loss", rules.loss, income=current), moved.loss)
    netter.into_forestry_and_retirement(losses)
    netter.forestry_loss(moved.forestry)
    return Netted(netter.comprehensive(law), netter.forestry, netter.retirement)


class _Netter:
    """The incomes of people while losses are taken from them one after the other."""

    def __init__(self, steps: Steps, gain: Yen, moved: Transfers) -> None:
        self.steps = steps
        self.current = gain
        self.transfer_short = moved.short
        self.transfer_long = moved.long
        self.occasional = moved.occasional
        self.forestry = steps.take("forestry_gain", rules.gain, income=moved.forestry)
        self.retirement = moved.retirement

    def take(self, kind: str, named: str, loss: Yen) -> Yen:
        """Take a loss from one income; return what is left of the loss."""
        income: Yen = getattr(self, kind)
        after = self.steps.take(
            f"{kind}_after_{named}", rules.income_after, income=income, loss=loss
        )
        left = self.steps.take(f"{named}_after_{kind}", rules.loss_left, loss=loss, income=income)
        setattr(self, kind, after)
        return left

    def losses_left(self, current_loss: Yen, transfer_loss: Yen) -> Yen:
        """Net current incomes with transfers, both ways; return the losses that remain."""
        transfer_loss = self.take("occasional", "transfer_loss", transfer_loss)
        for kind in ("transfer_short", "transfer_long", "occasional"):
            current_loss = self.take(kind, "current_loss", current_loss)
        transfer_loss = self.take("current", "transfer_loss", transfer_loss)
        return self.steps.take(
            "losses", rules.losses_together, current_loss=current_loss, transfer_loss=transfer_loss
        )

    def into_forestry_and_retirement(self, losses: Yen) -> None:
        """Take what is left from the two kinds that are taxed for themselves."""
        losses = self.take("forestry", "losses", losses)
        self.take("retirement", "losses", losses)

    def forestry_loss(self, forestry: Yen) -> None:
        """Take a loss on forestry from all other incomes."""
        loss = self.steps.take("forestry_loss", rules.loss, income=forestry)
        for kind in ("current", "transfer_short", "transfer_long", "occasional", "retirement"):
            loss = self.take(kind, "forestry_loss", loss)

    def comprehensive(self, law: SharedLaw) -> Yen:
        """Return 総所得金額, for which half of some incomes counts."""
        exact = self.steps.take(
            "half_exact",
            rules.half_exact,
            transfer_long_income=self.transfer_long,
            occasional_income=self.occasional,
            law=law.national.half_income,
        )
        return self.steps.take(
            "comprehensive_income",
            rules.comprehensive_income,
            current=self.current,
            transfer_short_income=self.transfer_short,
            half=self.steps.take("half", round_down, amount=exact),
        )
