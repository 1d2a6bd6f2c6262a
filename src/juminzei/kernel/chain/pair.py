"""An amount of the city's levy beside one of the prefecture's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.rules.sums import levy_after, within_levy

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One amount for each levying body, yen."""

    municipal: Yen
    prefectural: Yen


def within(name: str, credit: Pair, levy: Pair, steps: Steps) -> Pair:
    """Return a credit, at most what is left of each levy."""
    return Pair(
        steps.take(f"municipal_{name}", within_levy, credit=credit.municipal, levy=levy.municipal),
        steps.take(
            f"prefectural_{name}", within_levy, credit=credit.prefectural, levy=levy.prefectural
        ),
    )


def after(name: str, levy: Pair, credit: Pair, steps: Steps) -> Pair:
    """Return what a credit leaves of each levy."""
    return Pair(
        steps.take(
            f"municipal_levy_after_{name}",
            levy_after,
            levy=levy.municipal,
            credit=credit.municipal,
        ),
        steps.take(
            f"prefectural_levy_after_{name}",
            levy_after,
            levy=levy.prefectural,
            credit=credit.prefectural,
        ),
    )
