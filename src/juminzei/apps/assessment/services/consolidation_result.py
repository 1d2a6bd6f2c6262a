"""What consolidation hands on: the kernel's columns, and which document means what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from juminzei.base.money import Counts, Flags, Yen
    from juminzei.kernel.columns import TaxpayerColumns


class SpecialBar(IntEnum):
    """Why no employer withholds a person's tax; 0 where one does (普通徴収切替理由)."""

    NONE = 0
    NO_WAGE_REPORT = 1
    SECONDARY = 2
    LEFT = 3
    REASON_A = 4
    REASON_B = 5
    REASON_C = 6
    REASON_D = 7
    REASON_E = 8
    REASON_F = 9

    @property
    def label(self) -> str:
        """The reason in Japanese, for a clerk."""
        return _LABELS[self]


_LABELS = {
    SpecialBar.NONE: "特別徴収",
    SpecialBar.NO_WAGE_REPORT: "給与支払報告書なし",
    SpecialBar.SECONDARY: "乙欄のみ（普B）",
    SpecialBar.LEFT: "退職（普F）",
    SpecialBar.REASON_A: "従業員２人以下（普A）",
    SpecialBar.REASON_B: "他の事業所で特別徴収（普B）",
    SpecialBar.REASON_C: "給与が少ない（普C）",
    SpecialBar.REASON_D: "給与の支払が不定期（普D）",
    SpecialBar.REASON_E: "事業専従者（普E）",
    SpecialBar.REASON_F: "退職・退職予定（普F）",
}


class RuledBy(IntEnum):
    """By which kind of document a person's incomes, deductions and family are ruled."""

    NOTHING = 0
    REPORTS = 1
    INHABITANT_RETURN = 2
    NATIONAL_RETURN = 3
    CITY_NOTICE = 4

    @property
    def code(self) -> str:
        """The name as the ledger keeps it; empty where there is no document."""
        return self.name.lower() if self else ""


@dataclass(frozen=True, slots=True, eq=False)
class CountedDocuments:
    """The documents that columns were made from, those of one person together."""

    person: NDArray[np.int64]
    """Place in the list of addressee numbers, ascending."""
    document_id: NDArray[np.int64]

    def of_each(self, persons: int) -> list[list[int]]:
        """Return the documents of each person, in the order of their keys."""
        ends = np.searchsorted(self.person, np.arange(persons + 1)).tolist()
        keys = self.document_id.tolist()
        return [keys[first:last] for first, last in pairwise(ends)]


@dataclass(frozen=True, slots=True, eq=False)
class Consolidated:
    """One row a person, in the order asked for; every array is equally long.

    Persons without any document have a row too, with all money 0: they are on the
    frozen list and are assessed (to nothing, or to the property-only levy).
    """

    addressee_ids: NDArray[np.int64]
    columns: TaxpayerColumns
    """What the kernel calculates from."""
    document_count: Counts
    """Active documents that tell of income, those included that another one outdoes."""
    special_document_id: NDArray[np.int64]
    """The wage report of the employer who withholds (特別徴収義務者); 0 where there is none."""
    special_bar: NDArray[np.int8]
    """:class:`SpecialBar`: why ``special_document_id`` is 0."""
    main_document_id: NDArray[np.int64]
    """The return or notice that rules, else the report whose declarations (spouse,
    dependants, status) count; 0 for none."""
    pension_document_id: NDArray[np.int64]
    """The pension report with the most revenue; 0 for none."""
    pension_revenue: Yen
    """Public pension revenue of all pension reports, yen."""
    pension_social_insurance: Yen
    """Social insurance withheld from pensions, yen; above 0, 介護保険料 is withheld there."""
    family_employee: Flags
    """青色専従者 on any counted wage report."""
    property_only: Flags
    """家屋敷課税: per-capita levy alone."""
    birth_on: NDArray[np.datetime64]
    """Days (``datetime64[D]``) from the frozen list, ``NaT`` where unknown."""
    secondary_only: Flags
    """Wage reports exist, and every one is 乙欄."""
    previous_job_counted: Yen
    """Revenue of previous jobs (他の支払者) that was added because no own report exists, yen."""
    ruled_by: NDArray[np.int8]
    """:class:`RuledBy`."""
    chosen_ordinary: Flags
    """The ruling return asks to pay the tax on other income oneself (自分で納付)."""
    counted: CountedDocuments
    findings: Mapping[str, Yen]
    """What a clerk should look at: by
    :class:`~juminzei.apps.assessment.models.Finding`, each figure 0 for nothing."""
