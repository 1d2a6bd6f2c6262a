"""Spouse and dependants of one request, and what they count for."""

from __future__ import annotations

from typing import Any, TypeVar

from law.restatement.figures_of_law import (
    DEPENDANT_LIMIT,
    MAN,
    SPECIFIED_RELATIVE,
    SPECIFIED_RELATIVE_YEARS,
    SPOUSE_SPECIAL,
    SPOUSE_SPECIAL_GAP_YEARS,
)

Request = dict[str, Any]
Columns = tuple[int, int, int]
T = TypeVar("T")


class Family:
    """Who of a request's relatives is what under the law of its year."""

    def __init__(self, request: Request) -> None:
        self.year: int = request["tax_year"]
        limit = DEPENDANT_LIMIT[self.year]
        spouse: Request | None = request.get("spouse")
        self.married = spouse is not None
        if spouse and (spouse.get("family_employee") or spouse.get("abroad") == "ineligible"):
            spouse = None
        self.spouse = spouse
        self.poor_spouse: bool = spouse is not None and spouse.get("income", 0) <= limit
        """同一生計配偶者."""
        relatives: list[Request] = request.get("dependants", [])
        self.dependants = [
            one
            for one in relatives
            if one.get("income", 0) <= limit and one.get("abroad") != "ineligible"
        ]
        """扶養親族."""
        self.richer = [one for one in relatives if one.get("income", 0) > limit]
        self.counted = self.dependants + ([spouse] if spouse and self.poor_spouse else [])
        """Who raises the thresholds of the exemptions."""

    def child_or_special(self) -> bool:
        """Whether anybody gives the 所得金額調整控除 (not the taxpayer himself)."""
        return any(one.get("age", 0) < 23 for one in self.dependants) or any(
            one.get("disability") == "special" for one in self.counted
        )

    def at_home(self) -> int:
        """Return how many of the counted live in the country."""
        return sum(one.get("abroad") != "yes" for one in self.counted)

    # ---- 所得控除, and the same people's 人的控除額の差 --------------------------------------

    def disability(self, own: str, ordinary: int, special: int, cohabiting: int) -> int:
        """Return 障害者控除 of the taxpayer and of everybody counted."""
        worth = {"none": 0, "ordinary": ordinary, "special": special}
        total = worth[own]
        for one in self.counted:
            kind = one.get("disability", "none")
            total += cohabiting if kind == "special" and one.get("cohabiting") else worth[kind]
        return total

    def of_spouse(self, aggregate: int, ordinary: Columns, elderly: Columns) -> int:
        """配偶者控除 by the taxpayer's own income, in 万円."""
        column = own_class(aggregate)
        if self.spouse is None or not self.poor_spouse or column is None:
            return 0
        return (elderly if self.spouse.get("age", 0) >= 70 else ordinary)[column] * MAN

    def spouse_special(self, aggregate: int) -> int:
        """Return 配偶者特別控除."""
        column = own_class(aggregate)
        if self.spouse is None or self.poor_spouse or column is None:
            return 0
        return first_row(self.spouse["income"], SPOUSE_SPECIAL, (0, 0, 0))[column] * MAN

    def spouse_special_gap(self, aggregate: int) -> int:
        """Return its 人的控除額の差, which only incomes close to the limit had."""
        column = own_class(aggregate)
        if self.year not in SPOUSE_SPECIAL_GAP_YEARS or column is None:
            return 0
        if self.spouse is None or self.poor_spouse or self.spouse["income"] >= 55 * MAN:
            return 0
        return ((5, 4, 2) if self.spouse["income"] < 50 * MAN else (3, 2, 1))[column] * MAN

    def of_dependants(self, other: int, specified: int, elderly: int, parent: int) -> int:
        """扶養控除, in 万円."""
        total = 0
        for one in self.dependants:
            age = one.get("age", 0)
            if age >= 70:
                total += parent if one.get("cohabiting_parent") else elderly
            elif 19 <= age <= 22:
                total += specified
            elif age >= 16:
                total += other
        return total * MAN

    def specified_relatives(self) -> int:
        """Return 特定親族特別控除."""
        if self.year not in SPECIFIED_RELATIVE_YEARS:
            return 0
        return MAN * sum(
            first_row(one["income"], SPECIFIED_RELATIVE, 0)
            for one in self.richer
            if 19 <= one.get("age", 0) <= 22
        )


def own_class(aggregate: int) -> int | None:
    """Return the column of the spouse's tables, None above 10 million."""
    if aggregate <= 900 * MAN:
        return 0
    if aggregate <= 950 * MAN:
        return 1
    return 2 if aggregate <= 1_000 * MAN else None


def first_row(amount: int, rows: list[tuple[int, T]], otherwise: T) -> T:
    """Return what stands beside the first limit, in 万円, that ``amount`` does not pass."""
    for up_to, found in rows:
        if amount <= up_to * MAN:
            return found
    return otherwise
