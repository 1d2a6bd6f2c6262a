"""Fourth stage: the credits (税額控除) in the order of the return, each from what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.chain.dividend import dividend
from juminzei.kernel.income_tax.chain.donations import donation_credits
from juminzei.kernel.income_tax.rules import credits as rules

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.bases import TaxBases
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.chain.deductions import Deductions
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Credits:
    """Each credit by its column's name as it was taken, and what is left of the tax."""

    taken: dict[str, Yen]
    left: Yen
    housing_loan_left: Yen
    """What of the credit the income tax could not take."""


def credits_taken(
    columns: TaxpayerColumns,
    told: ReturnColumns,
    earned: Incomes,
    *,
    taken_off: Deductions,
    bases: TaxBases,
    calculated: Yen,
    law: IncomeTaxLaw,
    steps: Steps,
) -> Credits:
    """Return all credits down to 差引所得税額; the order of the lines is that of the return."""
    taken: dict[str, Yen] = {}
    left = calculated

    def take(name: str, credit: Yen) -> Yen:
        if not credit.any():
            taken[f"credit_{name}"] = credit
            return left
        within = steps.take(f"credit_{name}", rules.within_tax, credit=credit, tax=left)
        taken[f"credit_{name}"] = within
        return steps.take(f"tax_after_{name}", rules.tax_after, tax=left, credit=within)

    left = take("dividend", dividend(columns, bases, law, steps))
    left = take("investment", _stated("investment", told.investment_credit, steps))
    housing = housing_loan(columns, told, earned, steps)
    left = take("housing_loan", housing)
    unused = _housing_loan_left(housing, taken["credit_housing_loan"], steps)
    gifts = donation_credits(told, taken_off, calculated, law, steps)
    for name, credit in gifts.items():
        left = take(name, credit)
    left = take("renovation", _stated("renovation", told.renovation_credit, steps))
    return Credits(taken, left, unused)


def housing_loan(
    columns: TaxpayerColumns, told: ReturnColumns, earned: Incomes, steps: Steps
) -> Yen:
    """Return 住宅借入金等特別控除 of those within the limit of income."""
    few = few_with(columns.housing_loan_available)
    if not few:
        return columns.housing_loan_available
    return few.put_back(
        steps.take(
            "housing_loan_allowed",
            rules.housing_loan_allowed,
            housing_loan_available=few.of(columns.housing_loan_available),
            aggregate_income=few.of(earned.aggregate),
            housing_loan_income_limit=few.of(told.housing_loan_income_limit),
        )
    )


def _housing_loan_left(allowed: Yen, taken: Yen, steps: Steps) -> Yen:
    few = few_with(allowed)
    if not few:
        return allowed
    return few.put_back(
        steps.take(
            "housing_loan_left",
            rules.housing_loan_left,
            allowed=few.of(allowed),
            taken=few.of(taken),
        )
    )


def _stated(name: str, credit: Yen, steps: Steps) -> Yen:
    if not credit.any():
        return credit
    return steps.take(f"{name}_stated", rules.stated_credit, credit=credit)
