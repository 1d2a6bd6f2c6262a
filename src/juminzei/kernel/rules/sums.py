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
    medical: Yen,
    social_insurance: Yen,
    small_enterprise_mutual_aid: Yen,
    life_insurance: Yen,
    earthquake_insurance: Yen,
    disability: Yen,
    widow: Yen,
    single_parent: Yen,
    working_student: Yen,
    spouse: Yen,
    spouse_special: Yen,
    dependant: Yen,
    specified_relative: Yen,
    basic: Yen,
) -> Yen:
    """Return the sum of the 所得控除."""
    paid = medical + social_insurance + small_enterprise_mutual_aid
    insured = life_insurance + earthquake_insurance
    personal = disability + widow + single_parent + working_student + basic
    family = spouse + spouse_special + dependant + specified_relative
    total: Yen = paid + insured + personal + family
    return total


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def personal_deduction_gap(
    *,
    basic: Yen,
    disability: Yen,
    widow: Yen,
    single_parent: Yen,
    working_student: Yen,
    spouse: Yen,
    spouse_special: Yen,
    dependant: Yen,
) -> Yen:
    """Return 人的控除額の差の合計額."""
    personal = basic + disability + widow + single_parent + working_student
    return personal + spouse + spouse_special + dependant


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
