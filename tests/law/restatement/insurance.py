"""Deductions that depend on what was paid: 雑損, 医療費, 生命保険料, 地震保険料."""

from __future__ import annotations

from typing import Any

Request = dict[str, Any]


def casualty(given: Request, income_etc: int) -> int:
    """雑損控除; ``income_etc``: 総所得金額等."""
    by_loss: int = given.get("net_loss", 0) - income_etc // 10
    by_cost: int = given.get("disaster_cost", 0) - 50_000
    return max(by_loss, by_cost, 0)


def medical(given: Request, income_etc: int) -> int:
    """医療費控除, or セルフメディケーション税制 in its place."""
    bills, drugs = given.get("medical", {}), given.get("self_medication", {})
    paid: int = bills.get("paid", 0) - bills.get("reimbursed", 0)
    bought: int = drugs.get("paid", 0) - drugs.get("reimbursed", 0)
    by_bills = min(max(paid - min(100_000, income_etc * 5 // 100), 0), 2_000_000)
    return max(by_bills, min(max(bought - 12_000, 0), 88_000))


def life(given: Request) -> int:
    """生命保険料控除."""
    general = _of_class(given.get("general_new", 0), given.get("general_old", 0))
    pension = _of_class(given.get("pension_new", 0), given.get("pension_old", 0))
    return min(general + _of_class(given.get("nursing", 0), 0) + pension, 70_000)


def earthquake(given: Request) -> int:
    """地震保険料控除."""
    half: int = min(-(-given.get("earthquake", 0) // 2), 25_000)
    old = _stairs(given.get("old_long_term", 0), ((5_000, 1, 0), (15_000, 2, 2_500)), 10_000)
    return min(half + old, 25_000)


def _of_class(new: int, old: int) -> int:
    by_new = _stairs(new, ((12_000, 1, 0), (32_000, 2, 6_000), (56_000, 4, 14_000)), 28_000)
    by_old = _stairs(old, ((15_000, 1, 0), (40_000, 2, 7_500), (70_000, 4, 17_500)), 35_000)
    return max(by_old, min(by_new + by_old, 28_000))


def _stairs(paid: int, steps: tuple[tuple[int, int, int], ...], most: int) -> int:
    """Return the amount of the first step, rounded up, that ``paid`` does not pass."""
    for up_to, divisor, plus in steps:
        if paid <= up_to:
            return -(-paid // divisor) + plus
    return most
