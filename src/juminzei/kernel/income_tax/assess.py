"""The whole calculation of income tax: the order of its stages, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from juminzei.kernel.assess import CHUNK_ROWS
from juminzei.kernel.chain.bases import bases_of
from juminzei.kernel.chain.few import few_with
from juminzei.kernel.chain.incomes import incomes
from juminzei.kernel.income_tax.chain.after_credits import whole_tax
from juminzei.kernel.income_tax.chain.credits import credits_taken
from juminzei.kernel.income_tax.chain.deductions import deductions
from juminzei.kernel.income_tax.chain.result import result
from juminzei.kernel.income_tax.chain.settlement import settlement
from juminzei.kernel.income_tax.chain.taxes import calculated_tax, taxes
from juminzei.kernel.income_tax.income_tax import IncomeTax
from juminzei.kernel.income_tax.rules.incomes import retirement_income_together
from juminzei.kernel.steps import PLAIN

if TYPE_CHECKING:
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps


def assess_income_tax(
    columns: TaxpayerColumns, return_columns: ReturnColumns, law: IncomeTaxLaw
) -> IncomeTax:
    """Return everybody's income tax under ``law``.

    Args:
        columns: What is known of the people for either tax.
        return_columns: What only the return of income tax tells, of the same people.
        law: Of one income year, for all of them.

    Raises:
        ValueError: The columns are not of the same people.
    """
    if len(columns) != len(return_columns):
        raise ValueError(f"{len(columns)} people and {len(return_columns)} returns; give as many")
    if len(columns) <= CHUNK_ROWS:
        return assess_chunk(columns, return_columns, law)
    whole = IncomeTax.room_for(len(columns))
    for at in range(0, len(columns), CHUNK_ROWS):
        rows = slice(at, at + CHUNK_ROWS)
        whole.put(rows, assess_chunk(columns.rows(rows), return_columns.rows(rows), law))
    return whole


def assess_chunk(
    columns: TaxpayerColumns, told: ReturnColumns, law: IncomeTaxLaw, steps: Steps = PLAIN
) -> IncomeTax:
    """Return the tax of people few enough for one pass; ``steps`` may keep a record."""
    columns = _with_retirement(columns, told, steps)
    earned = incomes(columns, law, steps)
    taken_off = deductions(columns, told, earned, law, steps)
    bases = bases_of(columns, earned, taken_off.total, law, steps)
    found = taxes(told, earned, bases, law, steps)
    calculated = calculated_tax(found, steps)
    credited = credits_taken(
        columns,
        told,
        earned,
        taken_off=taken_off,
        bases=bases,
        calculated=calculated,
        law=law,
        steps=steps,
    )
    whole = whole_tax(columns, told, earned, credited.left, law=law, steps=steps)
    settled = settlement(told, earned, whole, law, steps)
    return result(
        told=told,
        earned=earned,
        taken_off=taken_off,
        bases=bases,
        taxes=found,
        calculated=calculated,
        credited=credited,
        whole=whole,
        settled=settled,
    )


def _with_retirement(
    columns: TaxpayerColumns, told: ReturnColumns, steps: Steps
) -> TaxpayerColumns:
    """Return the people with the retirement income that only the national return declares."""
    if not few_with(told.retirement_declared):
        return columns
    together = steps.take(
        "retirement_together",
        retirement_income_together,
        retirement=columns.retirement,
        retirement_declared=told.retirement_declared,
    )
    return replace(columns, retirement=together)
