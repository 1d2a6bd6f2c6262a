"""収支内訳書 (white) and 青色申告決算書 (blue), each account in the box of its name."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.business_incomes import CLOSING_STOCK, trades_of

if TYPE_CHECKING:
    from juminzei.apps.return_desk.business_incomes import Trade
    from juminzei.apps.return_desk.entries import Entries
    from juminzei.apps.return_desk.national_forms.declared import Declared, Filled

FILE = Path(__file__).with_name("statement_boxes.toml")
OPENING, BOUGHT = "期首棚卸", "仕入"
STOCK = (OPENING, BOUGHT, CLOSING_STOCK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Where the figures of one statement stand; empty where it has no such box."""

    form: str
    receipts_sum: str
    expenses_sum: str
    before: str
    income: str
    rest: str
    extra_name: str
    extra_amount: str
    extra_most: int
    extra_rows: str = ""
    receipts: str = ""
    receipts_before_stock: str = ""
    difference: str = ""
    others_sum: str = ""
    after_expenses: str = ""
    family_pay: str = ""
    family_pay_sum: str = ""
    blue_deduction: str = ""
    land_interest: str = ""
    accounts_sum: str = ""
    """The sum of the accounts before what was in stock, where the form has one."""
    stock: dict[str, str] = field(default_factory=dict)
    outside_stock: dict[str, str] = field(default_factory=dict)
    """Of a farm: what was in stock stands beside the accounts, not in a cost of its own."""
    accounts: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    """Accounts below その他の経費, which has a sum of its own."""

    @property
    def named(self) -> dict[str, str]:
        """Return the box of every account that has one."""
        return {**self.accounts, **self.others}


@cache
def statements() -> dict[tuple[str, str], Statement]:
    """Return the statements by trade and colour."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        (trade, colour): Statement(**one)
        for trade, colours in told.items()
        for colour, one in colours.items()
    }


def account_names() -> list[str]:
    """Return the names of accounts that have a box of their own, each once."""
    names = [*STOCK]
    for one in statements().values():
        names += [name for name in one.named if name not in names]
    return names


def fill_statements(filled: Filled, declared: Declared) -> None:
    """Fill a statement for each trade that has receipts or expenses and a known form."""
    colour = "blue" if declared.column("blue_return_deduction") else "white"
    for name, trade in trades_of(declared.entries).items():
        shape = statements().get((name, colour))
        if shape is None or not (trade.receipts or trade.expenses):
            continue
        accounts = _accounts(declared.entries, name)
        cost = _fill_stock(filled, shape, accounts)
        _fill_outside_stock(filled, shape, accounts)
        _fill_accounts(filled, shape, accounts)
        _fill_results(filled, shape, trade, cost)
        if shape.land_interest:
            filled.put(shape.land_interest, declared.column("real_estate_land_interest"))


def _accounts(entries: Entries, trade: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in entries.rows("expenses"):
        if row.get("of") == trade:
            found[str(row.get("account", "")).strip()] += int(row.get("amount") or 0)
    return found


def _fill_stock(filled: Filled, shape: Statement, accounts: Counter[str]) -> int:
    """Fill the cost of what was sold, and take its accounts out; return it, yen."""
    if not shape.stock or not any(name in accounts for name in STOCK):
        return 0
    opening, bought, closing = (accounts.pop(name, 0) for name in STOCK)
    cost = opening + bought - closing
    sums = {"小計": opening + bought, "差引原価": cost}
    for name, amount in {OPENING: opening, BOUGHT: bought, CLOSING_STOCK: closing, **sums}.items():
        filled.put(shape.stock[name], amount)
    return cost


def _fill_outside_stock(filled: Filled, shape: Statement, accounts: Counter[str]) -> None:
    """Fill what was in stock beside the accounts, and take its accounts out."""
    for name, tag in shape.outside_stock.items():
        filled.put(tag, accounts.pop(name, 0))
    if shape.accounts_sum:
        filled.put(shape.accounts_sum, accounts.total())


def _fill_accounts(filled: Filled, shape: Statement, accounts: Counter[str]) -> None:
    found: Counter[str] = Counter()
    extras: list[tuple[str, int]] = []
    for name, amount in accounts.items():
        if name in shape.named:
            found[shape.named[name]] += amount
        elif name and len(extras) < shape.extra_most:
            extras.append((name, amount))
        else:
            found[shape.rest] += amount
    for tag, amount in found.items():
        filled.put(tag, amount)
    for name, amount in extras:
        extra: dict[str, str | int | None] = {shape.extra_name: name, shape.extra_amount: amount}
        if shape.extra_rows:
            filled.add(shape.extra_rows, extra)
        else:
            for tag, value in extra.items():
                filled.put(tag, value)
    if shape.others_sum:
        others = sum(found[tag] for tag in set(shape.others.values()))
        filled.put(shape.others_sum, others + sum(amount for _, amount in extras))


def _fill_results(filled: Filled, shape: Statement, trade: Trade, cost: int) -> None:
    spent = trade.expenses - cost
    for tag, amount in (
        (shape.receipts, trade.receipts),
        (shape.receipts_sum, trade.receipts),
        (shape.receipts_before_stock, trade.receipts),
        (shape.difference, trade.receipts - cost),
        (shape.expenses_sum, spent),
        (shape.after_expenses, trade.receipts - trade.expenses),
        (shape.family_pay, trade.family_pay),
        (shape.family_pay_sum, trade.family_pay),
        (shape.before, trade.before if shape.blue_deduction else trade.before + trade.family_pay),
        (shape.blue_deduction, trade.blue_deduction),
        (shape.income, trade.income),
    ):
        if tag:
            filled.put(tag, amount)
