"""Incomes of business, farm, real estate, dividends and the rest: receipts less expenses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries

TRADES = ("business", "farm", "real_estate")
FIRST_TO_DEDUCT = ("real_estate", "business", "farm")
"""In which order 青色申告特別控除 comes off (措法25条の2)."""

CLOSING_STOCK = "期末棚卸"
"""The account that comes off the others: what was not sold yet."""


@dataclass(frozen=True, slots=True)
class Trade:
    """What one trade yields, yen."""

    receipts: int
    expenses: int
    """What 収支内訳 says was spent, 専従者給与 not among it."""
    family_pay: int
    blue_deduction: int

    @property
    def before(self) -> int:
        """Return the income before 青色申告特別控除."""
        return self.receipts - self.expenses - self.family_pay

    @property
    def income(self) -> int:
        """Return the income; below 0 is a loss."""
        return self.before - self.blue_deduction


def expenses_of(entries: Entries, trade: str) -> int:
    """Return what 収支内訳 says was spent for a trade, yen; what is left in stock comes off."""
    rows = [row for row in entries.rows("expenses") if row.get("of") == trade]
    return sum(
        int(row.get("amount") or 0) * (-1 if row.get("account") == CLOSING_STOCK else 1)
        for row in rows
    )


def trades_of(entries: Entries) -> dict[str, Trade]:
    """Return what each trade yields.

    専従者給与 comes off business. 青色申告特別控除 comes off real estate first, then
    business, and makes no loss (措法25条の2).
    """
    left = entries.amount("blue_return_deduction")
    found: dict[str, Trade] = {}
    for trade in FIRST_TO_DEDUCT:
        receipts, spent = entries.amount(f"revenue_{trade}"), expenses_of(entries, trade)
        pay = entries.amount("family_employee_pay") if trade == "business" else 0
        taken = min(left, max(receipts - spent - pay, 0))
        left -= taken
        found[trade] = Trade(receipts, spent, pay, taken)
    return found


def net_incomes(entries: Entries) -> tuple[dict[str, int], dict[str, int]]:
    """Return the incomes that receipts and expenses yield, for either tax.

    Returns:
        Taxpayer's columns and columns of the return, noughts included.
    """
    amount = entries.amount
    trades = trades_of(entries)
    work = amount("revenue_miscellaneous_work") - amount("expenses_miscellaneous_work")
    other = amount("revenue_miscellaneous_other") - amount("expenses_miscellaneous_other")
    taxpayer = {
        "income_business": trades["business"].income + trades["farm"].income,
        "income_real_estate": trades["real_estate"].income,
        "income_dividend": max(amount("revenue_dividend") - amount("dividend_loan_interest"), 0),
        "income_miscellaneous": max(work + other, 0),
        "occasional": max(amount("revenue_occasional") - amount("expenses_occasional"), 0),
    }
    told = {
        "income_farm": trades["farm"].income,
        "income_miscellaneous_work": min(max(work, 0), taxpayer["income_miscellaneous"]),
    }
    return taxpayer, told
