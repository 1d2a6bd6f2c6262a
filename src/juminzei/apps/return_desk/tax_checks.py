"""Checks of what was typed against what came of it: deductions that were asked for in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.apps.return_desk.both_taxes import BothTaxes
    from juminzei.apps.return_desk.entries import Entries
    from juminzei.apps.return_desk.told_columns import ToldColumns

IN_VAIN = (
    ("has_spouse", ("deduction_spouse", "deduction_spouse_special"), "配偶者（特別）控除"),
    ("widow", ("deduction_widow",), "寡婦控除"),
    ("single_parent", ("deduction_single_parent",), "ひとり親控除"),
    ("working_student", ("deduction_working_student",), "勤労学生控除"),
    ("medical_paid", ("deduction_medical",), "医療費控除"),
    ("self_medication_paid", ("deduction_medical",), "セルフメディケーション税制"),
)
"""Column, amounts one of which it should give, name."""
GIFT_LIMIT_PERCENT = 30


def tax_findings(entries: Entries, told: ToldColumns, taxes: BothTaxes) -> Iterator[Finding]:
    """Yield deductions that give nothing, gifts above their limit, and a form that says nothing."""
    for column, amounts, label in IN_VAIN:
        if told.taxpayer.get(column) and not any(taxes.inhabitant[name] for name in amounts):
            yield Finding(
                "in_vain",
                f"{label}は、所得の要件などに合わず、0円になっています。",
                "要件を確かめ、合わなければ欄を空にしてください。",
            )
    gifts = sum(told.taxpayer.get(name, 0) for name in told.taxpayer if name.startswith("donation"))
    if gifts * 100 > taxes.inhabitant["total_income_etc"] * GIFT_LIMIT_PERCENT:
        yield Finding(
            "gift_limit",
            "寄附金が総所得金額等の30％を超えています（住民税の控除の上限）。",
            "超えた分は控除されません。金額を確かめてください。",
        )
    if not entries.values and not any(entries.lists.values()):
        yield Finding(
            "nothing_declared",
            "どの欄も空です。所得がない申告になります。",
            "所得がなかったことを、本人に確かめてください。",
        )
