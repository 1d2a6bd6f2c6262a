"""Columns that no box holds as it stands: they follow from several boxes.

What the paper does not tell is assumed in the way that changes the tax least, and said in
the remarks (:mod:`juminzei.apps.national_returns.services.remarks`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.formats.national_return_record import NationalReturn, Value

SPECIAL_DEDUCTION = 500_000
"""所得税法33条4項, 34条3項: of transfers and of occasional income, yen."""
MEDICAL_FLOOR = 100_000
MEDICAL_PERCENT = 5
MEDICAL_MOST = 2_000_000
"""所得税法73条: what the deduction comes to at most, yen."""
MEDICAL_PAID, MEDICAL_REIMBURSED = "DHD00010", "DHD00020"
"""医療費控除の明細書: what was paid, and what of it was reimbursed."""
SELF_MEDICATION_FLOOR = 12_000
SELF_MEDICATION = "1"
TOTAL_INCOME = "ABB00410"
SEPARATE_INCOME = (
    *("ABL00220", "ABL00230", "ABL00250", "ABL00260", "ABL00270", "ABL00305"),
    *("ABL00310", "ABL00325", "ABL00350", "ABL00360", "ABL00410"),
)


def derived_columns(one: NationalReturn) -> dict[str, int]:
    """Return the columns that follow from several boxes; noughts left out."""
    found = {
        **_gains(one),
        **_medical(one),
        **_casualty(one),
        **_credits(one),
        **_losses(one),
        **_land_interest(one),
    }
    return {name: amount for name, amount in found.items() if amount}


def _gains(one: NationalReturn) -> dict[str, int]:
    """総合譲渡 and 一時: 第一表 has them after the special deduction, 第二表 before it."""
    rows = one.rows("ABX00000")
    found: dict[str, int] = {}
    for word, box, column in (
        ("短期", "ABB00130", "transfer_short"),
        ("長期", "ABB00180", "transfer_long"),
        ("一時", "ABB00230", "occasional"),
    ):
        detailed = [row for row in rows if word in str(row.get("ABX00250", ""))]
        if detailed:
            found[column] = sum(_amount(row, "ABX00310") for row in detailed)
        elif one.amount(box) > 0:
            other = column == "transfer_long" and found.get("transfer_short")
            found[column] = one.amount(box) + (0 if other else SPECIAL_DEDUCTION)
    return {
        name: max(amount, 0) if name == "occasional" else amount for name, amount in found.items()
    }


def _medical(one: NationalReturn) -> dict[str, int]:
    """Expenses that give the same deduction in both taxes."""
    deduction = one.amount("ABB00440")
    if not deduction:
        return {}
    if one.text("ABB00435") == SELF_MEDICATION:
        return {"self_medication_paid": deduction + SELF_MEDICATION_FLOOR}
    if statement_agrees(one):
        return {
            "medical_paid": one.amount(MEDICAL_PAID),
            "medical_reimbursed": one.amount(MEDICAL_REIMBURSED),
        }
    return {"medical_paid": deduction + _medical_floor(one)}


def statement_agrees(one: NationalReturn) -> bool:
    """Whether 医療費控除の明細書 tells the expenses that give the deduction of 第一表."""
    left = one.amount(MEDICAL_PAID) - one.amount(MEDICAL_REIMBURSED) - _medical_floor(one)
    return left > 0 and min(left, MEDICAL_MOST) == one.amount("ABB00440")


def _medical_floor(one: NationalReturn) -> int:
    total = one.amount(TOTAL_INCOME) + sum(map(one.amount, SEPARATE_INCOME))
    return min(MEDICAL_FLOOR, max(total, 0) * MEDICAL_PERCENT // 100)


def _casualty(one: NationalReturn) -> dict[str, int]:
    return {"casualty_net_loss": max(one.amount("ABH00050") - one.amount("ABH00060"), 0)}


def _credits(one: NationalReturn) -> dict[str, int]:
    found: dict[str, int] = {}
    if one.amount("ABB00600"):
        found["dividend_ordinary"] = max(one.amount("ABB00360"), 0)
    if one.amount("ABB00650"):
        found["housing_loan_available"] = one.amount("ABB00650")
        found["housing_loan_income_tax"] = max(one.amount("ABB00590") - one.amount("ABB00600"), 0)
        found["housing_loan_income_tax_base"] = one.amount("ABB00580")
    return found


def _losses(one: NationalReturn) -> dict[str, int]:
    found = {
        "listed_shares_carryforward": one.amount("ABL00920") + one.amount("ABL00937"),
        "futures_carryforward": one.amount("ABL00950"),
    }
    if not any(one.amount(tag) for tag in CARRIED):
        found["loss_carryforward"] = one.amount("ABB00830")
    return found


CARRIED = tuple(
    f"ABP{year + place:05d}" for year in (470, 590, 710) for place in (30, 40, 60, 80, 90, 100, 110)
)
"""第四表: what earlier years left, by year and kind."""


def _land_interest(one: NationalReturn) -> dict[str, int]:
    if one.amount("ABB00340") >= 0 and not one.text("ABB00330"):
        return {}
    return {"real_estate_land_interest": one.amount("ANF00280") + one.amount("AKG00260")}


def _amount(row: Mapping[str, Value], tag: str) -> int:
    value = row.get(tag)
    return value if isinstance(value, int) else 0
