"""Deductions for the family: 配偶者, 配偶者特別, 扶養, 特定親族特別."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Flags, Yen
    from juminzei.kernel.parameters.deductions import (
        DependantAmounts,
        DependantDeduction,
        SpecifiedRelativeDeduction,
        SpouseAmounts,
        SpouseDeduction,
        SpouseSpecialAmounts,
        SpouseSpecialDeduction,
    )


@cites("地方税法34条1項10号", "地方税法314条の2第1項10号")
def spouse_deduction(
    *,
    spouse_same_livelihood: Flags,
    spouse_elderly: Flags,
    aggregate_income: Yen,
    law: SpouseAmounts,
) -> Yen:
    """Return 配偶者控除, by the taxpayer's own income, more from the spouse's 70th year."""
    ordinary = law.ordinary.of(aggregate_income)
    elderly = law.elderly.of(aggregate_income)
    return (ordinary + (elderly - ordinary) * spouse_elderly) * spouse_same_livelihood


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def spouse_gap(
    *,
    spouse_same_livelihood: Flags,
    spouse_elderly: Flags,
    aggregate_income: Yen,
    law: SpouseDeduction,
) -> Yen:
    """Return the 人的控除額の差 of 配偶者控除."""
    ordinary = law.gap_ordinary.of(aggregate_income)
    elderly = law.gap_elderly.of(aggregate_income)
    return (ordinary + (elderly - ordinary) * spouse_elderly) * spouse_same_livelihood


@cites("地方税法34条1項10号の2", "地方税法314条の2第1項10号の2")
def has_special_spouse(*, has_spouse: Flags, spouse_same_livelihood: Flags) -> Flags:
    """Return whose spouse earns more than the limit of a 同一生計配偶者."""
    return has_spouse & ~spouse_same_livelihood


@cites("地方税法34条1項10号の2", "地方税法314条の2第1項10号の2")
def spouse_special_deduction(
    *,
    has_special_spouse: Flags,
    spouse_income: Yen,
    aggregate_income: Yen,
    law: SpouseSpecialAmounts,
) -> Yen:
    """Return 配偶者特別控除, by the spouse's and the taxpayer's own income."""
    return law.amount.of(own=aggregate_income, spouse=spouse_income) * has_special_spouse


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def spouse_special_gap(
    *,
    has_special_spouse: Flags,
    spouse_income: Yen,
    aggregate_income: Yen,
    law: SpouseSpecialDeduction,
) -> Yen:
    """Return the 人的控除額の差 of 配偶者特別控除."""
    if not law.gap.rows:
        return np.zeros(len(spouse_income), np.int64)
    return law.gap.of(own=aggregate_income, spouse=spouse_income) * has_special_spouse


@cites(
    "地方税法34条1項11号", "地方税法34条4項", "地方税法314条の2第1項11号", "地方税法314条の2第4項"
)
def dependant_deduction(
    *,
    dependants_other: Counts,
    dependants_specified: Counts,
    dependants_elderly: Counts,
    dependants_elderly_cohabiting: Counts,
    law: DependantAmounts,
) -> Yen:
    """Return 扶養控除; dependants under 16 give none."""
    young = dependants_other * law.other + dependants_specified * law.specified
    old = dependants_elderly * law.elderly
    return young + old + dependants_elderly_cohabiting * (law.elderly_cohabiting - law.elderly)


@cites("地方税法37条1号イ", "地方税法314条の6第1号イ")
def dependant_gap(
    *,
    dependants_other: Counts,
    dependants_specified: Counts,
    dependants_elderly: Counts,
    dependants_elderly_cohabiting: Counts,
    law: DependantDeduction,
) -> Yen:
    """Return the 人的控除額の差 of 扶養控除."""
    young = dependants_other * law.gap_other + dependants_specified * law.gap_specified
    old = dependants_elderly * law.gap_elderly
    cohabiting = law.gap_elderly_cohabiting - law.gap_elderly
    return young + old + dependants_elderly_cohabiting * cohabiting


@cites("地方税法34条1項", "地方税法314条の2第1項")
def specified_relative_deduction(
    *,
    specified_relatives_1: Counts,
    specified_relatives_2: Counts,
    specified_relatives_3: Counts,
    specified_relatives_4: Counts,
    specified_relatives_5: Counts,
    specified_relatives_6: Counts,
    specified_relatives_7: Counts,
    law: SpecifiedRelativeDeduction,
) -> Yen:
    """Return 特定親族特別控除: each relative by the row of the table that holds the income."""
    counts = (
        specified_relatives_1,
        specified_relatives_2,
        specified_relatives_3,
        specified_relatives_4,
        specified_relatives_5,
        specified_relatives_6,
        specified_relatives_7,
    )
    total = np.zeros(len(specified_relatives_1), np.int64)
    # In years before the deduction existed the table has no rows.
    for count, row in zip(counts, law.by_income.rows, strict=False):
        total += count * row.amount
    return total
