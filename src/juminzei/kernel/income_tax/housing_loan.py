"""住宅借入金等特別控除 from the statement's own facts: by day of moving in, class and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Rate
from juminzei.kernel.parameters.housing_loan import HousingLoanLaw
from juminzei.kernel.standing_law import standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.kernel.parameters.housing_loan import HousingLoanClass, HousingLoanRounding

ANY = "any"
WHOLE = Rate(1, 1)
NO_CLASS = "この入居の日と区分の控除はありません。入居の日と区分を確かめてください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoan:
    """One debt for a house that somebody lives in; yen."""

    moved_in_on: date
    house: str
    dwelling: str
    acquisition: str
    balance: int
    """At the end of the year, of the whole debt."""
    price: int
    """What the taxpayer's own part of the house cost, with tax."""
    price_without_tax: int = 0
    """For the later years of 13; 0 where it was not told."""
    debt_share: Rate = WHOLE
    """The taxpayer's part of a joint debt (連帯債務)."""
    living_share: Rate = WHOLE
    """The part of the house that is lived in."""
    floor_area: int = 50
    """Whole square metres; what is below is cut off."""
    special_individual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanLine:
    """What one debt comes to, and why it may come to nothing."""

    label: str
    year_of_credit: int
    """1 in the year of moving in."""
    base: int
    rate: str
    amount: int
    limit: int
    """What the class gives at most."""
    income_limit: int
    seven_percent: bool
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanCredit:
    """The year's credit of one person; yen."""

    amount: int
    income_limit: int
    """The lowest limit of income of the debts that count; 0 where none does."""
    seven_percent: bool
    lines: tuple[HousingLoanLine, ...]


@cites("租税特別措置法41条")
def housing_loan_credit(
    loans: Sequence[HousingLoan], income_year: int, aggregate_income: int
) -> HousingLoanCredit:
    """Return the credit before it is limited to the tax.

    Args:
        loans: Every debt that the person claims; of several classes the sum counts, at most
            what the class with the highest limit gives.
        income_year: 年分.
        aggregate_income: 合計所得金額, yen.
    """
    law = standing(HousingLoanLaw)
    lines = tuple(_line(loan, income_year, aggregate_income, law) for loan in loans)
    counted = [line for line in lines if line.amount]
    highest = max((line.limit for line in counted), default=0)
    return HousingLoanCredit(
        amount=min(sum(line.amount for line in counted), highest),
        income_limit=min((line.income_limit for line in counted), default=0),
        seven_percent=any(line.seven_percent for line in counted),
        lines=lines,
    )


def _line(
    loan: HousingLoan, income_year: int, aggregate_income: int, law: HousingLoanLaw
) -> HousingLoanLine:
    found = class_of(loan, law)
    if found is None:
        return _refused(
            "", 0, "この入居の日と区分の控除はありません。入居の日と区分を確かめてください。"
        )
    year = income_year - loan.moved_in_on.year + 1
    if not 1 <= year <= found.years:
        return _refused(found.label, year, f"控除期間（{found.years}年）の外の年です。")
    limit = _income_limit(loan, found, law.rounding)
    if limit == 0:
        area = law.rounding.small_floor_area_below
        return _refused(found.label, year, f"床面積が{area}㎡未満の住宅は対象になりません。")
    if aggregate_income > limit:
        return _refused(found.label, year, f"合計所得金額が{limit:,}円を超えています。")
    base = _base(loan, found)
    return HousingLoanLine(
        label=found.label,
        year_of_credit=year,
        base=base,
        rate=f"{found.rate:%}",
        amount=_amount(loan, found, base, year, law.rounding),
        limit=_cut(_of(found.rate, found.cap), law.rounding),
        income_limit=limit,
        seven_percent=found.seven_percent,
    )


@cites("租税特別措置法41条")
def class_of(loan: HousingLoan, law: HousingLoanLaw) -> HousingLoanClass | None:
    """Return the class of a debt, None where the law has none.

    Who is a 特例対象個人 has the ordinary class where there is none of his own, and always on
    a small floor, which does not go with the raised limits.
    """
    small = loan.floor_area < law.rounding.small_floor_area_below
    classes = [
        one
        for one in law.classes
        if one.moved_in_from <= loan.moved_in_on <= one.moved_in_to
        and one.house == loan.house
        and one.dwelling in (ANY, loan.dwelling)
        and one.acquisition in (ANY, loan.acquisition)
    ]
    special = loan.special_individual and not small
    wanted = [one for one in classes if one.special_individual == special]
    return next(iter(wanted or [one for one in classes if not one.special_individual]), None)


def _income_limit(loan: HousingLoan, found: HousingLoanClass, rounding: HousingLoanRounding) -> int:
    """Return up to which income the year counts; 0 where the floor is too small."""
    if loan.floor_area >= rounding.small_floor_area_below:
        return found.aggregate_income_limit
    if loan.floor_area < rounding.small_floor_area_from:
        return 0
    return found.small_floor_income_limit


def _base(loan: HousingLoan, found: HousingLoanClass) -> int:
    own = _of(loan.debt_share, loan.balance)
    return min(_of(loan.living_share, min(own, loan.price)), found.cap)


def _amount(
    loan: HousingLoan,
    found: HousingLoanClass,
    base: int,
    year: int,
    rounding: HousingLoanRounding,
) -> int:
    amount = _of(found.rate, base)
    if found.later_rate is not None and year >= rounding.first_later_year:
        price = _of(loan.living_share, loan.price_without_tax)
        amount = min(amount, _of(found.later_rate, min(price, found.cap)))
    return _cut(amount, rounding)


def _refused(label: str, year: int, refusal: str) -> HousingLoanLine:
    return HousingLoanLine(
        label=label,
        year_of_credit=year,
        base=0,
        rate="",
        amount=0,
        limit=0,
        income_limit=0,
        seven_percent=False,
        refusal=refusal,
    )


def _of(rate: Rate, amount: int) -> int:
    return amount * rate.numerator // rate.denominator


def _cut(amount: int, rounding: HousingLoanRounding) -> int:
    return amount // rounding.unit * rounding.unit
