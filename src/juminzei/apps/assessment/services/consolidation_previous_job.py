"""Previous jobs (前職): counted once, whoever reported them.

An employer who adjusts at year's end includes the pay of the previous employer in its
own 支払金額 and 社会保険料, and names it (他の支払者, columns 64 to 73, or 摘要). Where
the previous employer reported too, that pay would count twice. An employer who did not
adjust reports its own pay alone; a previous job named there is added, unless the
previous employer's own report is among the person's documents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.base.money import Yen

KIND_OF_COMPANY = re.compile(
    r"(株式|有限|合同|合資|合名)会社|\((株|有|同|資|名)\)|一般社団法人|社会福祉法人|医療法人"
)
AMOUNT = r"\D{0,12}?([\d,]{4,13})円?"
NOTED_REVENUE = re.compile(r"前職.*?(?:支払金額|給与|支払額)" + AMOUNT)
NOTED_INSURANCE = re.compile(r"前職.*?(?:社会保険料?|社保)\D{0,12}?([\d,]{4,13}|\d{1,3}(?=円))")
"""Employment insurance alone may be some hundred yen: so few digits count if 円 follows."""
NOTED_PAYER = re.compile(r"前職[\s:：(（]*([^\s:：,、。)）]+)")


@dataclass(frozen=True, slots=True, eq=False)
class PreviousJobs:
    """What to add to each wage report's own figures, yen, negative where it would count twice."""

    revenue: Yen
    social_insurance: Yen
    counted: Yen
    """Pay of a previous job that no report of its own covers, within the report or added."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A previous job as the later employer's report names it."""

    payer: str
    revenue: int
    social_insurance: int


def previous_jobs(wages: Documents) -> PreviousJobs:
    """Return the adjustment of every wage report for the previous job it names."""
    result = PreviousJobs(*(np.zeros(len(wages), dtype=np.int64) for _ in range(3)))
    noted = np.array(["前職" in note for note in wages["note"]], dtype=np.bool_)
    for row in np.flatnonzero((wages["previous_revenue"] > 0) | noted):
        named = _named(wages, int(row))
        if named is None:
            continue
        reported = _reported_itself(wages, int(row), named)
        if _included(wages, int(row), named):
            sign = -1 if reported else 0
        else:
            sign = 0 if reported else 1
        result.revenue[row] = sign * named.revenue
        result.social_insurance[row] = sign * named.social_insurance
        result.counted[row] = 0 if reported else named.revenue
    return result


def payer_key(name: str) -> str:
    """Return a payer's name as it is compared: width, spaces and kind of company put aside."""
    plain = unicodedata.normalize("NFKC", name)
    return KIND_OF_COMPANY.sub("", re.sub(r"\s", "", plain))


def _named(wages: Documents, row: int) -> _Named | None:
    """Return the previous job that the columns name, or else the 摘要."""
    revenue = int(wages["previous_revenue"][row])
    if revenue > 0:
        insurance = int(wages["previous_social_insurance"][row])
        return _Named(str(wages["previous_payer_name"][row]), revenue, insurance)
    note = unicodedata.normalize("NFKC", wages["note"][row])
    noted = NOTED_REVENUE.search(note)
    if noted is None:
        return None  # the word alone, without an amount, changes nothing
    insurance_noted = NOTED_INSURANCE.search(note)
    payer = NOTED_PAYER.search(note)
    return _Named(
        payer=payer.group(1) if payer else "",
        revenue=_yen(noted.group(1)),
        social_insurance=_yen(insurance_noted.group(1)) if insurance_noted else 0,
    )


def _yen(digits: str) -> int:
    return int(digits.replace(",", ""))


def _included(wages: Documents, row: int, named: _Named) -> bool:
    """Say whether the report's own amounts contain the previous job's."""
    return bool(wages["adjusted"][row] and wages["revenue"][row] >= named.revenue)


def _reported_itself(wages: Documents, row: int, named: _Named) -> bool:
    """Say whether another report of the person is the previous employer's own.

    It is if it bears the payer's name, or exactly the amount named.
    """
    key = payer_key(named.payer)
    first, last = np.searchsorted(wages.person, wages.person[row] + np.array([0, 1]))
    return any(
        (key and payer_key(wages["document__payer_name"][other]) == key)
        or int(wages["revenue"][other]) == named.revenue
        for other in range(first, last)
        if other != row
    )
