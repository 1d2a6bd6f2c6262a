"""Incomes that the national return has and the inhabitant tax has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("所得税法30条", "所得税法120条1項")
def retirement_income_together(*, retirement: Yen, retirement_declared: Yen) -> Yen:
    """Return 退職所得, with what was taxed for the inhabitant tax when it was paid."""
    return retirement + retirement_declared
