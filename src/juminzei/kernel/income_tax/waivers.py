"""Who need not file a return (確定所得申告を要しない場合), whatever the inhabitant tax asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.kernel.parameters.income_tax import FilingWaivers


@dataclass(frozen=True, slots=True, kw_only=True)
class Filer:
    """What decides whether one person must file; yen."""

    pay: int
    """給与の収入金額, of all payers."""
    secondary_pay: int
    """Of it what others paid than the one of 年末調整."""
    year_end_adjusted: bool
    pension: int
    pension_not_withheld: bool
    income_from_work: int
    """給与所得, after the adjustments."""
    income_public_pension: int
    other_income: int
    """合計所得金額 without 給与所得, 公的年金等の雑所得 and 退職所得."""
    deductions_counted: int
    """All deductions but 雑損, 医療費, 寄附金 and 基礎控除."""
    family_company_income: bool
    payable: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why somebody need not file."""

    name: str
    text: str
    law: str


def filing_waiver(filer: Filer, law: FilingWaivers) -> Waiver | None:
    """Return the first reason why a person need not file, None where the return is due."""
    for reason in (_one_payer, _small_second_pay, _small_pay, _pensioner):
        waiver = reason(filer, law)
        if waiver is not None and not filer.family_company_income:
            return waiver
    return _nothing_to_pay(filer)


@cites("所得税法121条1項1号")
def _one_payer(filer: Filer, law: FilingWaivers) -> Waiver | None:
    others = filer.other_income + filer.income_public_pension
    if (
        filer.year_end_adjusted
        and not filer.secondary_pay
        and 0 < filer.pay <= law.pay_limit
        and others <= law.other_income_limit
    ):
        text = f"給与が1か所（年末調整済み）で、ほかの所得が{law.other_income_limit:,}円以下です。"
        return Waiver("one_payer", text, "所得税法121条1項1号")
    return None


@cites("所得税法121条1項2号")
def _small_second_pay(filer: Filer, law: FilingWaivers) -> Waiver | None:
    others = filer.other_income + filer.income_public_pension + filer.secondary_pay
    if (
        filer.year_end_adjusted
        and filer.secondary_pay > 0
        and filer.pay <= law.pay_limit
        and others <= law.other_income_limit
    ):
        text = f"従たる給与とほかの所得の合計が{law.other_income_limit:,}円以下です。"
        return Waiver("small_second_pay", text, "所得税法121条1項2号イ")
    return None


@cites("所得税法121条1項2号")
def _small_pay(filer: Filer, law: FilingWaivers) -> Waiver | None:
    others = filer.other_income + filer.income_public_pension
    if (
        filer.year_end_adjusted
        and filer.secondary_pay > 0
        and filer.pay - filer.deductions_counted <= law.pay_less_deductions_limit
        and others <= law.other_income_limit
    ):
        text = (
            f"給与の合計から所得控除（雑損・医療費・寄附金・基礎を除く）を引いた額が"
            f"{law.pay_less_deductions_limit:,}円以下で、"
            f"ほかの所得が{law.other_income_limit:,}円以下です。"
        )
        return Waiver("small_pay", text, "所得税法121条1項2号ロ")
    return None


@cites("所得税法121条3項")
def _pensioner(filer: Filer, law: FilingWaivers) -> Waiver | None:
    others = filer.other_income + filer.income_from_work
    if (
        0 < filer.pension <= law.pension_limit
        and not filer.pension_not_withheld
        and others <= law.other_income_limit
    ):
        text = (
            f"公的年金等の収入が{law.pension_limit:,}円以下で、"
            f"ほかの所得が{law.other_income_limit:,}円以下です。"
        )
        return Waiver("pensioner", text, "所得税法121条3項")
    return None


@cites("所得税法120条1項")
def _nothing_to_pay(filer: Filer) -> Waiver | None:
    if filer.payable:
        return None
    return Waiver("nothing_to_pay", "納める税金がありません。", "所得税法120条1項")
