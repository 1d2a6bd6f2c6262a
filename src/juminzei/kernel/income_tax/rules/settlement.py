"""What is paid or refunded: foreign tax, tax withheld and prepaid, and the last rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Proportion, at_most, either, not_below_zero, rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.parameters.levies import Rounding


@cites("所得税法95条1項", "復興財源確保法14条")
def foreign_tax_limit_exact(*, tax: Yen, foreign_income: Yen, aggregate_income: Yen) -> Proportion:
    """Return the tax on what was earned abroad, in proportion to the incomes, before rounding."""
    abroad = at_most(foreign_income, aggregate_income)
    return Proportion(tax, abroad, aggregate_income - abroad)


@cites("所得税法95条1項", "復興財源確保法14条")
def foreign_tax_within(*, foreign_tax: Yen, limit: Yen) -> Yen:
    """Return the foreign tax that one limit takes."""
    return at_most(foreign_tax, limit)


@cites("所得税法95条1項", "復興財源確保法14条")
def foreign_tax_left(*, foreign_tax: Yen, taken: Yen) -> Yen:
    """Return the foreign tax that is left for the next limit."""
    return foreign_tax - taken


@cites("所得税法93条1項", "所得税法95条1項", "復興財源確保法14条")
def foreign_tax_credit(*, at_distribution: Yen, of_tax: Yen, of_surtax: Yen, tax: Yen) -> Yen:
    """Return 外国税額控除等, what funds paid abroad first, at most the tax."""
    return at_most(at_distribution + of_tax + of_surtax, tax)


@cites("所得税法120条1項", "国税通則法119条1項", "国税通則法120条1項")
def tax_declared(*, tax_and_surtax: Yen, foreign_tax: Yen, withheld: Yen, law: Rounding) -> Yen:
    """Return 申告納税額: cut to hundreds where it is owed, to the yen where it comes back."""
    left = tax_and_surtax - foreign_tax - withheld
    return either(left > 0, rounded_down_to(law.levy_unit, left), left)


@cites("所得税法120条1項", "所得税法128条")
def payable(*, tax_declared: Yen, prepaid: Yen) -> Yen:
    """Return 納める税金."""
    return not_below_zero(tax_declared - prepaid)


@cites("所得税法138条", "所得税法139条")
def refund(*, tax_declared: Yen, prepaid: Yen) -> Yen:
    """Return 還付される税金."""
    return not_below_zero(prepaid - tax_declared)
