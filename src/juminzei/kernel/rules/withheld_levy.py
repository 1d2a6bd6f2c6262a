"""配当割額・株式等譲渡所得割額の控除: 5% withheld at the source is set off and refunded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Yen
    from juminzei.kernel.parameters.credits import WithheldLevy


@cites("地方税法37条の4", "地方税法314条の9")
def prefectural_withheld_levy_exact(*, withheld_levy: Yen, law: WithheldLevy) -> Exact:
    """Return the prefecture's part of what was withheld, before rounding."""
    return law.share.prefectural.times(withheld_levy)


@cites("地方税法314条の9")
def municipal_withheld_levy(*, withheld_levy: Yen, prefectural: Yen) -> Yen:
    """Return the city's part of what was withheld: the rest."""
    return withheld_levy - prefectural


@cites("地方税法37条の4第2項", "地方税法314条の9第2項")
def withheld_levy_refund(*, withheld_levy: Yen, municipal: Yen, prefectural: Yen) -> Yen:
    """Return what the levies could not take: for unpaid dues, then back to the taxpayer."""
    return withheld_levy - municipal - prefectural
