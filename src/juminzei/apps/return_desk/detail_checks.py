"""Checks of rows of details: what is missing in them, or said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.detail_columns import LOSSES, yen_in
from juminzei.apps.return_desk.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.apps.return_desk.entries import Entries
    from juminzei.kernel.income_tax.housing_loan import HousingLoanCredit

TWICE = (
    ("housing_loans", "housing_loan_available", "住宅借入金等の控除可能額"),
    ("renovations", "renovation_credit", "住宅耐震改修特別控除等"),
    ("specified", "specified_expenses", "特定支出"),
    ("casualties", "casualty_net_loss", "差引損失額"),
    ("self_medication", "self_medication_paid", "セルフメディケーションの支払額"),
)
"""List, the box that its rows are added to, and its words."""


def detail_findings(entries: Entries) -> list[Finding]:
    """Return what is odd in the rows of details."""
    return [*_twice(entries), *_losses_twice(entries), *_lands(entries), *_casualties(entries)]


def loan_findings(entries: Entries, credit: HousingLoanCredit | None) -> list[Finding]:
    """Return which loans yield no credit, and why.

    Args:
        entries: The boxes.
        credit: What the loans with a day of moving in yield; None where there is none.
    """
    rows = entries.rows("housing_loans")
    dated = [place for place, row in enumerate(rows) if row.get("moved_in_on")]
    found = [
        Finding(
            "loan_without_day",
            f"住宅借入金等の{place + 1}行目：居住開始日がありません。",
            "控除の率と限度額は居住開始日から決まります。入れてください。",
            grave=True,
            box=f"id_housing_loans-{place}-moved_in_on",
        )
        for place in range(len(rows))
        if place not in dated
    ]
    lines = credit.lines if credit else ()
    found += [
        Finding(
            "loan_refused",
            f"住宅借入金等の{place + 1}行目：{line.refusal}",
            "この借入金の控除は0円で計算しています。",
            box=f"id_housing_loans-{place}-moved_in_on",
        )
        for place, line in zip(dated, lines, strict=True)
        if line.refusal
    ]
    return found


def _twice(entries: Entries) -> Iterator[Finding]:
    for key, box, words in TWICE:
        if entries.rows(key) and entries.amount(box):
            yield Finding(
                "detail_and_sum",
                f"{words}が、欄と明細の両方にあります。",
                "両方を足して計算しています。同じものなら、欄の金額を消してください。",
                box=f"id_{box}",
            )


def _losses_twice(entries: Entries) -> Iterator[Finding]:
    for name in sorted({LOSSES[str(row.get("kind"))] for row in entries.rows("losses")}):
        if entries.amount(name):
            yield Finding(
                "detail_and_sum",
                "繰越損失が、欄と年ごとの内訳の両方にあります。",
                "両方を足して計算しています。同じものなら、欄の金額を消してください。",
                box=f"id_{name}",
            )


def _lands(entries: Entries) -> Iterator[Finding]:
    for place, row in enumerate(entries.rows("lands")):
        gain = yen_in(row, "revenue") - yen_in(row, "cost")
        if yen_in(row, "deduction") > max(gain, 0):
            yield Finding(
                "land_deduction_over_gain",
                f"譲渡した土地・建物の{place + 1}行目：特別控除が譲渡益を超えています。",
                "特別控除は譲渡益までです。譲渡益までで計算しています。",
                box=f"id_lands-{place}-deduction",
            )


def _casualties(entries: Entries) -> Iterator[Finding]:
    for place, row in enumerate(entries.rows("casualties")):
        if not row.get("cause") or not row.get("happened_on"):
            yield Finding(
                "casualty_incomplete",
                f"損害の明細の{place + 1}行目：原因か日がありません。",
                "雑損控除は災害・盗難・横領の損失だけです。原因と日を入れてください。",
                grave=True,
                box=f"id_casualties-{place}-cause",
            )
