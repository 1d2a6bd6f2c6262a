"""公的年金等支払報告書, form 331: the pension that one payer paid one person in a year.

Layouts: ``49`` (before Individual Numbers), ``71`` (the columns of the national form 377) and
``75`` (our own assumption: those 71, then the four municipal columns of the older form).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.reports import read_reports, write_reports
from juminzei.formats.sealed_text import EMPTY, SealedText
from juminzei.formats.writing import Characters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.formats.errors import ReadResult
    from juminzei.formats.relative import Relative

NO_PAYMENTS = (PensionPayment(),) * 4

KIND = "pension_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionReport:
    """One row of form 331. Amounts are yen, counts persons; None is a blank cell, not 0."""

    submission: str = "0"
    income_year: int
    municipality: str = ""
    """提出先市町村コード with its check digit; the 71-column layout has none."""

    payer_address: str
    payer_name: str
    payer_phone: str = ""
    payer_identifier: str | IndividualNumber = ""
    collector_number: str = ""

    address: str
    address_abroad: bool | None = None
    name: str
    kana: str
    birth_on: date
    individual_number: IndividualNumber | None = None
    recipient_reference: str = ""

    payments: tuple[PensionPayment, ...] = NO_PAYMENTS
    """By item: 1号・4号, 2号・5号, 3号・6号, 7号 (not in the 49-column layout)."""
    social_insurance: int | None = None

    spouse_status: str = ""
    """1 有, 2 無, 3 有かつ老人."""
    dependants_specified: int | None = None
    dependants_elderly: int | None = None
    dependants_other: int | None = None
    dependants_under16: int | None = None
    disabled_special: int | None = None
    disabled_special_cohabiting: int | None = None
    disabled_other: int | None = None
    nonresident_relatives: int | None = None
    spouse: Relative | None = None
    dependants: tuple[Relative, ...] = ()
    under16: tuple[Relative, ...] = ()

    self_disability_special: bool | None = None
    self_disability_other: bool | None = None
    widow: bool | None = None
    single_parent: bool | None = None
    note: str = ""

    eltax_prefix: str = ""
    other_cells: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    trailing: SealedText = EMPTY

    @property
    def revenue(self) -> int:
        """支払金額 over all items, yen."""
        return sum(payment.paid or 0 for payment in self.payments)

    @property
    def withheld_income_tax(self) -> int:
        """源泉徴収税額 over all items, yen."""
        return sum(payment.withheld or 0 for payment in self.payments)

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


def read(data: bytes) -> ReadResult[PensionReport]:
    """Return every row of a file of form 331, in whichever layout it is.

    Raises:
        FormatError: The file is not text, or its rows are of no known layout.
    """
    return read_reports(data, KIND, PensionReport)


def write(
    records: Sequence[PensionReport],
    *,
    layout: str = "75",
    charset: str = "cp932",
    characters: Characters = Characters.STANDARD,
) -> bytes:
    """Return ``records`` as a file; ``AS_RECEIVED`` gives a received file back byte for byte.

    Raises:
        FormatError: A character cannot be written in ``charset``; the cells are named.
    """
    return write_reports(records, KIND, layout, coded_as=charset, characters=characters)
