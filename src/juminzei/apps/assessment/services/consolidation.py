"""Consolidation (合算・名寄せ): all active documents of a person become one row of columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.services.consolidation_counting import (
    counted,
    ruled_by,
    ruling_ids,
)
from juminzei.apps.assessment.services.consolidation_documents import together
from juminzei.apps.assessment.services.consolidation_findings import (
    of_corrections,
    of_departments,
    of_gifts,
    of_notices,
    of_ruling,
)
from juminzei.apps.assessment.services.consolidation_gathered import gather
from juminzei.apps.assessment.services.consolidation_notices import (
    one_stop,
    told_by_cities,
    with_gifts,
)
from juminzei.apps.assessment.services.consolidation_persons import NotOnTheListError
from juminzei.apps.assessment.services.consolidation_register import of_the_register
from juminzei.apps.assessment.services.consolidation_reports import reported
from juminzei.apps.assessment.services.consolidation_result import Consolidated, SpecialBar
from juminzei.apps.assessment.services.consolidation_ruling import replaced, ruling
from juminzei.apps.assessment.services.consolidation_special import special_documents
from juminzei.apps.assessment.services.consolidation_trace import PLAIN
from juminzei.kernel.columns import TaxpayerColumns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.apps.assessment.services.consolidation_gathered import Gathered
    from juminzei.apps.assessment.services.consolidation_reports import Reported
    from juminzei.apps.assessment.services.consolidation_result import CountedDocuments
    from juminzei.apps.assessment.services.consolidation_ruling import Block
    from juminzei.apps.assessment.services.consolidation_trace import Trace
    from juminzei.base.money import Flags, Yen

__all__ = ["Consolidated", "NotOnTheListError", "SpecialBar", "consolidate", "consolidated"]

BY_CHOICE = "ordinary"
"""給与・年金以外の所得の徴収方法: 自分で納付."""


def consolidate(tax_year: int, addressee_ids: NDArray[np.int64]) -> Consolidated:
    """Return one row for each of ``addressee_ids``, in their order.

    Args:
        tax_year: The year whose frozen list and documents are meant.
        addressee_ids: Addressee numbers on the frozen list, int64, each once, ascending.

    Raises:
        NotOnTheListError: Somebody is not on the frozen list; nothing was consolidated.
    """
    if len(addressee_ids) == 0:
        raise ValueError("consolidate at least one person")
    return consolidated(gather(tax_year, addressee_ids))


def consolidated(of: Gathered, trace: Trace = PLAIN) -> Consolidated:
    """Return one row a person.

    Revenue and social insurance of all reports are added up, a previous job once
    (:mod:`.consolidation_previous_job`); family, insurance and housing loan come from one
    report each, because every report repeats them. A return takes the place of the reports
    (:mod:`.consolidation_ruling`); one-stop notices and notices of other cities count where
    no return does (:mod:`.consolidation_notices`). Persons are as the frozen list has them;
    household members of the register are never made dependants of anybody who did not
    declare them.

    Args:
        of: The persons and their documents.
        trace: Told where each figure came from.
    """
    n = len(of.addressee_ids)
    wages, pensions = of.wages, of.pensions
    reports = reported(wages, pensions, n, law=of.law, trace=trace)
    found = _decided(of, reports, trace)
    special, bars = special_documents(wages, n)
    main = _first_ids(wages, n)
    main = np.where(main > 0, main, _first_ids(pensions, n))
    telling = of.returns.chosen(of.returns["kind"] != DocumentKind.ONE_STOP)
    return Consolidated(
        addressee_ids=of.addressee_ids,
        columns=TaxpayerColumns.of(n, **found.columns),
        document_count=wages.counted(n) + pensions.counted(n) + telling.counted(n),
        special_document_id=special,
        special_bar=bars,
        main_document_id=ruling_ids(found.above, main),
        pension_document_id=_first_ids(pensions, n),
        pension_revenue=pensions.summed(pensions["revenue"], n),
        pension_social_insurance=pensions.summed(pensions["social_insurance"], n),
        family_employee=wages.any(wages["family_employee"], n),
        property_only=of.persons.property_only,
        birth_on=of.persons.birth_on,
        secondary_only=_all_secondary(wages, n),
        previous_job_counted=reports.previous_job_counted,
        ruled_by=ruled_by(found.above, main > 0),
        chosen_ordinary=found.above.any(found.above["collection_choice"] == BY_CHOICE, n),
        counted=found.counted,
        findings=found.findings,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Decided:
    """What all documents together come to."""

    columns: Block
    above: Documents
    """Returns and notices of other cities that rule, at most one a person."""
    counted: CountedDocuments
    findings: dict[str, Yen]


def _decided(of: Gathered, reports: Reported, trace: Trace) -> _Decided:
    n = len(of.addressee_ids)
    rules = ruling(of.returns, n, tax_year=of.tax_year, trace=trace)
    filed = replaced(reports.columns, rules, tax_year=of.tax_year, trace=trace)
    owners = of.persons.property_only
    told, notices = told_by_cities(
        filed.columns, of.returns, owners=owners, ruled=rules.ruled, trace=trace
    )
    gifts = one_stop(of.returns, rules.ruled, trace)
    above = together(rules.returns, notices)
    given = with_gifts(told, gifts, trace)
    columns = of_the_register(
        given,
        of.persons,
        of.elsewhere,
        income_known=above.marked(n),
        law=of.law,
        trace=trace,
    )
    unruled = [documents.of_persons(~rules.ruled) for documents in (of.wages, of.pensions)]
    documented = of.wages.marked(n) | of.pensions.marked(n) | above.marked(n)
    detail = of.wages.of_persons(filed.left_to_reports)
    return _Decided(
        columns=columns,
        above=above,
        counted=counted([*unruled, detail, above, rules.choosing, gifts.notices]),
        findings={
            **of_ruling(reports.columns, columns, rules),
            **of_gifts(columns, rules.ruled, gifts),
            **of_notices(of.returns, owners),
            **of_departments(columns, of.elsewhere, above, documented),
            **of_corrections([of.wages, of.pensions, of.returns], of.corrected, n),
        },
    )


def _all_secondary(wages: Documents, n: int) -> Flags:
    return wages.marked(n) & ~wages.any(~wages["secondary"], n)


def _first_ids(documents: Documents, n: int) -> NDArray[np.int64]:
    ids = np.zeros(n, dtype=np.int64)
    first = documents.first_of_each()
    ids[documents.person[first]] = documents["document_id"][first]
    return ids
