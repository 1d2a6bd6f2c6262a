"""Levies and credits of one person, each body's amount beside the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from law.restatement.family import first_row
from law.restatement.figures_of_law import (
    DESIGNATED_RATES,
    INCOME_TAX_BRACKETS,
    LOWER_TIERS,
    MAN,
    NATIONAL_BASIC,
    SEPARATE_RATES,
)

if TYPE_CHECKING:
    from law.restatement import Restatement
    from law.restatement.incomes import Amounts

Request = dict[str, Any]
HUNDRED_THOUSAND = 100_000


def up(numerator: int, denominator: int) -> int:
    """Return a quotient rounded up to whole yen."""
    return -(-numerator // denominator)


def calculated_levies(
    bases: Amounts, rates: tuple[tuple[int, int], tuple[int, int]], *, designated: bool
) -> list[int]:
    """所得割: each kind times its rate; tiers for 優良住宅地等 and 居住用財産."""
    found = []
    for body in (0, 1):
        numerator, denominator = rates[body]
        together = bases["comprehensive"] + bases["forestry"] + bases["retirement"]
        levy = together * numerator // denominator
        for kind, pair in SEPARATE_RATES.items():
            base = bases[kind]
            if not base:
                continue
            low = min(base, LOWER_TIERS.get(kind, 0))
            for part, rate in ((low, (24, 16)), (base - low, pair)):
                levy += part * (DESIGNATED_RATES[rate] if designated else rate)[body] // 1_000
        found.append(levy)
    return found


def adjustment(bases: Amounts, gap: int, aggregate: int, *, designated: bool) -> tuple[int, int]:
    """調整控除."""
    if aggregate > 2_500 * MAN:
        return 0, 0
    together = bases["comprehensive"] + bases["forestry"] + bases["retirement"]
    if together <= 200 * MAN:
        amount = min(gap, together)
    else:
        amount = max(gap - (together - 200 * MAN), 5 * MAN)
    city, prefecture = (4, 1) if designated else (3, 2)
    return amount * city // 100, amount * prefecture // 100


def dividend(given: Request, bases: Amounts, *, designated: bool) -> tuple[int, int]:
    """配当控除, in 1/20,000 of a yen so that the half rates stay whole."""
    amounts = [
        given.get(kind, 0) for kind in ("foreign_currency_trust", "investment_trust", "ordinary")
    ]
    if not any(amounts):
        return 0, 0
    taxed = sum(bases.values()) - bases["forestry"] - bases["retirement"]
    above = min(sum(amounts), max(0, taxed - 1_000 * MAN))
    weighed = 0
    for amount, weight in zip(amounts, (1, 2, 4), strict=True):
        lower = min(above, amount)
        above -= lower
        weighed += (2 * (amount - lower) + lower) * weight
    # 外貨建 0.4％ and 0.3％, half of it above; 投信 twice that, 配当 four times
    shares = (56, 14) if designated else (40, 30)
    return up(weighed * shares[0], 20_000), up(weighed * shares[1], 20_000)


def housing_loan(given: Request, *, designated: bool) -> tuple[int, int]:
    """住宅借入金等特別税額控除."""
    percent, most = (7, 136_500) if given.get("cap") == "7/100" else (5, 97_500)
    left = max(0, given.get("available", 0) - given.get("income_tax", 0))
    amount = min(left, given.get("income_tax_base", 0) * percent // 100, most)
    fifths = (4, 1) if designated else (3, 2)
    return up(amount * fifths[0], 5), up(amount * fifths[1], 5)


class Donation:
    """寄附金税額控除."""

    def __init__(self, given: Request, case: Restatement, *, designated: bool) -> None:
        self.given, self.case, self.designated = given, case, designated

    def credit(self, after_adjustment: list[int]) -> list[int]:
        """Return 基本控除額, 特例控除額 and 申告特例控除額 of each body in one sum."""
        hometown = self.given.get("hometown", 0)
        percent = (8, 2) if self.designated else (6, 4)
        fifths = (4, 1) if self.designated else (3, 2)
        found = []
        for body, only in enumerate(("municipal_only", "prefectural_only")):
            gifts = hometown + self.given.get("community_chest", 0) + self.given.get(only, 0)
            counted = max(0, min(gifts, self.case.income_etc * 30 // 100) - 2_000)
            special = max(0, hometown - 2_000) * self._rate() * fifths[body]
            special = min(up(special, 5 * HUNDRED_THOUSAND), up(after_adjustment[body], 5))
            extra = 0
            if self.given.get("one_stop"):
                numerator, denominator = bracket(self._base())[2]
                extra = up(special * numerator, denominator)
            found.append(up(counted * percent[body], 100) + special + extra)
        return found

    def _base(self) -> int:
        """課税総所得金額 less 人的控除差調整額."""
        base = self.case.bases["comprehensive"] - self.case.gap
        table: list[tuple[int, int]] = NATIONAL_BASIC[self.case.year]
        return base - (first_row(self.case.aggregate, table, 48) - 48) * MAN

    def _rate(self) -> int:
        """法314条の7第11項, 附則5条の5第2項: of 100,000."""
        bases, base = self.case.bases, self._base()
        if bases["comprehensive"] and base >= 0:
            return bracket(base)[1]
        rates = []
        if bases["comprehensive"] and not bases["forestry"] and not bases["retirement"]:
            rates.append(90_000)
        if bases["forestry"]:
            rates.append(bracket(bases["forestry"] // 5)[1])
        if bases["retirement"]:
            rates.append(bracket(bases["retirement"])[1])
        if bases["land_short"] or bases["land_short_reduced"]:
            rates.append(59_370)
        long_or_shares = set(SEPARATE_RATES) - {"land_short", "land_short_reduced"}
        if any(bases[kind] for kind in long_or_shares):
            rates.append(74_685)
        return min(rates, default=90_000)


def bracket(base: int) -> tuple[int, int, tuple[int, int]]:
    """Return the row of the income tax's brackets."""
    for row in INCOME_TAX_BRACKETS:
        if base <= row[0]:
            return row
    return INCOME_TAX_BRACKETS[-1]


def foreign_tax(given: Request, *, designated: bool) -> tuple[int, int]:
    """外国税額控除: the prefecture first."""
    left, limit = given.get("remaining", 0), given.get("national_limit", 0)
    city_percent, prefecture_percent = (24, 6) if designated else (18, 12)
    prefecture = min(left, up(limit * prefecture_percent, 100))
    return min(left - prefecture, up(limit * city_percent, 100)), prefecture


def relief(levies: list[int], threshold: int, income_etc: int) -> list[int]:
    """所得割の調整措置."""
    both = sum(levies)
    gap = min(max(threshold - (income_etc - both), 0), both)
    return [up(gap * one, both) if both else 0 for one in levies]


def fixed_reduction(levies: list[int], case: Restatement) -> tuple[int, int]:
    """定額減税 (2024, 2025)."""
    both, family, aggregate = sum(levies), case.family, case.aggregate
    people = 0
    rich = aggregate > 1_000 * MAN
    spouse = family.spouse if family.poor_spouse else None
    spouse_at_home = spouse is not None and spouse.get("abroad") != "yes"
    if case.year == 2024:
        people = 1 + family.at_home() - (rich and spouse_at_home)
    elif case.year == 2025:
        people = int(rich and spouse_at_home)
    if not both or aggregate > 18_050_000:
        return 0, 0
    whole = min(10_000 * people, both)
    prefecture = min(up(whole * levies[1], both), levies[1])
    return whole - prefecture, prefecture
