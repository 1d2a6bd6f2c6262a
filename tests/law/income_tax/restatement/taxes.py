"""Tax on each base, 平均課税, and the credits of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from law.restatement.incomes import LAND

if TYPE_CHECKING:
    from law.restatement import Restatement

Request = dict[str, Any]
Told = dict[str, int]
Amounts = dict[str, int]
MAN = 10_000
SLICES = ((195, 5), (330, 10), (695, 20), (900, 23), (1_800, 33), (4_000, 40), (10**12, 45))
"""所得税法89条: each slice of the base at its own rate, not the quick form."""
LOWER = {"land_long_superior": 2_000 * MAN, "land_long_residence": 6_000 * MAN}


def by_slices(base: int) -> int:
    """Return the tax by the law's slices, in whole yen."""
    hundredths, below = 0, 0
    for up_to, percent in SLICES:
        hundredths += max(0, min(base, up_to * MAN) - below) * percent
        below = up_to * MAN
    return hundredths // 100


def on(kind: str, base: int) -> int:
    """Return the tax on one base."""
    if kind in ("comprehensive", "retirement"):
        return by_slices(base)
    if kind == "forestry":
        return by_slices(base // 5) * 5
    if kind == "land_short":
        return base * 30 // 100
    low = min(base, LOWER.get(kind, 0))
    return (low * 10 + (base - low) * 15) // 100


def averaged(base: int, income: int, told: Told) -> int | None:
    """平均課税; None where it does not apply."""
    fluctuating, temporary = told.get("fluctuating", 0), told.get("temporary", 0)
    mean = -(-told.get("fluctuating_before", 0) // 2)
    rises = fluctuating > mean
    target = (fluctuating - mean if rises else 0) + temporary
    if not target or 5 * (temporary + (fluctuating if rises else 0)) < income:
        return None
    adjusted = base - target * 4 // 5 if base > target else base // 5
    adjusted = adjusted // 1_000 * 1_000
    tax = by_slices(adjusted)
    percent = tax * 100 // adjusted if adjusted else 0
    return tax + (base - adjusted) * percent // 100


def dividend(given: Request, bases: Amounts) -> int:
    """配当控除, in 1/8,000 of a yen so that all rates stay whole."""
    amounts = [
        given.get(kind, 0) for kind in ("foreign_currency_trust", "investment_trust", "ordinary")
    ]
    taxed = sum(bases.values()) - bases["forestry"] - bases["retirement"]
    above = min(sum(amounts), max(0, taxed - 1_000 * MAN))
    weighed = 0
    for amount, weight in zip(amounts, (100, 200, 400), strict=True):
        lower = min(above, amount)
        above -= lower
        weighed += (2 * (amount - lower) + lower) * weight
    return -(-weighed // 8_000)


def donation_credits(told: Told, deducted: int, room: int, tax: int) -> Amounts:
    """寄附金特別控除 of each kind: 認定NPO, 公益社団, then 政党 use room and burden."""
    found, before, shared = {}, deducted, tax * 25 // 100
    for kind, percent in (("npo", 40), ("public_interest", 40), ("political", 30)):
        gift = told.get(f"donation_{kind}", 0)
        counted = max(0, min(gift, max(0, room - before)) - max(0, 2_000 - before))
        limit = tax * 25 // 100 if kind == "political" else shared
        found[kind] = min(counted * percent // 100, limit) // 100 * 100
        if kind == "npo":
            shared -= found[kind]
        before += gift
    return found


def disaster_relief(tax: int, aggregate: int) -> int:
    """災害減免法2条."""
    for up_to, parts in ((500, 4), (750, 2), (1_000, 1)):
        if aggregate <= up_to * MAN:
            return tax * parts // 4
    return 0


def minimum_tax(case: Restatement, told: Told, tax: int) -> int:
    """租税特別措置法41条の19."""
    hidden = told.get("undeclared_listed_income", 0)
    special: int = sum(min(case.special.get(kind, 0), case.apart[kind]) for kind in LAND)
    base = case.income_etc - min(special, 5_000 * MAN) + hidden
    least = max(0, base - 330_000_000) * 225 // 1_000
    return int(max(0, least - tax - hidden * 15 // 100))
