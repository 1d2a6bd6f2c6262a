"""生命保険料控除 and 地震保険料控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, larger_of

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Yen
    from juminzei.kernel.parameters.deductions import EarthquakeInsurance, LifeInsurance


@cites("地方税法34条1項5号", "地方税法314条の2第1項5号")
def life_insurance_new_exact(*, premium: Yen, law: LifeInsurance) -> Exact:
    """Return what a class of new contracts (2012 and later) gives, before rounding."""
    return law.new.of(premium)


@cites("地方税法34条1項5号", "地方税法314条の2第1項5号")
def life_insurance_old_exact(*, premium: Yen, law: LifeInsurance) -> Exact:
    """Return what a class of old contracts (2011 and earlier) gives, before rounding."""
    return law.old.of(premium)


@cites("地方税法34条1項5号", "地方税法314条の2第1項5号")
def life_insurance_class(*, new: Yen, old: Yen, law: LifeInsurance) -> Yen:
    """Return the better of the old contracts alone and of both within the new limit."""
    return larger_of(old, at_most(new + old, law.limit_with_new))


@cites("地方税法34条1項5号", "地方税法314条の2第1項5号")
def life_insurance_deduction(
    *, general: Yen, nursing: Yen, pension: Yen, law: LifeInsurance
) -> Yen:
    """Return 生命保険料控除: the three classes together, within the limit."""
    return at_most(general + nursing + pension, law.limit)


@cites("地方税法34条1項5号の3", "地方税法314条の2第1項5号の3")
def earthquake_exact(*, premium: Yen, law: EarthquakeInsurance) -> Exact:
    """Return half of the earthquake premiums, before rounding."""
    return law.rate.times(premium)


@cites("地方税法34条1項5号の3", "地方税法314条の2第1項5号の3")
def old_long_term_exact(*, premium: Yen, law: EarthquakeInsurance) -> Exact:
    """Return what 旧長期損害保険料 gives by the transition of 平成18年法律7号, before rounding."""
    return law.old_long_term.of(premium)


@cites("地方税法34条1項5号の3", "地方税法314条の2第1項5号の3")
def earthquake_insurance_deduction(
    *, earthquake: Yen, old_long_term: Yen, law: EarthquakeInsurance
) -> Yen:
    """Return 地震保険料控除: both together, within the limit."""
    return at_most(at_most(earthquake, law.limit) + old_long_term, law.limit)
