"""寄附金税額控除: the basic part, ふるさと納税's special part, and the one-stop part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Flags, Rate, Yen
    from juminzei.kernel.parameters.credits import DonationCredit, HometownDonation


@cites("地方税法37条の2第1項", "地方税法314条の7第1項")
def donation_limit_exact(*, total_income_etc: Yen, law: DonationCredit) -> Exact:
    """Return how much of the gifts can count, before rounding."""
    return law.income_limit.times(total_income_etc)


@cites("地方税法37条の2第1項", "地方税法314条の7第1項")
def donation_counted(
    *,
    donation_hometown: Yen,
    donation_community_chest: Yen,
    donation_own_body_only: Yen,
    limit: Yen,
    law: DonationCredit,
) -> Yen:
    """Return the gifts that count for one body, less what the giver bears himself."""
    gifts = donation_hometown + donation_community_chest + donation_own_body_only
    return not_below_zero(at_most(gifts, limit) - law.own_burden)


@cites("地方税法37条の2第1項", "地方税法314条の7第1項")
def donation_basic_exact(*, counted: Yen, rate: Rate) -> Exact:
    """Return one body's 基本控除額 before rounding."""
    return rate.times(counted)


@cites("地方税法37条の2第11項", "地方税法314条の7第11項")
def hometown_counted(*, donation_hometown: Yen, law: HometownDonation) -> Yen:
    """Return ふるさと納税 above what the giver bears himself."""
    return not_below_zero(donation_hometown - law.own_burden)


@cites("地方税法37条の2第11項", "地方税法314条の7第11項", "地方税法附則5条の6")
def hometown_rate_base(
    *, tax_base: Yen, personal_deduction_gap: Yen, aggregate_income: Yen, law: HometownDonation
) -> Yen:
    """Return the amount that picks the rate; it stands for the base of the income tax."""
    national = law.national_basic_deduction.of(aggregate_income)
    more_than_before = not_below_zero(national - law.national_basic_subtracted)
    return tax_base - personal_deduction_gap - more_than_before


@cites("地方税法37条の2第11項", "地方税法314条の7第11項", "地方税法附則5条の6")
def hometown_special_exact(
    *, counted: Yen, rate_base: Yen, share: Rate, law: HometownDonation
) -> Exact:
    """Return one body's 特例控除額 before rounding and before its limit."""
    return law.rate.times(counted, by=rate_base, share=share)


@cites("地方税法37条の2第11項", "地方税法314条の7第11項")
def hometown_limit_exact(*, levy_after_adjustment_credit: Yen, law: HometownDonation) -> Exact:
    """Return the limit: a fifth of the levy after 調整控除, before rounding."""
    return law.levy_limit.times(levy_after_adjustment_credit)


@cites("地方税法37条の2第11項", "地方税法314条の7第11項")
def hometown_special(*, special: Yen, limit: Yen) -> Yen:
    """Return one body's 特例控除額."""
    return at_most(special, limit)


@cites("地方税法附則7条の2", "地方税法附則7条の3")
def one_stop_exact(
    *, special: Yen, rate_base: Yen, donation_one_stop: Flags, law: HometownDonation
) -> Exact:
    """Return one body's 申告特例控除額, in place of the income tax's part, before rounding."""
    return law.one_stop.times(special * donation_one_stop, by=rate_base)


@cites("地方税法37条の2", "地方税法314条の7", "地方税法附則7条の2", "地方税法附則7条の3")
def donation_credit(*, basic: Yen, special: Yen, one_stop: Yen) -> Yen:
    """Return one body's 寄附金税額控除, not yet limited to the levy."""
    return basic + special + one_stop
