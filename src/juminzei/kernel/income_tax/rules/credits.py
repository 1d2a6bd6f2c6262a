"""Credits of the income tax: dividends, housing, and what statements of their own come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen


@cites("租税特別措置法41条")
def housing_loan_allowed(
    *, housing_loan_available: Yen, aggregate_income: Yen, housing_loan_income_limit: Yen
) -> Yen:
    """Return 住宅借入金等特別控除 of those within the limit of income; 0 is no limit."""
    unlimited: Flags = housing_loan_income_limit == 0
    within: Flags = unlimited | (aggregate_income <= housing_loan_income_limit)
    return housing_loan_available * within


@cites("租税特別措置法41条", "地方税法附則5条の4の2")
def housing_loan_left(*, allowed: Yen, taken: Yen) -> Yen:
    """Return what of 住宅借入金等特別控除 is left for the inhabitant tax."""
    return allowed - taken


@cites("租税特別措置法10条", "租税特別措置法41条の19の2", "租税特別措置法41条の19の3")
def stated_credit(*, credit: Yen) -> Yen:
    """Return a credit as its own statement has it."""
    return credit.copy()


@cites("所得税法92条1項", "租税特別措置法41条", "租税特別措置法41条の18")
def within_tax(*, credit: Yen, tax: Yen) -> Yen:
    """Return a credit, at most what is left of the tax."""
    return at_most(credit, tax)


@cites("所得税法92条1項", "租税特別措置法41条", "租税特別措置法41条の18")
def tax_after(*, tax: Yen, credit: Yen) -> Yen:
    """Return what a credit leaves of the tax."""
    return tax - credit
