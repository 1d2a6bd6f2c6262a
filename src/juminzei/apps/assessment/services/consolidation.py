"""Consolidation (合算・名寄せ): all active documents of a person become one row of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.conf import settings

from juminzei.apps.assessment.services.consolidation_declarations import family, own_status
from juminzei.apps.assessment.services.consolidation_documents import (
    Documents,
    pension_reports,
    wage_reports,
)
from juminzei.apps.assessment.services.consolidation_income_adjustment import (
    granted_for_a_relative,
)
from juminzei.apps.assessment.services.consolidation_insurance import housing_loan, insurance
from juminzei.apps.assessment.services.consolidation_persons import (
    NotOnTheListError,
    persons_on_the_list,
)
from juminzei.apps.assessment.services.consolidation_previous_job import (
    PreviousJobs,
    previous_jobs,
)
from juminzei.apps.assessment.services.consolidation_result import Consolidated, SpecialBar
from juminzei.apps.assessment.services.consolidation_special import special_documents
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.law import load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_persons import Persons
    from juminzei.kernel.law import Law

__all__ = ["Consolidated", "NotOnTheListError", "SpecialBar", "consolidate"]


def consolidate(tax_year: int, addressee_ids: NDArray[np.int64]) -> Consolidated:
    """Return one row for each of ``addressee_ids``, in their order.

    Revenue and social insurance of all documents are added up, a previous job once
    (:mod:`.consolidation_previous_job`). Family, insurance and housing loan come from
    one document each, because every report repeats them. Persons are as the frozen list
    has them; household members of the register are never made dependants of anybody who
    did not declare them.

    Args:
        tax_year: The year whose frozen list and documents are meant.
        addressee_ids: Addressee numbers on the frozen list, int64, each once, ascending.

    Raises:
        NotOnTheListError: Somebody is not on the frozen list; nothing was consolidated.
    """
    n = len(addressee_ids)
    if n == 0:
        raise ValueError("consolidate at least one person")
    law = load(tax_year, settings.CONFIGURATION.ordinance)
    persons = persons_on_the_list(tax_year, addressee_ids, law)
    wages = wage_reports(tax_year, addressee_ids)
    pensions = pension_reports(tax_year, addressee_ids)
    previous = previous_jobs(wages)
    special, bars = special_documents(wages, n)
    return Consolidated(
        addressee_ids=addressee_ids,
        columns=_columns(persons, wages, pensions, previous, law),
        document_count=wages.counted(n) + pensions.counted(n),
        special_document_id=special,
        special_bar=bars,
        main_document_id=_main(wages, pensions, n),
        pension_document_id=_first_ids(pensions, n),
        pension_revenue=pensions.summed(pensions["revenue"], n),
        pension_social_insurance=pensions.summed(pensions["social_insurance"], n),
        family_employee=wages.any(wages["family_employee"], n),
        property_only=persons.property_only,
        birth_on=persons.birth_on,
        secondary_only=wages.any(np.ones(len(wages), dtype=np.bool_), n)
        & ~wages.any(~wages["secondary"], n),
        previous_job_counted=wages.summed(previous.counted, n),
    )


def _columns(
    persons: Persons, wages: Documents, pensions: Documents, previous: PreviousJobs, law: Law
) -> TaxpayerColumns:
    """Return what the kernel calculates from.

    内小規模企業共済等掛金 is a part of 社会保険料等の金額 on the report and its own
    deduction here. Nothing is known here of the income of somebody with property alone.
    """
    n = len(persons.age)
    mutual_aid = np.minimum(wages["small_enterprise_mutual_aid"], wages["social_insurance"])
    insured = wages["social_insurance"] - mutual_aid + previous.social_insurance
    relatives = family(wages, pensions, n)
    adult = relatives["has_spouse"] & law.national.personal_exemption.married_are_adult
    columns: dict[str, Any] = {
        "age": persons.age,
        "minor": persons.minor & ~adult,
        "property_only": persons.property_only,
        "income_elsewhere": persons.property_only,
        "revenue_employment": np.maximum(wages.summed(wages["revenue"] + previous.revenue, n), 0),
        "revenue_public_pension": pensions.summed(pensions["revenue"], n),
        "social_insurance": np.maximum(wages.summed(insured, n), 0)
        + pensions.summed(pensions["social_insurance"], n),
        "small_enterprise_mutual_aid": wages.summed(mutual_aid, n),
        "relative_for_income_adjustment": granted_for_a_relative(wages, n, law),
        **relatives,
        **own_status(wages, pensions, persons.female),
        **insurance(wages, n),
        **housing_loan(wages, n),
    }
    return TaxpayerColumns.of(n, **columns)


def _main(wages: Documents, pensions: Documents, n: int) -> NDArray[np.int64]:
    main = _first_ids(wages, n)
    return np.where(main > 0, main, _first_ids(pensions, n))


def _first_ids(documents: Documents, n: int) -> NDArray[np.int64]:
    ids = np.zeros(n, dtype=np.int64)
    first = documents.first_of_each()
    ids[documents.person[first]] = documents["document_id"][first]
    return ids
