"""寄附金税額控除: the basic part, ふるさと納税's special part, and the one-stop part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import Exact, at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Rate, Yen
    from juminzei.kernel.parameters.credits import DonationCredit, HometownDonation

OUT_OF_QUESTION = 2**40
"""More than the numerator of any rate: what no base asks for is not the lowest."""


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


@cites("地方税法附則5条の5")
def land_short_base(*, tax_base_land_short: Yen, tax_base_land_short_reduced: Yen) -> Yen:
    """Return 課税短期譲渡所得金額, whatever rate it bears."""
    return tax_base_land_short + tax_base_land_short_reduced


@cites("地方税法附則5条の5")
def other_separate_base(*, separate_base: Yen, land_short_base: Yen) -> Yen:
    """Return the separate bases that share one rate of the 特例控除."""
    return separate_base - land_short_base


@cites(
    "地方税法37条の2第11項", "地方税法314条の7第11項", "地方税法附則5条の5", "地方税法附則5条の6"
)
def hometown_rate(
    *,
    rate_base: Yen,
    tax_base: Yen,
    tax_base_forestry: Yen,
    tax_base_retirement: Yen,
    land_short_base: Yen,
    other_separate_base: Yen,
    law: HometownDonation,
) -> Exact:
    """Return the rate of the 特例控除.

    課税総所得金額 picks it as long as it covers what is taken off. Where there is none, or too
    little, and other bases bear the levy, the lowest of these bases' rates holds.

    Args:
        rate_base: What :func:`hometown_rate_base` returned.
        tax_base: 課税総所得金額, yen.
        tax_base_forestry: 課税山林所得金額, yen; a part of it picks a row of the table.
        tax_base_retirement: 課税退職所得金額, yen; picks a row of the table.
        land_short_base: 課税短期譲渡所得金額, yen; has a rate of its own.
        other_separate_base: All other separate bases, yen; have one rate.
        law: The parameters of the tax year.
    """
    table = law.rate.of(rate_base)
    taxed_apart = tax_base_forestry + tax_base_retirement + land_short_base + other_separate_base
    rows = np.flatnonzero(((tax_base == 0) | (rate_base < 0)) & (taxed_apart > 0))
    if len(rows) == 0:
        return table
    by_table = (law.forestry_part.of(tax_base_forestry[rows]), tax_base_retirement[rows])
    apart = (tax_base_forestry, tax_base_retirement, land_short_base, other_separate_base)
    bases = [base[rows] for base in apart]
    rates = np.empty((len(bases), len(rows)), np.int64)
    rates[:2] = law.rate.of(np.concatenate(by_table)).numerator.reshape(2, -1)
    rates[2] = _over(table, law.rate_with_land_short)
    rates[3] = _over(table, law.rate_with_other_separate)
    numerators = table.numerator.copy()
    numerators[rows] = np.min(rates + (np.stack(bases) == 0) * OUT_OF_QUESTION, axis=0)
    return Exact(numerators, table.denominator)


def _over(table: Exact, rate: Rate) -> int:
    """Return the numerator of a rate over the denominator of the table."""
    if not isinstance(table.denominator, int):
        raise TypeError("hometown_donation.rate: write all rows with the same denominator")
    numerator, rest = divmod(rate.numerator * table.denominator, rate.denominator)
    if rest:
        raise ValueError(f"hometown_donation: {rate} has no denominator {table.denominator:,}")
    return numerator


@cites("地方税法37条の2第11項", "地方税法314条の7第11項", "地方税法附則5条の6")
def hometown_special_exact(*, counted: Yen, hometown_rate: Exact, share: Rate) -> Exact:
    """Return one body's 特例控除額 before rounding and before its limit."""
    numerator: Yen = counted * hometown_rate.numerator
    return Exact(numerator * share.numerator, hometown_rate.denominator * share.denominator)


@cites("地方税法37条の2第11項", "地方税法314条の7第11項")
def hometown_limit_exact(*, levy_after_adjustment_credit: Yen, law: HometownDonation) -> Exact:
    """Return the limit: a fifth of the levy after 調整控除, before rounding."""
    return law.levy_limit.times(levy_after_adjustment_credit)


@cites("地方税法37条の2第11項", "地方税法314条の7第11項")
def hometown_special(*, special: Yen, limit: Yen) -> Yen:
    """Return one body's 特例控除額."""
    return at_most(special, limit)


@cites("地方税法附則7条の2", "地方税法附則7条の3")
def one_stop_rate(*, rate_base: Yen, law: HometownDonation) -> Exact:
    """Return the income tax's part as a part of the 特例控除額."""
    return law.one_stop.of(rate_base)


@cites("地方税法附則7条の2", "地方税法附則7条の3")
def one_stop_exact(*, special: Yen, one_stop_rate: Exact) -> Exact:
    """Return one body's 申告特例控除額, in place of the income tax's part, before rounding."""
    return Exact(special * one_stop_rate.numerator, one_stop_rate.denominator)


@cites("地方税法37条の2", "地方税法314条の7", "地方税法附則7条の2", "地方税法附則7条の3")
def donation_credit(*, basic: Yen, special: Yen, one_stop: Yen) -> Yen:
    """Return one body's 寄附金税額控除, not yet limited to the levy."""
    return basic + special + one_stop
