"""Sums that the law takes: all deductions, all gaps, what a credit leaves of a levy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("地方税法34条", "地方税法314条の2")
def deduction_total(
    *,
    deduction_casualty: Yen,
    deduction_medical: Yen,
    deduction_social_insurance: Yen,
    deduction_small_enterprise_mutual_aid: Yen,
    deduction_life_insurance: Yen,
    deduction_earthquake_insurance: Yen,
    deduction_disability: Yen,
    deduction_widow: Yen,
    deduction_single_parent: Yen,
    deduction_working_student: Yen,
    deduction_spouse: Yen,
    deduction_spouse_special: Yen,
    deduction_dependant: Yen,
    deduction_specified_relative: Yen,
    deduction_basic: Yen,
) -> Yen:
    """Return the sum of the 所得控除."""
    paid = deduction_medical + deduction_social_insurance + deduction_small_enterprise_mutual_aid
    insured = deduction_life_insurance + deduction_earthquake_insurance
    alone = deduction_widow + deduction_single_parent + deduction_working_student
    spouse = deduction_spouse + deduction_spouse_special
    relatives = deduction_dependant + deduction_specified_relative
    personal = deduction_disability + alone + spouse + relatives + deduction_basic
    total: Yen = deduction_casualty + paid + insured + personal
    return total


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def personal_deduction_gap(
    *,
    gap_basic: Yen,
    gap_disability: Yen,
    gap_widow: Yen,
    gap_single_parent: Yen,
    gap_working_student: Yen,
    gap_spouse: Yen,
    gap_spouse_special: Yen,
    gap_dependant: Yen,
) -> Yen:
    """Return 人的控除額の差の合計額."""
    own = gap_basic + gap_disability + gap_widow + gap_single_parent + gap_working_student
    return own + gap_spouse + gap_spouse_special + gap_dependant


@cites("地方税法34条1項3号", "地方税法34条1項4号", "地方税法314条の2第1項3号・4号")
def whole_amount(*, paid: Yen) -> Yen:
    """Return a deduction that is the whole of what was paid."""
    return paid


def within_levy(*, credit: Yen, levy: Yen) -> Yen:
    """Return a credit, at most what is left of the levy."""
    return at_most(credit, levy)


def levy_after(*, levy: Yen, credit: Yen) -> Yen:
    """Return what a credit leaves of the levy."""
    return levy - credit
