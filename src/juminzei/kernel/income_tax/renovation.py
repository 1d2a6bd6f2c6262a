"""住宅耐震改修特別控除等 from the works themselves: by kind, day, standard cost and subsidy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.kernel.parameters.renovation import RenovationLaw
from juminzei.kernel.standing_law import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from juminzei.base.money import Rate
    from juminzei.kernel.parameters.renovation import RenovationRates, RenovationWork

OTHER, CERTIFIED, REST = "other", "certified", "certified_rest"
"""Other works done together; a certified house; what it left over in the year before."""
PARTS_OF_DURABLE = {"seismic", "energy", "energy_solar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Renovation:
    """One work on the house that somebody lives in; yen."""

    work: str
    """A kind of the law, ``other``, or ``certified_rest``."""
    moved_in_on: date
    """Of ``seismic`` the day on which it was done."""
    cost: int
    """標準的な費用の額; of ``certified_rest`` the credit that the year before left."""
    subsidy: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RenovationLine:
    """What one work comes to, and why it may come to nothing."""

    label: str
    base: int
    amount: int
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenovationCredit:
    """The year's credit of one person, before it is limited to the tax; yen."""

    amount: int
    lines: tuple[RenovationLine, ...]
    other_base: int
    """What counts at the lower rate."""
    other_amount: int


@cites("租税特別措置法41条の19の2", "租税特別措置法41条の19の3", "租税特別措置法41条の19の4")
def renovation_credit(
    works: Sequence[Renovation], income_year: int, aggregate_income: int
) -> RenovationCredit:
    """Return the credit.

    Args:
        works: Every work that the person claims.
        income_year: 年分.
        aggregate_income: 合計所得金額, yen.
    """
    law = standing(RenovationLaw)
    lines = tuple(
        _line(place, works, income_year, aggregate_income, law) for place in range(len(works))
    )
    base = other_base(works, lines, law.rates)
    if aggregate_income > _other_income_limit(income_year, law):
        base = 0
    other = _share(law.rates.other_rate, base, law.rates.unit)
    return RenovationCredit(
        amount=sum(line.amount for line in lines) + other,
        lines=lines,
        other_base=base,
        other_amount=other,
    )


@cites("租税特別措置法41条の19の3")
def other_base(
    works: Sequence[Renovation], lines: Sequence[RenovationLine], rates: RenovationRates
) -> int:
    """Return what counts at the lower rate: above the limits, and other works, yen.

    It is no more than the works that have a limit cost, and with what they count for no more
    than what the law has room for.
    """
    both = list(zip(works, lines, strict=True))
    limited = [one for one in both if one[1].base and one[0].work not in (CERTIFIED, REST)]
    standard = sum(_net(work) for work, _ in limited)
    counted = sum(line.base for _, line in limited)
    more = sum(_net(work) for work, line in both if work.work == OTHER and not line.refusal)
    return max(min(standard - counted + more, standard, rates.whole_cap - counted), 0)


@cites("租税特別措置法41条の19の2", "租税特別措置法41条の19の3", "租税特別措置法41条の19の4")
def work_of(one: Renovation, law: RenovationLaw) -> RenovationWork | None:
    """Return the law's figures for a work, None where it has none for that day."""
    kind = CERTIFIED if one.work == REST else one.work
    return next(
        (
            row
            for row in law.works
            if row.work == kind and row.moved_in_from <= one.moved_in_on <= row.moved_in_to
        ),
        None,
    )


def _line(
    place: int,
    works: Sequence[Renovation],
    income_year: int,
    aggregate_income: int,
    law: RenovationLaw,
) -> RenovationLine:
    one = works[place]
    found = work_of(one, law)
    label = "その他の工事" if one.work == OTHER else found.label if found else ""
    refusal = next(_refusals(place, works, found, income_year, aggregate_income), "")
    if refusal or found is None:
        return RenovationLine(label=label, base=0, amount=0, refusal=refusal)
    most = _share(law.rates.rate, found.cost_cap, law.rates.unit)
    if one.work == REST:
        return RenovationLine(label=f"{label}（前年の残り）", base=0, amount=min(one.cost, most))
    base = min(_net(one), found.cost_cap)
    amount = _share(law.rates.rate, base, law.rates.unit)
    return RenovationLine(label=label, base=base, amount=amount)


def _refusals(
    place: int,
    works: Sequence[Renovation],
    found: RenovationWork | None,
    income_year: int,
    aggregate_income: int,
) -> Iterator[str]:
    one = works[place]
    if one.moved_in_on.year + (one.work == REST) != income_year:
        yield "この年分の控除ではありません。居住開始日（耐震は工事の完了日）を確かめてください。"
    if one.work == OTHER:
        return
    if found is None:
        yield "この日のこの工事の控除はありません。日と種類を確かめてください。"
        return
    if any(other.work == one.work for other in works[:place]):
        yield "同じ種類の工事は、一つの行にまとめてください。"
    durable = any(other.work.startswith("durable") for other in works)
    if one.work in PARTS_OF_DURABLE and durable:
        yield "耐久性向上改修の行に、耐震・省エネの費用を合わせてください。"
    if found.aggregate_income_limit and aggregate_income > found.aggregate_income_limit:
        yield f"合計所得金額が{found.aggregate_income_limit:,}円を超えています。"
    if found.cost_over and _net(one) <= found.cost_over:
        yield f"標準的な費用から補助金等を引いた額が{found.cost_over:,}円を超えていません。"


def _other_income_limit(income_year: int, law: RenovationLaw) -> int:
    """Return up to which income the lower rate is given in a year; below 0 where it is not."""
    for period in law.periods:
        first, last = period.rows[0].moved_in_from.year, period.rows[0].moved_in_to.year
        if first <= income_year <= last and period.other_income_limit:
            return period.other_income_limit
    return -1


def _net(one: Renovation) -> int:
    return max(one.cost - one.subsidy, 0)


def _share(rate: Rate, amount: int, unit: int) -> int:
    return amount * rate.numerator // rate.denominator // unit * unit
