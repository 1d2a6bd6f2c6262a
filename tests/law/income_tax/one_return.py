"""One made-up return put through the whole calculation of income tax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import (
    ReturnColumns,
    assess_income_tax,
    explained_income_tax,
    load_income_tax,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.explain import Step


def income_tax(
    income_year: int = 2025, *, told: Mapping[str, int] | None = None, **columns: int
) -> dict[str, int]:
    """Return every amount of the income tax of one person, who is 44 unless told."""
    tax = assess_income_tax(
        TaxpayerColumns.from_sparse([{"age": 44} | columns]),
        ReturnColumns.from_sparse([told or {}]),
        load_income_tax(income_year),
    )
    return tax.row(0)


def steps_of(
    income_year: int = 2025, *, told: Mapping[str, int] | None = None, **columns: int
) -> dict[str, Step]:
    """Return the person's steps by their names."""
    _, steps = explained_income_tax(
        TaxpayerColumns.from_sparse([{"age": 44} | columns]),
        ReturnColumns.from_sparse([told or {}]),
        load_income_tax(income_year),
    )
    return {step.name: step for step in steps}
