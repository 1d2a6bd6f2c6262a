"""外国税額控除: what the income tax could not credit; prefecture first, then city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Rate, Yen


@cites("地方税法37条の3", "地方税法314条の8")
def foreign_tax_limit_exact(*, foreign_tax_national_limit: Yen, limit: Rate) -> Exact:
    """Return one body's limit, a part of the national one, before rounding."""
    return limit.times(foreign_tax_national_limit)


@cites("地方税法37条の3", "地方税法314条の8")
def foreign_tax_within(*, remaining: Yen, limit: Yen) -> Yen:
    """Return what one body can credit, before looking at its levy."""
    return at_most(remaining, limit)


@cites("地方税法314条の8")
def foreign_tax_left_for_city(*, remaining: Yen, prefectural: Yen) -> Yen:
    """Return what the prefecture's limit leaves for the city."""
    return remaining - prefectural
