"""住宅借入金等特別控除 of the loans that were entered one by one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.detail_columns import yen_in
from juminzei.apps.return_desk.told_columns import ToldColumns
from juminzei.base.money import Rate
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import ReturnColumns, assess_income_tax, load_income_tax
from juminzei.kernel.income_tax.housing_loan import HousingLoan, housing_loan_credit

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries, Row
    from juminzei.kernel.income_tax.housing_loan import HousingLoanCredit

WHOLE, ENOUGH_FLOOR = 100, 50
FIRST = {"house": "general", "dwelling": "new", "acquisition": "taxed"}
"""What a loan is that says nothing else: the first choices of the form."""


def with_housing_loans(
    told: ToldColumns, entries: Entries, income_year: int
) -> tuple[ToldColumns, HousingLoanCredit | None]:
    """Return the columns with the credit of the loans added, and how it came about.

    Args:
        told: The columns of everything else; 合計所得金額 follows from them.
        entries: The boxes; loans without a day of moving in yield nothing.
        income_year: 年分.
    """
    loans = [_loan(row) for row in entries.rows("housing_loans") if row.get("moved_in_on")]
    if not loans:
        return told, None
    tax = assess_income_tax(
        TaxpayerColumns.from_sparse([told.taxpayer]),
        ReturnColumns.from_sparse([told.returned]),
        load_income_tax(income_year),
    )
    credit = housing_loan_credit(loans, income_year, tax.row(0)["aggregate_income"])
    taxpayer, returned = dict(told.taxpayer), dict(told.returned)
    if credit.amount:
        name = "housing_loan_available"
        taxpayer[name] = taxpayer.get(name, 0) + credit.amount
        taxpayer["housing_loan_seven_percent"] = int(
            credit.seven_percent or taxpayer.get("housing_loan_seven_percent", 0)
        )
        returned["housing_loan_income_limit"] = credit.income_limit
    kept = {n: value for n, value in taxpayer.items() if value}
    return ToldColumns(kept, {n: value for n, value in returned.items() if value}), credit


def _loan(row: Row) -> HousingLoan:
    return HousingLoan(
        moved_in_on=date.fromisoformat(str(row["moved_in_on"])),
        house=_choice(row, "house"),
        dwelling=_choice(row, "dwelling"),
        acquisition=_choice(row, "acquisition"),
        balance=yen_in(row, "balance"),
        price=yen_in(row, "price"),
        price_without_tax=yen_in(row, "price_without_tax"),
        debt_share=Rate(yen_in(row, "debt_share") or WHOLE, WHOLE),
        living_share=Rate(yen_in(row, "living_share") or WHOLE, WHOLE),
        floor_area=yen_in(row, "floor_area") or ENOUGH_FLOOR,
        special_individual=bool(row.get("special_individual")),
    )


def _choice(row: Row, name: str) -> str:
    return str(row.get(name) or FIRST[name])
