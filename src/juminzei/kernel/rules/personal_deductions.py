"""Deductions for what the taxpayer is: 障害者, 寡婦, ひとり親, 勤労学生, and 基礎控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.kernel.columns import Disability, SingleParent

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Flags, Yen
    from juminzei.kernel.parameters.deductions import (
        BasicAmounts,
        BasicDeduction,
        DisabilityAmounts,
        DisabilityDeduction,
        SingleParentAmounts,
        SingleParentDeduction,
        WidowAmounts,
        WidowDeduction,
        WorkingStudentAmounts,
        WorkingStudentDeduction,
    )


@cites("地方税法34条1項6号", "地方税法314条の2第1項6号")
def disabled_ordinary(
    *,
    disability: Counts,
    disabled_other: Counts,
    spouse_disability: Counts,
    spouse_same_livelihood: Flags,
) -> Counts:
    """Return how many are 障害者 but not special: the taxpayer and relatives."""
    own: Flags = disability == Disability.ORDINARY
    spouse: Flags = spouse_same_livelihood & (spouse_disability == Disability.ORDINARY)
    return disabled_other + own + spouse


@cites("地方税法34条1項6号", "地方税法314条の2第1項6号")
def disabled_special(
    *,
    disability: Counts,
    disabled_special: Counts,
    spouse_disability: Counts,
    spouse_same_livelihood: Flags,
) -> Counts:
    """Return how many are 特別障害者, those who live with the taxpayer included."""
    own: Flags = disability == Disability.SPECIAL
    spouse: Flags = spouse_same_livelihood & (spouse_disability == Disability.SPECIAL)
    return disabled_special + own + spouse


@cites("地方税法34条4項", "地方税法314条の2第4項")
def disabled_special_cohabiting(
    *,
    disabled_special_cohabiting: Counts,
    spouse_disability: Counts,
    spouse_same_livelihood: Flags,
    spouse_cohabiting: Flags,
) -> Counts:
    """Return how many relatives are 同居特別障害者."""
    special: Flags = spouse_disability == Disability.SPECIAL
    return disabled_special_cohabiting + (special & spouse_same_livelihood & spouse_cohabiting)


@cites("地方税法34条1項6号", "地方税法314条の2第1項6号")
def disability_deduction(
    *,
    disabled_ordinary: Counts,
    disabled_special: Counts,
    disabled_special_cohabiting: Counts,
    law: DisabilityAmounts,
) -> Yen:
    """Return 障害者控除."""
    apart = disabled_ordinary * law.ordinary + disabled_special * law.special
    return apart + disabled_special_cohabiting * (law.special_cohabiting - law.special)


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def disability_gap(
    *,
    disabled_ordinary: Counts,
    disabled_special: Counts,
    disabled_special_cohabiting: Counts,
    law: DisabilityDeduction,
) -> Yen:
    """Return the 人的控除額の差 of 障害者控除."""
    apart = disabled_ordinary * law.gap_ordinary + disabled_special * law.gap_special
    return apart + disabled_special_cohabiting * (law.gap_special_cohabiting - law.gap_special)


@cites("地方税法23条1項11号", "地方税法292条1項11号")
def is_widow(
    *, widow: Flags, single_parent: Counts, aggregate_income: Yen, law: WidowAmounts
) -> Flags:
    """Return who is a 寡婦: not ひとり親, and within the income limit."""
    alone: Flags = widow & (single_parent == SingleParent.NONE)
    return alone & (aggregate_income <= law.aggregate_income_limit)


@cites("地方税法23条1項12号", "地方税法292条1項12号")
def is_single_parent(
    *, single_parent: Counts, aggregate_income: Yen, law: SingleParentAmounts
) -> Flags:
    """Return who is a ひとり親 within the income limit."""
    parent: Flags = single_parent > SingleParent.NONE
    return parent & (aggregate_income <= law.aggregate_income_limit)


@cites("地方税法34条1項9号", "地方税法314条の2第1項9号")
def is_working_student(
    *,
    working_student: Flags,
    aggregate_income: Yen,
    income_from_work: Yen,
    law: WorkingStudentAmounts,
) -> Flags:
    """Return who is a 勤労学生: has pay, little income, and hardly any besides the pay."""
    little: Flags = aggregate_income <= law.aggregate_income_limit
    works = little & (income_from_work > 0)
    return works & working_student & (aggregate_income - income_from_work <= law.other_income_limit)


@cites("地方税法34条1項8号", "地方税法314条の2第1項8号")
def widow_deduction(*, widow: Flags, law: WidowAmounts) -> Yen:
    """Return 寡婦控除."""
    return widow * law.amount


@cites("地方税法34条1項8号の2", "地方税法314条の2第1項8号の2")
def single_parent_deduction(*, single_parent: Flags, law: SingleParentAmounts) -> Yen:
    """Return ひとり親控除."""
    return single_parent * law.amount


@cites("地方税法34条1項9号", "地方税法314条の2第1項9号")
def working_student_deduction(*, working_student: Flags, law: WorkingStudentAmounts) -> Yen:
    """Return 勤労学生控除."""
    return working_student * law.amount


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def widow_gap(*, widow: Flags, law: WidowDeduction) -> Yen:
    """Return the 人的控除額の差 of 寡婦控除."""
    return widow * law.gap


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def single_parent_gap(*, is_single_parent: Flags, kind: Counts, law: SingleParentDeduction) -> Yen:
    """Return the 人的控除額の差 of ひとり親控除: larger for a mother."""
    mother: Flags = is_single_parent & (kind == SingleParent.MOTHER)
    return is_single_parent * law.gap_father + mother * (law.gap_mother - law.gap_father)


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def working_student_gap(*, working_student: Flags, law: WorkingStudentDeduction) -> Yen:
    """Return the 人的控除額の差 of 勤労学生控除."""
    return working_student * law.gap


@cites("地方税法34条2項", "地方税法314条の2第2項")
def basic_deduction(*, aggregate_income: Yen, law: BasicAmounts) -> Yen:
    """Return 基礎控除, which high incomes lose."""
    return law.by_aggregate_income.of(aggregate_income)


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def basic_gap(*, aggregate_income: Yen, law: BasicDeduction) -> Yen:
    """Return the 人的控除額の差 of 基礎控除, fixed though the national amount rose."""
    return law.gap.of(aggregate_income)
