"""Every yen of the income tax explained: the same rules, with a record of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.explain import Recorder
from juminzei.kernel.explanation_text import lines_of
from juminzei.kernel.income_tax.assess import assess_chunk
from juminzei.kernel.income_tax.law import income_year_text
from juminzei.kernel.income_tax.wording import label_of_input, wording
from juminzei.kernel.telling import Words, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.explain import Step
    from juminzei.kernel.income_tax.income_tax import IncomeTax
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.telling import ToldStep

ALWAYS = ("tax_base", "calculated_tax", "base_tax", "surtax", "tax_and_surtax", "tax_declared")
BEGINS = {
    "is_widow": "所得から差し引かれる金額",
    "tax_base_exact": "課税される所得金額",
    "tax_by_table_exact": "税額",
    "tax_declared": "納める税金・還付される税金",
}
INCOME_TAX = Words(wording, label_of_input, ALWAYS, BEGINS)


def explained_income_tax(
    columns: TaxpayerColumns, return_columns: ReturnColumns, law: IncomeTaxLaw
) -> tuple[IncomeTax, list[Step]]:
    """Return one person's income tax with its steps, in the order of calculation.

    Raises:
        ValueError: More or less than one row.
    """
    if len(columns) != 1 or len(return_columns) != 1:
        raise ValueError(f"{len(columns)} rows; explain one person at a time")
    recorder = Recorder(law, wording)
    return assess_chunk(columns, return_columns, law, recorder), recorder.steps


def told_income_tax(steps: Sequence[Step]) -> list[ToldStep]:
    """Return the steps that matter for this person, as people read them."""
    return told(steps, INCOME_TAX)


def income_tax_text(steps: Sequence[Step], law: IncomeTaxLaw) -> str:
    """Return the tax and the steps that matter for this person, numbered, in Japanese."""
    values = {step.name: step.value for step in steps}
    head = [
        f"{income_year_text(law.income_year)} 所得税・復興特別所得税の計算の根拠",
        *([law.warning] if law.warning else []),
        f"納める税金 {values['payable']:,}円　還付される税金 {values['refund']:,}円",
        "",
    ]
    return "\n".join([*head, *lines_of(told_income_tax(steps))])
