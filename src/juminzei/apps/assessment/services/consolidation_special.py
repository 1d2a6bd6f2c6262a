"""Which employer withholds a person's tax, or why none does (特別徴収・普通徴収切替理由)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.services.consolidation_result import SpecialBar
from juminzei.base.citation import cites

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_documents import Documents

BY_LETTER = {
    "A": SpecialBar.REASON_A,
    "B": SpecialBar.REASON_B,
    "C": SpecialBar.REASON_C,
    "D": SpecialBar.REASON_D,
    "E": SpecialBar.REASON_E,
    "F": SpecialBar.REASON_F,
}


@cites("地方税法321条の3", "地方税法321条の4")
def special_documents(wages: Documents, persons: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Return the report of the employer who withholds (0 for none), and why none does.

    Of the reports without a bar the preferred one counts. Where all have one, the bar of
    the main report is told.

    Args:
        wages: Wage reports, the main one of each person first.
        persons: How many people there are.
    """
    documents = np.zeros(persons, dtype=np.int64)
    bars = np.full(persons, SpecialBar.NO_WAGE_REPORT, dtype=np.int8)
    barred = document_bars(wages)
    main = wages.first_of_each()
    bars[wages.person[main]] = barred[main]
    open_rows = np.flatnonzero(barred == SpecialBar.NONE)
    withholding = open_rows[wages.chosen(open_rows).first_of_each()]
    documents[wages.person[withholding]] = wages["document_id"][withholding]
    bars[wages.person[withholding]] = SpecialBar.NONE
    return documents, bars


def document_bars(wages: Documents) -> NDArray[np.int8]:
    """Return why the employer of each report does not withhold, 0 where it does.

    The employer's own reason (普A to 普F) comes first, then 退職, then 乙欄, which stand
    for F and B without being named. An employer who asks for ordinary collection without
    naming a reason withholds: the law knows no wish, only reasons.
    """
    bars = np.zeros(len(wages), dtype=np.int8)
    bars[wages["secondary"]] = SpecialBar.SECONDARY
    bars[~np.isnat(wages["left_on"])] = SpecialBar.LEFT
    for letter, bar in BY_LETTER.items():
        bars[wages["ordinary_collection"] & (wages["ordinary_reason"] == letter)] = bar
    return bars
