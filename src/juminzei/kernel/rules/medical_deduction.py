"""医療費控除, and セルフメディケーション税制 in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, larger_of, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Yen
    from juminzei.kernel.parameters.deductions import Medical, SelfMedication


@cites("地方税法34条1項2号", "地方税法314条の2第1項2号")
def medical_threshold_exact(*, total_income_etc: Yen, law: Medical) -> Exact:
    """Return the part of the income that medical costs must pass, before rounding."""
    return law.threshold_rate.times(total_income_etc)


@cites("地方税法34条1項2号", "地方税法314条の2第1項2号")
def medical_deduction(
    *, medical_paid: Yen, medical_reimbursed: Yen, threshold: Yen, law: Medical
) -> Yen:
    """Return 医療費控除."""
    own_cost = medical_paid - medical_reimbursed
    return at_most(not_below_zero(own_cost - at_most(threshold, law.threshold_limit)), law.limit)


@cites("地方税法附則4条の4")
def self_medication_deduction(
    *, self_medication_paid: Yen, self_medication_reimbursed: Yen, law: SelfMedication
) -> Yen:
    """Return the deduction for medicines bought without prescription."""
    own_cost = self_medication_paid - self_medication_reimbursed
    return at_most(not_below_zero(own_cost - law.threshold), law.limit)


@cites("地方税法附則4条の4")
def medical_or_self_medication(*, medical: Yen, self_medication: Yen) -> Yen:
    """Return the one that is claimed; whoever claims one cannot have the other."""
    return larger_of(medical, self_medication)
