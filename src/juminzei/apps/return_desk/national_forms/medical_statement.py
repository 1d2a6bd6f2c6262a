"""医療費控除の明細書: a row for each person and clinic, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.apps.return_desk.national_forms.declared import Declared, Filled

ROWS = "DHC00010"
PATIENT, CLINIC, PAID, REIMBURSED = "DHC00020", "DHC00050", "DHC00080", "DHC00090"
ALL_PAID, ALL_REIMBURSED, LEFT = "DHD00010", "DHD00020", "DHD00030"
INCOME, DEDUCTION = "DHD00040", "DHD00070"


def fill_medical(filled: Filled, declared: Declared) -> None:
    """Fill the statement if medical expenses give a deduction."""
    deduction = declared.taxes["deduction_medical"]
    paid = declared.column("medical_paid")
    if not (deduction and paid):
        return
    for row in declared.entries.rows("medical"):
        filled.add(
            ROWS,
            {
                PATIENT: str(row.get("patient") or ""),
                CLINIC: str(row.get("clinic") or ""),
                PAID: int(row.get("paid") or 0),
                REIMBURSED: int(row.get("reimbursed") or 0),
            },
        )
    reimbursed = declared.column("medical_reimbursed")
    for tag, amount in (
        (ALL_PAID, paid),
        (ALL_REIMBURSED, reimbursed),
        (LEFT, paid - reimbursed),
        (INCOME, declared.taxes["total_income_etc"]),
        (DEDUCTION, deduction),
    ):
        filled.put(tag, amount)
