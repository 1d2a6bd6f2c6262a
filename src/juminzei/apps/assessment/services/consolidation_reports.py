"""What wage and pension reports come to: revenue added up, declarations from one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.services.consolidation_declarations import family, own_status
from juminzei.apps.assessment.services.consolidation_income_adjustment import (
    granted_for_a_relative,
)
from juminzei.apps.assessment.services.consolidation_insurance import housing_loan, insurance
from juminzei.apps.assessment.services.consolidation_previous_job import previous_jobs
from juminzei.kernel.columns import TaxpayerColumns, column_kinds

if TYPE_CHECKING:
    from typing import Any

    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.apps.assessment.services.consolidation_ruling import Block
    from juminzei.apps.assessment.services.consolidation_trace import Trace
    from juminzei.base.money import Yen
    from juminzei.kernel.law import Law


@dataclass(frozen=True, slots=True, eq=False)
class Reported:
    """Every column of the law as the reports alone make it."""

    columns: Block
    previous_job_counted: Yen


def reported(
    wages: Documents, pensions: Documents, persons: int, *, law: Law, trace: Trace
) -> Reported:
    """Return what the reports come to.

    内小規模企業共済等掛金 is a part of 社会保険料等の金額 on the report and its own
    deduction here.

    Args:
        wages: Wage reports, the main one of each person first.
        pensions: Pension reports.
        persons: How many people there are.
        law: The year's law.
        trace: Told what came from where.
    """
    n = persons
    previous = previous_jobs(wages)
    mutual_aid = np.minimum(wages["small_enterprise_mutual_aid"], wages["social_insurance"])
    insured = wages["social_insurance"] - mutual_aid + previous.social_insurance
    granted = granted_for_a_relative(wages, law)
    own, paid = wages["document_id"], pensions["document_id"]
    trace.took("sum_of_wages", ["revenue_employment", "small_enterprise_mutual_aid"], own)
    trace.took("sum_of_pensions", ["revenue_public_pension"], paid)
    trace.took("sum_of_reports", ["social_insurance"], np.concatenate([own, paid]))
    trace.took("granted_adjustment", ["relative_for_income_adjustment"], own[granted])
    columns: dict[str, Any] = {
        "revenue_employment": np.maximum(wages.summed(wages["revenue"] + previous.revenue, n), 0),
        "revenue_public_pension": pensions.summed(pensions["revenue"], n),
        "social_insurance": np.maximum(wages.summed(insured, n), 0)
        + pensions.summed(pensions["social_insurance"], n),
        "small_enterprise_mutual_aid": wages.summed(mutual_aid, n),
        "relative_for_income_adjustment": wages.any(granted, n),
        **family(wages, pensions, n, trace),
        **own_status(wages, pensions, n, trace),
        **insurance(wages, n, trace),
        **housing_loan(wages, n, trace),
    }
    whole = TaxpayerColumns.of(n, **columns)
    return Reported(
        columns={name: getattr(whole, name) for name in column_kinds()},
        previous_job_counted=wages.summed(previous.counted, n),
    )
