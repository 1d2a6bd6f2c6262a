"""What the calculation of income tax answers: one row a person, one column an amount."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@dataclass(frozen=True, slots=True, eq=False)
class IncomeTax:
    """Equally long columns of whole yen, in the order of the return."""

    income_employment: Yen
    """給与所得控除後の金額, before both income adjustments."""
    income_public_pension: Yen
    income_adjustment_child: Yen
    income_adjustment_pension: Yen
    total_income: Yen
    aggregate_income: Yen
    total_income_etc: Yen

    deduction_casualty: Yen
    deduction_medical: Yen
    deduction_social_insurance: Yen
    deduction_small_enterprise_mutual_aid: Yen
    deduction_life_insurance: Yen
    deduction_earthquake_insurance: Yen
    deduction_donation: Yen
    deduction_disability: Yen
    deduction_widow: Yen
    deduction_single_parent: Yen
    deduction_working_student: Yen
    deduction_spouse: Yen
    deduction_spouse_special: Yen
    deduction_dependant: Yen
    deduction_specified_relative: Yen
    deduction_basic: Yen
    deduction_total: Yen

    tax_base: Yen
    """課税総所得金額, whole thousands."""
    tax_base_land_short: Yen
    tax_base_land_short_reduced: Yen
    tax_base_land_long: Yen
    tax_base_land_long_superior: Yen
    tax_base_land_long_residence: Yen
    tax_base_listed_dividend: Yen
    tax_base_unlisted_shares: Yen
    tax_base_listed_shares: Yen
    tax_base_futures: Yen
    tax_base_forestry: Yen
    tax_base_retirement: Yen

    tax_comprehensive: Yen
    """Of 課税総所得金額, by the table or by 平均課税."""
    tax_land_short: Yen
    tax_land_short_reduced: Yen
    tax_land_long: Yen
    tax_land_long_superior: Yen
    tax_land_long_residence: Yen
    tax_listed_dividend: Yen
    tax_unlisted_shares: Yen
    tax_listed_shares: Yen
    tax_futures: Yen
    tax_forestry: Yen
    tax_retirement: Yen
    calculated_tax: Yen
    """算出税額, before credits."""

    credit_dividend: Yen
    credit_investment: Yen
    credit_housing_loan: Yen
    credit_political: Yen
    credit_npo: Yen
    credit_public_interest: Yen
    credit_renovation: Yen
    tax_after_credits: Yen
    """差引所得税額."""
    disaster_relief: Yen
    minimum_tax_addition: Yen
    tax_after_relief: Yen
    """再差引所得税額; 基準所得税額 except in 2024."""
    fixed_reduction: Yen
    base_tax: Yen
    """基準所得税額."""
    surtax: Yen
    tax_and_surtax: Yen
    """所得税及び復興特別所得税の額, not rounded."""
    credit_foreign_tax: Yen
    withheld: Yen
    tax_declared: Yen
    """申告納税額, below 0 where more was withheld; above 0 in whole hundreds."""
    prepaid: Yen
    payable: Yen
    refund: Yen
    housing_loan_left: Yen
    """What of 住宅借入金等特別控除 the income tax could not take."""
    foreign_tax_limit: Yen
    """所得税の控除限度額, which limits what the inhabitant tax credits."""
    foreign_tax_left: Yen

    def __len__(self) -> int:
        return len(self.payable)

    def row(self, row: int) -> dict[str, int]:
        """Return every amount of one person as plain integers."""
        return {column.name: int(getattr(self, column.name)[row]) for column in fields(self)}

    @classmethod
    def room_for(cls, n: int) -> Self:
        """Return columns of ``n`` rows to be filled by :meth:`put`."""
        names = [column.name for column in fields(cls)]
        return cls(**dict(zip(names, np.empty((len(names), n), np.int64), strict=True)))

    def put(self, rows: slice, part: Self) -> None:
        """Write the people of ``part`` into ``rows`` of these columns."""
        for column in fields(self):
            getattr(self, column.name)[rows] = getattr(part, column.name)
