"""寄附金特別控除: gifts for which a credit is chosen instead of the deduction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero, rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Yen
    from juminzei.kernel.parameters.income_tax import DonationDeduction, DonationTaxCredit

GIFTS = (
    "租税特別措置法41条の18第2項",
    "租税特別措置法41条の18の2第2項",
    "租税特別措置法41条の18の3第1項",
)


@cites(*GIFTS)
def donation_counted(
    *, donation: Yen, donations_before: Yen, limit: Yen, law: DonationDeduction
) -> Yen:
    """Return what counts of one kind of gift.

    Args:
        donation: Gifts of the kind.
        donations_before: Gifts that use the limit and the own burden first.
        limit: 総所得金額等 times the part of it that gifts may be.
        law: For the own burden.
    """
    room = not_below_zero(limit - donations_before)
    burden = not_below_zero(law.own_burden - donations_before)
    return not_below_zero(at_most(donation, room) - burden)


@cites(*GIFTS)
def donation_credit_exact(*, counted: Yen, law: DonationTaxCredit) -> Exact:
    """Return the credit for one kind of gift before its limit and before rounding."""
    return law.rate.times(counted)


@cites(*GIFTS)
def donation_credit_limit_exact(*, calculated_tax: Yen, law: DonationTaxCredit) -> Exact:
    """Return the part of the tax that the credit may be, before rounding."""
    return law.tax_limit.times(calculated_tax)


@cites("租税特別措置法41条の18の3第1項")
def donation_credit_limit_left(*, limit: Yen, taken: Yen) -> Yen:
    """Return what the credit before leaves of a limit that both share."""
    return not_below_zero(limit - taken)


@cites(*GIFTS)
def donation_credit(*, credit: Yen, limit: Yen, law: DonationTaxCredit) -> Yen:
    """Return the credit within its limit; what is below 100 yen is cut off."""
    return rounded_down_to(law.unit, at_most(credit, limit))
