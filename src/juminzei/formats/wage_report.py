"""給与支払報告書（個人別明細書）, form 315: what an employer paid one person in a year.

Layouts: ``144`` (令和2年分以後), ``98`` (the years before Individual Numbers). Field names are
those of the city's own record of the report; where a column has no field of its own it is
kept in ``other_cells`` and written back as it came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.formats.ordinary_reason import ordinary_reason
from juminzei.formats.reports import read_reports, write_reports
from juminzei.formats.sealed_text import EMPTY, SealedText
from juminzei.formats.writing import Characters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.formats.errors import ReadResult
    from juminzei.formats.relative import Relative

KIND = "wage_report"
JOINED, LEFT = "1", "2"  # 中途就・退職の区分


@dataclass(frozen=True, slots=True, kw_only=True)
class WageReport:
    """One row of form 315. Amounts are yen, counts persons; None is a blank cell, not 0."""

    # the report
    submission: str = "0"
    """提出区分: 0 新規, 1 追加, 2 訂正, 3 取消; blank as received."""
    income_year: int
    """年分, in years of the common era: 2025 for 令和7年分."""
    municipality: str
    """提出先市町村コード with its check digit; a misdirected report names another city."""
    copies: str = ""
    """作成区分: 0 国税のみ, 1 地方のみ, 2 両方."""

    # who pays
    payer_address: str
    payer_name: str
    payer_phone: str = ""
    payer_identifier: str | IndividualNumber = ""
    """法人番号 as text, or the Individual Number of a payer who is a person."""
    collector_number: str = ""

    # who is paid
    address: str
    address_abroad: bool | None = None
    name: str
    kana: str
    """フリガナ in full-width kana; the file writes half-width."""
    birth_on: date
    individual_number: IndividualNumber | None = None
    recipient_reference: str = ""
    job_title: str = ""

    # what was paid
    wage_kind: str = ""
    """種別: 給料, 賞与 …"""
    revenue: int | None = None
    revenue_unpaid: int | None = None
    income_stated: int | None = None
    deduction_total_stated: int | None = None
    withheld_income_tax: int | None = None
    uncollected_income_tax: int | None = None

    # spouse and dependants
    spouse_status: str = ""
    """1 有 2 無 (主たる給与), 3 有 4 無 (従たる給与)."""
    spouse_elderly: bool | None = None
    spouse_deduction_stated: int | None = None
    spouse_income: int | None = None
    dependants_specified: int | None = None
    dependants_specified_secondary: int | None = None
    dependants_elderly: int | None = None
    dependants_elderly_cohabiting: int | None = None
    dependants_elderly_secondary: int | None = None
    dependants_other: int | None = None
    dependants_other_secondary: int | None = None
    dependants_under16: int | None = None
    disabled_special: int | None = None
    disabled_special_cohabiting: int | None = None
    disabled_other: int | None = None
    nonresident_relatives: int | None = None
    spouse: Relative | None = None
    dependants: tuple[Relative, ...] = ()
    under16: tuple[Relative, ...] = ()
    further_dependants: SealedText = EMPTY
    """5人目以降の控除対象扶養親族: names and Individual Numbers in one text."""
    further_under16: SealedText = EMPTY

    # deductions
    social_insurance: int | None = None
    small_enterprise_mutual_aid: int | None = None
    national_pension: int | None = None
    life_deduction_stated: int | None = None
    life_general_new: int | None = None
    life_general_old: int | None = None
    life_nursing: int | None = None
    life_pension_new: int | None = None
    life_pension_old: int | None = None
    earthquake_deduction_stated: int | None = None
    old_long_term_insurance: int | None = None
    basic_deduction_stated: int | None = None
    income_adjustment_deduction_stated: int | None = None

    # housing loan
    housing_loan_stated: int | None = None
    housing_loan_available: int | None = None
    housing_loan_count: str = ""
    housing_move_in_on: date | None = None
    housing_kind: str = ""
    housing_loan_balance: int | None = None
    housing_second_move_in_on: date | None = None
    housing_second_kind: str = ""
    housing_second_loan_balance: int | None = None

    # what the recipient is
    minor: bool | None = None
    secondary: bool | None = None
    self_disability_special: bool | None = None
    self_disability_other: bool | None = None
    widow: bool | None = None
    single_parent: bool | None = None
    working_student: bool | None = None
    left_by_death: bool | None = None
    disaster_victim: bool | None = None
    foreigner: bool | None = None
    family_employee: bool | None = None
    treaty_exempt: bool | None = None

    # joining and leaving, other payers
    change_kind: str = ""
    """中途就・退職: 0 none, 1 就職, 2 退職."""
    changed_on: date | None = None
    previous_payer_address: str = ""
    previous_payer_name: str = ""
    previous_revenue: int | None = None
    previous_withheld_income_tax: int | None = None
    previous_social_insurance: int | None = None
    previous_left_on: date | None = None

    # how the tax is to be collected
    ordinary_collection: bool | None = None
    note: str = ""
    """摘要, free text; a previous job may stand here in words."""

    # kept so that the row can be written back as it came
    eltax_prefix: str = ""
    """What eLTAX put before the row, up to and with its ``@``."""
    other_cells: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    """Cells without a field, or written otherwise than we write them: (column, text)."""
    trailing: SealedText = EMPTY
    """Columns beyond those of the layout, joined by commas."""

    @property
    def ordinary_reason(self) -> str:
        """``A`` … ``F``, the 普通徴収切替理由 named in the note, or ``""``."""
        return ordinary_reason(self.note)

    @property
    def joined_on(self) -> date | None:
        """就職年月日, where the person joined in the year."""
        return self.changed_on if self.change_kind == JOINED else None

    @property
    def left_on(self) -> date | None:
        """退職年月日, where the person left in the year."""
        return self.changed_on if self.change_kind == LEFT else None

    @property
    def self_disability(self) -> str:
        """``none``, ``ordinary`` or ``special``."""
        if self.self_disability_special:
            return "special"
        return "ordinary" if self.self_disability_other else "none"

    @property
    def payer_number(self) -> str:
        """The 法人番号, or ``""`` for a payer who is a person."""
        return self.payer_identifier if isinstance(self.payer_identifier, str) else ""

    @property
    def payer_individual_number(self) -> IndividualNumber | None:
        """The Individual Number of a payer who is a person."""
        return None if isinstance(self.payer_identifier, str) else self.payer_identifier


def read(data: bytes) -> ReadResult[WageReport]:
    """Return every row of a file of form 315, in whichever layout it is.

    Raises:
        FormatError: The file is not text, or its rows are of no known layout.
    """
    return read_reports(data, KIND, WageReport)


def write(
    records: Sequence[WageReport],
    *,
    layout: str = "144",
    charset: str = "cp932",
    characters: Characters = Characters.STANDARD,
) -> bytes:
    """Return ``records`` as a file; ``AS_RECEIVED`` gives a received file back byte for byte.

    Raises:
        FormatError: A character cannot be written in ``charset``; the cells are named.
    """
    return write_reports(records, KIND, layout, coded_as=charset, characters=characters)
