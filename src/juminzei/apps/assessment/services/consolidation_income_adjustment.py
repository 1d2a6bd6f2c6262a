"""Whether an employer granted the 所得金額調整控除 for a relative in nobody else's count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns

if TYPE_CHECKING:
    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.base.money import Flags
    from juminzei.kernel.law import Law


@cites("租税特別措置法41条の3の11第1項", "租税特別措置法41条の3の12")
def granted_for_a_relative(wages: Documents, law: Law) -> Flags:
    """Return in which report the year-end adjustment took the deduction off the income.

    Both earners of a family may have it for the same child, who then stands in only one
    of their reports; and a child of 16 to 18 stands among the other dependants. The
    report's own 給与所得控除後の金額（調整控除後）tells: it is less than the table gives.

    Args:
        wages: Wage reports.
        law: The year's law.
    """
    over = law.national.income_adjustment_child.revenue_over
    rows = np.flatnonzero((wages["revenue"] > over) & (wages["income_stated"] > 0))
    granted = np.zeros(len(wages), dtype=np.bool_)
    if len(rows):
        pay = TaxpayerColumns.of(len(rows), revenue_employment=wages["revenue"][rows])
        by_table = assess(pay, law).income_employment
        granted[rows] = wages["income_stated"][rows] < by_table
    return granted
