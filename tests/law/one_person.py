"""One made-up person put through the whole calculation, for tests of a few of its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.explain import explain
from juminzei.kernel.law import load

if TYPE_CHECKING:
    from juminzei.kernel.explain import Step


def columns_of(**told: int) -> TaxpayerColumns:
    """Return one person who is 44; what is not told is 0."""
    return TaxpayerColumns.from_sparse([{"age": 44} | told])


def answered(tax_year: int = 2026, **told: int) -> dict[str, int]:
    """Return every amount of the person's tax."""
    return assess(columns_of(**told), load(tax_year)).row(0)


def steps_of(tax_year: int = 2026, **told: int) -> dict[str, Step]:
    """Return the person's steps by their names."""
    return {step.name: step for step in explain(columns_of(**told), load(tax_year))}
