"""併徴: one year's tax divided between employer, pension payer and taxpayer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LevyParts:
    """The income levy by kind of income and the fixed charge; yen, as the kernel gives them."""

    employment: Yen
    pension: Yen
    other: Yen
    fixed_charge: Yen


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CollectedParts:
    """Yen by way of collection; together the tax of the year."""

    special: Yen
    pension: Yen
    ordinary: Yen


@cites("地方税法319条", "地方税法321条の3", "地方税法321条の7の2")
def mixed(
    levy: LevyParts,
    *,
    from_salary: Flags,
    from_pension: Flags,
    other_with_salary: Flags,
    pension_with_salary: Flags,
) -> CollectedParts:
    """Return who collects what.

    The fixed charge goes whole with the salary, else with the pension, else to the taxpayer.

    Args:
        levy: The parts of the tax.
        from_salary: An employer withholds.
        from_pension: A pension payer withholds.
        other_with_salary: The levy on other incomes goes with the salary; the taxpayer may
            ask to pay it himself instead.
        pension_with_salary: Under 65: the levy on the pension goes with the salary.
    """
    on_pension = levy.pension * (from_pension & ~(from_salary & pension_with_salary))
    by_salary = (
        levy.employment
        + levy.fixed_charge
        + levy.other * other_with_salary
        + (levy.pension - on_pension) * pension_with_salary
    ) * from_salary
    by_pension = on_pension + levy.fixed_charge * (from_pension & ~from_salary)
    total = levy.employment + levy.pension + levy.other + levy.fixed_charge
    return CollectedParts(
        special=by_salary, pension=by_pension, ordinary=total - by_salary - by_pension
    )
