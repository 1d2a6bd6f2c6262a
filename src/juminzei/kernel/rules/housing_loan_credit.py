"""住宅借入金等特別税額控除: what the income tax was too small for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Exact, at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Rate, Yen
    from juminzei.kernel.parameters.credits import HousingLoanCredit


@cites("地方税法附則5条の4の2")
def housing_loan_remaining(*, housing_loan_available: Yen, housing_loan_income_tax: Yen) -> Yen:
    """Return what of the 住宅借入金等特別控除可能額 the income tax could not take."""
    return not_below_zero(housing_loan_available - housing_loan_income_tax)


@cites("地方税法附則5条の4の2")
def housing_loan_cap_exact(
    *, housing_loan_income_tax_base: Yen, seven_percent: Flags, law: HousingLoanCredit
) -> Exact:
    """Return the limit by the base of the income tax, before rounding."""
    five, seven = law.five_percent.rate, law.seven_percent.rate
    if five.denominator != seven.denominator:
        raise ValueError(f"write {five} and {seven} with the same denominator")
    numerator = five.numerator + seven_percent * (seven.numerator - five.numerator)
    return Exact(housing_loan_income_tax_base * numerator, five.denominator)


@cites("地方税法附則5条の4の2")
def housing_loan_amount(
    *, remaining: Yen, cap: Yen, seven_percent: Flags, law: HousingLoanCredit
) -> Yen:
    """Return what both bodies together give, within both limits."""
    five, seven = law.five_percent.limit, law.seven_percent.limit
    limit: Yen = five + seven_percent * (seven - five)
    return at_most(remaining, at_most(cap, limit))


@cites("地方税法附則5条の4の2")
def share_exact(*, housing_loan_amount: Yen, share: Rate) -> Exact:
    """Return one body's share, before rounding."""
    return share.times(housing_loan_amount)
