"""Part of the fifth stage: 調整控除, 住宅借入金等特別税額控除, 外国税額控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with, nothing
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import adjustment_credit as adjusting
from juminzei.kernel.rules import foreign_tax_credit as foreign
from juminzei.kernel.rules import housing_loan_credit as housing
from juminzei.kernel.rules.rounding import round_down, round_up

if TYPE_CHECKING:
    from juminzei.base.money import Rate, Yen
    from juminzei.kernel.chain.credits import Base
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


def adjustment(earned: Incomes, base: Base, law: Law, steps: Steps) -> Pair:
    """Return 調整控除."""
    of = steps.take(
        "adjustment_credit_base",
        adjusting.adjustment_credit_base,
        aggregate_taxable_income=base.aggregate_taxable_income,
        personal_deduction_gap=base.gap,
        aggregate_income=earned.aggregate,
        law=law.national.adjustment_credit,
    )

    def one(body: str, rate: Rate) -> Yen:
        name = f"{body}_adjustment"
        exact = steps.take(f"{name}_exact", adjusting.adjustment_credit_exact, base=of, rate=rate)
        return steps.take(f"{name}_rounded", round_down, amount=exact)

    rate = law.rates.adjustment
    return Pair(one("municipal", rate.municipal), one("prefectural", rate.prefectural))


def housing_loan(columns: TaxpayerColumns, law: Law, steps: Steps) -> Pair:
    """Return 住宅借入金等特別税額控除 of those who have one."""
    credit, few = law.national.housing_loan_credit, few_with(columns.housing_loan_available)
    if not few:
        return nothing(len(columns))
    seven_percent = few.flags(columns.housing_loan_seven_percent)
    remaining = steps.take(
        "housing_loan_remaining",
        housing.housing_loan_remaining,
        housing_loan_available=few.of(columns.housing_loan_available),
        housing_loan_income_tax=few.of(columns.housing_loan_income_tax),
    )
    cap = steps.take(
        "housing_loan_cap_exact",
        housing.housing_loan_cap_exact,
        housing_loan_income_tax_base=few.of(columns.housing_loan_income_tax_base),
        seven_percent=seven_percent,
        law=credit,
    )
    amount = steps.take(
        "housing_loan_amount",
        housing.housing_loan_amount,
        remaining=remaining,
        cap=steps.take("housing_loan_cap", round_down, amount=cap),
        seven_percent=seven_percent,
        law=credit,
    )

    def one(body: str, share: Rate) -> Yen:
        name = f"{body}_housing_loan"
        exact = steps.take(
            f"{name}_exact", housing.share_exact, housing_loan_amount=amount, share=share
        )
        return steps.take(f"{name}_rounded", round_up, amount=exact)

    share = law.rates.housing_loan
    return few.among_all(
        Pair(one("municipal", share.municipal), one("prefectural", share.prefectural))
    )


def foreign_tax(columns: TaxpayerColumns, law: Law, steps: Steps) -> Pair:
    """Return 外国税額控除 of those who paid abroad; the prefecture credits first."""
    few = few_with(columns.foreign_tax_remaining)
    if not few:
        return nothing(len(columns))
    national_limit = few.of(columns.foreign_tax_national_limit)

    def one(body: str, remaining: Yen, limit: Rate) -> Yen:
        name = f"{body}_foreign_tax"
        exact = steps.take(
            f"{name}_limit_exact",
            foreign.foreign_tax_limit_exact,
            foreign_tax_national_limit=national_limit,
            limit=limit,
        )
        return steps.take(
            f"{name}_allowed",
            foreign.foreign_tax_within,
            remaining=remaining,
            limit=steps.take(f"{name}_limit", round_up, amount=exact),
        )

    limit, remaining = law.rates.foreign_tax, few.of(columns.foreign_tax_remaining)
    prefectural = one("prefectural", remaining, limit.prefectural)
    left = steps.take(
        "foreign_tax_left_for_city",
        foreign.foreign_tax_left_for_city,
        remaining=remaining,
        prefectural=prefectural,
    )
    return few.among_all(Pair(one("municipal", left, limit.municipal), prefectural))
