"""What consolidation hands on: the kernel's columns, and which document means what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
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
    """Active documents that were added up."""
    special_document_id: NDArray[np.int64]
    """The wage report of the employer who withholds (特別徴収義務者); 0 where there is none."""
    special_bar: NDArray[np.int8]
    """:class:`SpecialBar`: why ``special_document_id`` is 0."""
    main_document_id: NDArray[np.int64]
    """The document whose declarations (spouse, dependants, status) count; 0 for none."""
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
