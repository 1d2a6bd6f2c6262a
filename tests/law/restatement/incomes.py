"""Incomes of one person: 所得税法28条, 35条, 69条, 同令198条, 租税特別措置法."""

from __future__ import annotations

from typing import Any

from law.restatement.figures_of_law import (
    HOME_WORK_EXPENSES,
    LEAST_PAY_DEDUCTION,
    ODD_PAY_ROWS,
    PAY_TABLE_FROM,
)

Request = dict[str, Any]
Amounts = dict[str, int]

LAND = (
    "land_short",
    "land_short_reduced",
    "land_long",
    "land_long_superior",
    "land_long_residence",
)
SHORT, LONG = LAND[:2], LAND[2:]
KINDS = (
    *LAND,
    "listed_dividend",
    "unlisted_shares",
    "listed_shares",
    "futures",
    "forestry",
    "retirement",
)
SPECIAL_DEDUCTION = 500_000
LAND_SPECIAL_DEDUCTIONS = 50_000_000


def employment_income(revenue: int, year: int) -> int:
    """別表第五."""
    if revenue >= 8_500_000:
        return revenue - 1_950_000
    if revenue >= 6_600_000:
        return revenue * 9 // 10 - 1_100_000
    if revenue < PAY_TABLE_FROM[year]:
        return _least_employment_income(revenue, year)
    quarter = revenue // 4_000 * 1_000
    if revenue >= 3_600_000:
        return quarter * 32 // 10 - 440_000
    if revenue >= 1_800_000:
        return quarter * 28 // 10 - 80_000
    return quarter * 24 // 10 + 100_000


def _least_employment_income(revenue: int, year: int) -> int:
    least: int = LEAST_PAY_DEDUCTION[year]
    income = revenue - least if revenue >= least + 1_000 else 0
    for from_revenue, fixed in ODD_PAY_ROWS[year]:
        if revenue >= from_revenue:
            income = fixed
    return income


def pension_income(revenue: int, age: int, others: int) -> int:
    """公的年金等に係る雑所得; ``others``: 公的年金等に係る雑所得以外の合計所得金額."""
    if age < 65 and revenue < 1_300_000:
        hundredths = revenue * 100 - 60_000_000
    elif age >= 65 and revenue < 3_300_000:
        hundredths = revenue * 100 - 110_000_000
    elif revenue < 4_100_000:
        hundredths = revenue * 75 - 27_500_000
    elif revenue < 7_700_000:
        hundredths = revenue * 85 - 68_500_000
    elif revenue < 10_000_000:
        hundredths = revenue * 95 - 145_500_000
    else:
        hundredths = revenue * 100 - 195_500_000
    more = 0 if others <= 10_000_000 else 100_000 if others <= 20_000_000 else 200_000
    return max(0, hundredths // 100 + more)


def home_work_income(revenue: int, expenses: int, pay: int, year: int) -> int:
    """家内労働者等の所得計算の特例."""
    least: int = HOME_WORK_EXPENSES[year]
    least -= min(pay, least)
    return revenue - min(revenue, max(expenses, least))


def eaten(amount: int, loss: int) -> tuple[int, int]:
    """Return what is left of a positive amount and of a loss set against it."""
    used = min(max(amount, 0), loss)
    return amount - used, loss - used


class Netted:
    """損益通算: what is left of the general incomes when losses have found their gains."""

    def __init__(self, ordinary: int, income: Request, separate: Amounts) -> None:
        """``ordinary``: 利子・配当・不動産・事業・給与・雑 in one sum, a loss below 0."""
        short, long = income.get("transfer_short", 0), income.get("transfer_long", 0)
        short, long, transfer_loss = self._transfers(short, long)
        occasional = max(0, income.get("occasional", 0) - SPECIAL_DEDUCTION)
        forestry = separate.get("forestry", 0)
        retirement = separate.get("retirement", 0)

        occasional, transfer_loss = eaten(occasional, transfer_loss)  # 令198 2号
        loss, ordinary = max(0, -ordinary), max(0, ordinary)
        short, loss = eaten(short, loss)  # 3号
        long, loss = eaten(long, loss)
        occasional, loss = eaten(occasional, loss)
        ordinary, transfer_loss = eaten(ordinary, transfer_loss)  # 4号
        forestry, loss = eaten(forestry, loss)  # 5号
        forestry, transfer_loss = eaten(forestry, transfer_loss)
        retirement, loss = eaten(retirement, loss)
        retirement, transfer_loss = eaten(retirement, transfer_loss)
        loss, forestry = max(0, -forestry), max(0, forestry)  # 6号
        ordinary, loss = eaten(ordinary, loss)
        short, loss = eaten(short, loss)
        long, loss = eaten(long, loss)
        occasional, loss = eaten(occasional, loss)
        retirement, loss = eaten(retirement, loss)

        self.comprehensive = ordinary + short + (long + occasional) // 2
        self.forestry = forestry
        self.retirement = retirement

    @staticmethod
    def _transfers(short: int, long: int) -> tuple[int, int, int]:
        """Return short, long and the loss; one special deduction, the short part first."""
        if short < 0 < long or long < 0 < short:
            both = short + long
            short, long = (both, 0) if (short > long) == (both > 0) else (0, both)
        if short + long < 0:
            return 0, 0, -short - long
        from_short = min(short, SPECIAL_DEDUCTION)
        from_long = min(long, SPECIAL_DEDUCTION - from_short)
        return short - from_short, long - from_long, 0


def separate_after_netting(given: Amounts) -> Amounts:
    """Return the separate kinds but forestry and retirement; losses meet only their likes."""
    left = {kind: given.get(kind, 0) for kind in KINDS[:9]}
    for losing, gaining in ((SHORT, SHORT), (LONG, LONG), (SHORT, LONG), (LONG, SHORT)):
        for one in losing:
            for other in gaining:
                if left[one] < 0 < left[other]:
                    left[other], rest = eaten(left[other], -left[one])
                    left[one] = -rest
    if left["listed_shares"] < 0:
        left["listed_dividend"], _ = eaten(left["listed_dividend"], -left["listed_shares"])
    return {kind: max(0, amount) for kind, amount in left.items()}


def carried_forward(comprehensive: int, left: Amounts, losses: Amounts) -> int:
    """Take the losses of earlier years; return the comprehensive income, change ``left``."""
    left["comprehensive"] = comprehensive
    residence = (*LONG, *SHORT, "comprehensive", "forestry", "retirement")
    casualty = ("comprehensive", *LAND, "listed_dividend", "unlisted_shares", "listed_shares")
    for name, order in (
        ("net", ("comprehensive", "forestry", "retirement")),
        ("residence", residence),
        ("listed_shares", ("listed_shares", "listed_dividend")),
        ("futures", ("futures",)),
        ("casualty", (*casualty, "futures", "forestry", "retirement")),
    ):
        loss = losses.get(name, 0)
        if loss:
            for kind in order:
                left[kind], loss = eaten(left[kind], loss)
    return left.pop("comprehensive")


def bases(comprehensive: int, left: Amounts, special: Amounts, deductions: int) -> Amounts:
    """Return each kind's base in whole thousands: special deductions, then 所得控除."""
    rest = LAND_SPECIAL_DEDUCTIONS
    after = dict(left)
    for kind in LAND:
        taken = min(special.get(kind, 0), left[kind], rest)
        after[kind] -= taken
        rest -= taken
    found = {}
    for kind, amount in (("comprehensive", comprehensive), *((k, after[k]) for k in KINDS)):
        left_over, deductions = eaten(amount, deductions)
        found[kind] = left_over // 1_000 * 1_000
    return found
