"""Incomes of business, farm, real estate, dividends and the rest: receipts less expenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries

TRADES = ("business", "farm", "real_estate")


def expenses_of(entries: Entries, trade: str) -> int:
    """Return what 収支内訳 says was spent for a trade, yen."""
    return sum(
        int(row.get("amount") or 0) for row in entries.rows("expenses") if row.get("of") == trade
    )


def net_incomes(entries: Entries) -> tuple[dict[str, int], dict[str, int]]:
    """Return the incomes that receipts and expenses yield, for either tax.

    専従者給与 comes off business. 青色申告特別控除 comes off real estate first, then
    business, and makes no loss (措法25条の2).

    Returns:
        Taxpayer's columns and columns of the return, noughts included.
    """
    amount = entries.amount
    before = {trade: amount(f"revenue_{trade}") - expenses_of(entries, trade) for trade in TRADES}
    before["business"] -= amount("family_employee_pay")
    left = amount("blue_return_deduction")
    for trade in ("real_estate", "business", "farm"):
        taken = min(left, max(before[trade], 0))
        before[trade] -= taken
        left -= taken
    work = amount("revenue_miscellaneous_work") - amount("expenses_miscellaneous_work")
    other = amount("revenue_miscellaneous_other") - amount("expenses_miscellaneous_other")
    taxpayer = {
        "income_business": before["business"] + before["farm"],
        "income_real_estate": before["real_estate"],
        "income_dividend": max(amount("revenue_dividend") - amount("dividend_loan_interest"), 0),
        "income_miscellaneous": max(work + other, 0),
        "occasional": max(amount("revenue_occasional") - amount("expenses_occasional"), 0),
    }
    told = {
        "income_farm": before["farm"],
        "income_miscellaneous_work": min(max(work, 0), taxpayer["income_miscellaneous"]),
    }
    return taxpayer, told
