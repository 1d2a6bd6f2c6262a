"""Insurance premiums and the housing loan, as declared once, at the year-end adjustment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.apps.assessment.services.consolidation_trace import Trace
    from juminzei.base.money import Flags, Yen

LIFE = (
    *("life_general_new", "life_general_old", "life_nursing"),
    *("life_pension_new", "life_pension_old"),
)
PREMIUMS = (*LIFE, "earthquake", "old_long_term")
OLD_LONG_TERM_ALL, OLD_LONG_TERM_HALF, OLD_LONG_TERM_MOST = 10_000, 20_000, 15_000
SEVEN_PERCENT_FROM = np.datetime64("2014-04-01")
SEVEN_PERCENT_UNTIL = np.datetime64("2021-12-31")
SEVEN_PERCENT_SPECIAL_UNTIL = np.datetime64("2022-12-31")


def insurance(wages: Documents, persons: int, trace: Trace) -> dict[str, NDArray[np.int64]]:
    """Return the premiums paid by kind, yen, each person's from one wage report.

    Premiums are declared to the main employer only, and may stand in a report of an
    earlier one again; so the preferred report that states any is believed.
    """
    stated = np.any([wages[name] > 0 for name in (*LIFE, "old_long_term_insurance")], axis=0)
    stated |= wages["earthquake_deduction_stated"] > 0
    believed = _first(wages, stated)
    trace.took("one_insurance", PREMIUMS, believed["document_id"])
    columns = {name: believed[name] for name in LIFE}
    columns["old_long_term"] = believed["old_long_term_insurance"]
    columns["earthquake"] = earthquake_paid(
        deduction_stated=believed["earthquake_deduction_stated"],
        old_long_term=believed["old_long_term_insurance"],
    )
    return {name: _spread(believed, values, persons) for name, values in columns.items()}


@cites("所得税法77条", "平成18年法律10号附則10条")
def earthquake_paid(*, deduction_stated: Yen, old_long_term: Yen) -> Yen:
    """Return the earthquake premiums behind the income-tax deduction that a report states.

    The report states 地震保険料の控除額 for income tax: premiums in full, plus the old
    long-term part (in full to 10,000, half plus 5,000 to 20,000, then 15,000), together
    at most 50,000. Taking the old part off gives the premiums, exactly below 50,000. At
    50,000 more may have been paid, which changes nothing: half of what is found plus the
    old part of the inhabitant tax reaches its limit of 25,000 in every case.
    """
    old_part = np.where(
        old_long_term <= OLD_LONG_TERM_ALL,
        old_long_term,
        np.minimum(-(-old_long_term // 2) + 5_000, OLD_LONG_TERM_MOST),
    )
    return np.maximum(deduction_stated - old_part, 0)


@cites("地方税法附則5条の4の2")
def housing_loan(wages: Documents, persons: int, trace: Trace) -> dict[str, NDArray[Any]]:
    """Return what the housing-loan credit is calculated from, from one wage report.

    Where 控除可能額 is blank, income tax took the whole credit: available and used are
    the same. The income tax base is that of the year-end adjustment; a person with
    other income files a return, whose figures then take its place.
    """
    stated = (wages["housing_loan_available"] > 0) | (wages["housing_loan_stated"] > 0)
    believed = _first(wages, stated)
    used = believed["housing_loan_stated"]
    base = np.maximum(believed["income_stated"] - believed["deduction_total_stated"], 0)
    columns = {
        "housing_loan_available": np.maximum(believed["housing_loan_available"], used),
        "housing_loan_income_tax": used,
        "housing_loan_income_tax_base": base // 1_000 * 1_000,
        "housing_loan_seven_percent": seven_percent(
            kind=believed["housing_kind"], move_in_on=believed["housing_move_in_on"]
        ),
    }
    trace.took("one_housing_loan", columns, believed["document_id"])
    return {name: _spread(believed, values, persons) for name, values in columns.items()}


def seven_percent(*, kind: NDArray[Any], move_in_on: NDArray[np.datetime64]) -> Flags:
    """Return for whom the limit is 7 % (136,500) and not 5 % (97,500).

    That is a house bought at 8 % or 10 % consumption tax (first digit of 区分 1 or more)
    and moved into from April 2014 through 2021; with the extended period (3x, 4x)
    through 2022.
    """
    taxed = np.array([len(text) > 1 and text[0] in "1234" for text in kind], dtype=np.bool_)
    extended = np.array([len(text) > 1 and text[0] in "34" for text in kind], dtype=np.bool_)
    last = np.where(extended, SEVEN_PERCENT_SPECIAL_UNTIL, SEVEN_PERCENT_UNTIL)
    in_time = (move_in_on >= SEVEN_PERCENT_FROM) & (move_in_on <= last)
    return taxed & in_time


def _first(wages: Documents, stated: Flags) -> Documents:
    """Return the preferred report of each person among those that state something."""
    stating = wages.chosen(stated)
    return stating.chosen(stating.first_of_each())


def _spread(documents: Documents, values: NDArray[Any], persons: int) -> NDArray[Any]:
    column = np.zeros(persons, dtype=values.dtype)
    column[documents.person] = values
    return column
