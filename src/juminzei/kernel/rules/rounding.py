"""Roundings, each a step of its own in the explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Proportion, Yen
    from juminzei.kernel.parameters.levies import Rounding


def round_down(*, amount: Exact | Proportion) -> Yen:
    """Return whole yen, the fraction cut off."""
    return amount.down()


def round_up(*, amount: Exact | Proportion) -> Yen:
    """Return whole yen, a fraction made a whole one."""
    return amount.up()


@cites("地方税法20条の4の2第1項")
def tax_base_rounded(*, amount: Yen, law: Rounding) -> Yen:
    """Return the 課税標準額: what is below 1,000 yen is cut off."""
    return rounded_down_to(law.tax_base_unit, amount)


@cites("地方税法20条の4の2第3項")
def levy_rounded(*, amount: Yen, law: Rounding) -> Yen:
    """Return one body's 所得割: what is below 100 yen is cut off, once, after all credits."""
    return rounded_down_to(law.levy_unit, amount)
