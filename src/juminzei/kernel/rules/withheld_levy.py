"""配当割額・株式等譲渡所得割額の控除: 5% withheld at the source is set off and refunded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most

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


@cites("地方税法37条の4", "地方税法314条の9")
def withheld_levy_left(*, withheld_levy: Yen, municipal: Yen, prefectural: Yen) -> Yen:
    """Return what could not be taken off each body's own levy."""
    return withheld_levy - municipal - prefectural


@cites("地方税法37条の4第2項", "地方税法314条の9第2項")
def withheld_levy_applied(
    *, withheld_levy_left: Yen, total: Yen, forest_environment_tax: Yen, law: WithheldLevy
) -> Yen:
    """Return how much of it pays for the tax of the same year.

    Args:
        withheld_levy_left: Yen.
        total: The year's tax of both bodies, with 森林環境税.
        forest_environment_tax: Left out if the law says so.
        law: The parameters of the tax year.
    """
    if law.used_against_forest_environment_tax:
        return at_most(withheld_levy_left, total)
    return at_most(withheld_levy_left, total - forest_environment_tax)


@cites("地方税法37条の4第2項", "地方税法314条の9第2項")
def withheld_levy_refund(*, withheld_levy_left: Yen, withheld_levy_applied: Yen) -> Yen:
    """Return what is left even then: for other unpaid dues, then back to the taxpayer."""
    return withheld_levy_left - withheld_levy_applied
