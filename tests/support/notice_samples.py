"""Made-up notices for tests and pictures: the worked example of a family of five in Kazo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from juminzei.notices.ordinary.form import (
    Computation,
    IncomeLine,
    LevyLine,
    Line,
    OrdinaryNotice,
    Term,
)
from juminzei.notices.ordinary.slips import payment_slip
from juminzei.notices.recipient import Recipient
from juminzei.notices.special.form import CollectorNotice, EmployeeNotice
from juminzei.notices.wording.city_wording import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.notices.ordinary.form import PaymentSlip

DUE = (date(2026, 6, 30), date(2026, 8, 31), date(2026, 11, 2), date(2027, 2, 1))
"""第1期から第4期: month ends, shifted off Saturday 31 October and Sunday 31 January."""
FAMILY_TERMS = (24_500, 22_000, 22_000, 22_000)
SPECIAL_MONTHS = (8_000, *(7_500,) * 11)
SPECIAL_DUE = (
    *(date(2026, 7, 10), date(2026, 8, 10), date(2026, 9, 10), date(2026, 10, 13)),
    *(date(2026, 11, 10), date(2026, 12, 10), date(2027, 1, 12), date(2027, 2, 10)),
    *(date(2027, 3, 10), date(2027, 4, 12), date(2027, 5, 10), date(2027, 6, 10)),
)
"""The 10th of the next month; 10 October is a Saturday before スポーツの日, 10 January a
Sunday before 成人の日, 10 April a Saturday."""


def family() -> Computation:
    """The worked example: salary 5,000,000, spouse, three children, hometown donation."""
    return Computation(
        incomes=(IncomeLine("給与", 5_000_000, 3_560_000),),
        aggregate_income=3_560_000,
        total_income_etc=3_560_000,
        deductions=(
            Line("社会保険料控除", 750_000),
            Line("生命保険料控除", 49_000),
            Line("配偶者控除", 330_000),
            Line("扶養控除", 330_000),
            Line("特定親族特別控除", 450_000),
            Line("基礎控除", 430_000),
        ),
        deduction_total=2_339_000,
        tax_base=1_221_000,
        municipal_rate="6％",
        prefectural_rate="4％",
        levy=(
            LevyLine("", 73_260, 48_840),
            LevyLine("調整控除", -4_500, -3_000),
            LevyLine("寄附金税額控除", -17_459, -11_640),
        ),
        income_levy=LevyLine("所得割額", 51_300, 34_200),
        per_capita_levy=LevyLine("均等割額", 3_000, 1_000),
        forest_environment_tax=1_000,
        total=90_500,
    )


def lump(total: int) -> Computation:
    """A computation whose yearly tax is ``total``, all of it municipal income levy but 5,000."""
    levy = LevyLine("所得割額", total - 5_000, 0)
    return replace(family(), income_levy=levy, total=total)


def slip(number: str, term: Term) -> PaymentSlip:
    """A slip with the codes that its amount allows."""
    return payment_slip(
        term,
        number=number,
        tax_year=2026,
        version=1,
        wording=load("kazo"),
        confirmation_key=b"made up",
    )


def ordinary(
    number: str = "0000012347",
    *,
    amounts: Sequence[int] = FAMILY_TERMS,
    computation: Computation | None = None,
) -> OrdinaryNotice:
    """A notice paid by slips of ``amounts``; nought yen gets no slip."""
    terms = tuple(
        Term(i, amount, due)
        for i, (amount, due) in enumerate(zip(amounts, DUE, strict=False), start=1)
    )
    total = sum(amounts)
    return OrdinaryNotice(
        number=number,
        tax_year=2026,
        recipient=Recipient(
            "3470055", "埼玉県加須市中央一丁目1番地1　コーポ見本201号", "加須　太郎"
        ),
        taxed_at="埼玉県加須市中央一丁目1番地1　コーポ見本201号",
        computation=computation or (family() if total == 90_500 else lump(total)),
        ordinary_amount=total,
        special_amount=0,
        pension_amount=0,
        terms=terms,
        pension_payments=(),
        slips=tuple(slip(number, t) for t in terms if t.amount),
    )


def employee(number: str = "0000012347") -> EmployeeNotice:
    """The family's earner as an employee."""
    return EmployeeNotice(
        number=number,
        name="加須　太郎",
        address="埼玉県加須市中央一丁目1番地1　コーポ見本201号",
        reference="A-1024",
        amount=90_500,
        months=SPECIAL_MONTHS,
        computation=family(),
        ordinary_amount=0,
        pension_amount=0,
    )


def collector(employees: Sequence[EmployeeNotice]) -> CollectorNotice:
    """A made-up company with ``employees``."""
    return CollectorNotice(
        collector_number="0012345",
        corporate_number="7000012050002",
        tax_year=2026,
        recipient=Recipient("", "埼玉県加須市見本町100番地", "株式会社見本製作所", "御中"),
        due_on=SPECIAL_DUE,
        employees=tuple(employees),
    )
