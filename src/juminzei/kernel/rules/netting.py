"""損益通算: losses of one kind of income set off against gains of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, larger_of, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Yen
    from juminzei.kernel.parameters.incomes import HalfIncome


@cites("租税特別措置法41条の4")
def real_estate_netted(*, income_real_estate: Yen, real_estate_land_interest: Yen) -> Yen:
    """Return 不動産所得; a loss only as far as it is not interest on debts for land."""
    return larger_of(income_real_estate, at_most(income_real_estate + real_estate_land_interest, 0))


@cites("所得税法69条", "所得税法施行令198条1号")
def current_income(
    *,
    employment_after_adjustments: Yen,
    income_public_pension: Yen,
    income_business: Yen,
    real_estate_netted: Yen,
    income_interest: Yen,
    income_dividend: Yen,
    income_miscellaneous: Yen,
    home_work_income: Yen,
) -> Yen:
    """Return 経常所得の金額, below 0 when business and real estate lost more than the rest."""
    miscellaneous = income_public_pension + income_miscellaneous + home_work_income
    capital = real_estate_netted + income_interest + income_dividend
    current: Yen = employment_after_adjustments + income_business + capital + miscellaneous
    return current


@cites("所得税法69条")
def gain(*, income: Yen) -> Yen:
    """Return an income, 0 where it is a loss."""
    return not_below_zero(income)


@cites("所得税法69条")
def loss(*, income: Yen) -> Yen:
    """Return a loss as an amount above 0, 0 where there is a gain."""
    return not_below_zero(-income)


@cites("所得税法69条", "所得税法施行令198条")
def income_after(*, income: Yen, loss: Yen) -> Yen:
    """Return what a loss leaves of an income."""
    return not_below_zero(income - loss)


@cites("所得税法69条", "所得税法施行令198条")
def loss_left(*, loss: Yen, income: Yen) -> Yen:
    """Return what an income could not take of a loss."""
    return not_below_zero(loss - income)


@cites("所得税法施行令198条5号")
def losses_together(*, current_loss: Yen, transfer_loss: Yen) -> Yen:
    """Return the losses that go on to 山林所得 and 退職所得."""
    return current_loss + transfer_loss


@cites("所得税法22条2項2号")
def half_exact(*, transfer_long_income: Yen, occasional_income: Yen, law: HalfIncome) -> Exact:
    """Return the half of long-term transfers and occasional income that counts."""
    return law.counted.times(transfer_long_income + occasional_income)


@cites("所得税法22条2項", "地方税法32条", "地方税法313条")
def comprehensive_income(*, current: Yen, transfer_short_income: Yen, half: Yen) -> Yen:
    """Return 総所得金額 before losses carried on."""
    return current + transfer_short_income + half
