"""非課税の範囲: who owes nothing, and who only the per-capita levy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.kernel.exemption import Exemption

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Counts, Flags, Yen
    from juminzei.kernel.parameters.scope import (
        IncomeLevyExemption,
        PerCapitaExemption,
        PersonalExemption,
        RelativeClasses,
        Relatives,
        Threshold,
    )


@cites("地方税法23条1項7号", "地方税法292条1項7号")
def spouse_same_livelihood(*, has_spouse: Flags, spouse_income: Yen, law: RelativeClasses) -> Flags:
    """Return who has a 同一生計配偶者: one whose income is within the limit."""
    return has_spouse & (spouse_income <= law.dependant_income_limit)


@cites("地方税法295条3項", "地方税法附則3条の3")
def exemption_count(
    *,
    spouse_same_livelihood: Flags,
    dependants_under16: Counts,
    dependants_other: Counts,
    dependants_specified: Counts,
    dependants_elderly: Counts,
    dependants_abroad_ineligible: Counts,
    law: Relatives,
) -> Counts:
    """Return the n of the thresholds: 同一生計配偶者 and 扶養親族, under 16 included."""
    young = spouse_same_livelihood + dependants_under16 + dependants_other
    count = young + dependants_specified + dependants_elderly
    if law.abroad_ineligible_counted:
        count += dependants_abroad_ineligible
    return count


@cites("地方税法295条1項2号")
def personal_exemption(
    *,
    disability: Counts,
    minor: Flags,
    widow_or_single_parent: Flags,
    aggregate_income: Yen,
    law: PersonalExemption,
) -> Flags:
    """Return which 障害者・未成年者・寡婦・ひとり親 earned too little to be taxed."""
    protected = (disability > 0) | minor | widow_or_single_parent
    return protected & (aggregate_income <= law.aggregate_income_limit)


@cites("地方税法295条3項", "地方税法施行令47条の3")
def per_capita_threshold(
    *, exemption_count: Counts, threshold: Threshold, law: PerCapitaExemption
) -> Yen:
    """Return 均等割の非課税限度額 of the city's grade."""
    with_relatives = (exemption_count > 0) * threshold.relatives_addition
    return threshold.base * (exemption_count + 1) + law.addition + with_relatives


@cites("地方税法附則3条の3第1項", "地方税法附則3条の3第4項")
def income_levy_threshold(*, exemption_count: Counts, law: IncomeLevyExemption) -> Yen:
    """Return 所得割の非課税限度額."""
    with_relatives = (exemption_count > 0) * law.relatives_addition
    return law.base * (exemption_count + 1) + law.addition + with_relatives


@cites("地方税法295条", "地方税法附則3条の3")
def exemption(
    *,
    public_assistance: Flags,
    personal_exemption: Flags,
    within_per_capita_threshold: Flags,
    within_income_levy_threshold: Flags,
) -> NDArray[np.int8]:
    """Return the first ground that applies, as a code of :class:`Exemption`."""
    code = within_income_levy_threshold.view(np.int8) * np.int8(Exemption.INCOME_LEVY_THRESHOLD)
    for ground, applies in (
        (Exemption.PER_CAPITA_THRESHOLD, within_per_capita_threshold),
        (Exemption.INCOME_1350000, personal_exemption),
        (Exemption.PUBLIC_ASSISTANCE, public_assistance),
    ):
        code += (np.int8(ground) - code) * applies.view(np.int8)  # no branch to guess wrongly
    return code


@cites("地方税法294条1項2号", "地方税法295条3項")
def within_threshold(*, income: Yen, threshold: Yen, income_elsewhere: Flags) -> Flags:
    """Return whose known income is within a threshold; unknown incomes are not."""
    return (income <= threshold) & ~income_elsewhere


@cites("地方税法294条1項2号", "地方税法附則3条の3")
def within_income_levy_threshold(
    *, total_income_etc: Yen, threshold: Yen, property_only: Flags
) -> Flags:
    """Return whom the income levy spares; it does not reach 家屋敷課税 anyway."""
    return (total_income_etc <= threshold) & ~property_only
