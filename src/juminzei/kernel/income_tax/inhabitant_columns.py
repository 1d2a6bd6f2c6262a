"""What the income tax of a person means for the columns of the inhabitant tax."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import either

if TYPE_CHECKING:
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.income_tax import IncomeTax


@cites("地方税法附則5条の4の2", "地方税法附則7条", "地方税法37条の3", "地方税法314条の8")
def inhabitant_columns(columns: TaxpayerColumns, tax: IncomeTax) -> TaxpayerColumns:
    """Return the same people as the inhabitant tax sees them once the return is filed.

    What the income tax could not take of 住宅借入金等特別控除 and of foreign tax goes on to the
    inhabitant tax, and ワンストップ特例 is void. Foreign tax that the return does not tell stays as
    it was reported.

    Args:
        columns: As they went into the income tax.
        tax: What came out, of the same people.
    """
    taken = tax.credit_housing_loan
    base = tax.tax_base + tax.tax_base_forestry + tax.tax_base_retirement
    has_loan = columns.housing_loan_available > 0
    told_abroad = (tax.foreign_tax_left > 0) | (tax.foreign_tax_limit > 0)
    return replace(
        columns,
        housing_loan_available=taken + tax.housing_loan_left,
        housing_loan_income_tax=taken,
        housing_loan_income_tax_base=base * has_loan,
        foreign_tax_remaining=either(
            told_abroad, tax.foreign_tax_left, columns.foreign_tax_remaining
        ),
        foreign_tax_national_limit=either(
            told_abroad, tax.foreign_tax_limit, columns.foreign_tax_national_limit
        ),
        donation_one_stop=np.zeros(len(columns), np.bool_),
    )
