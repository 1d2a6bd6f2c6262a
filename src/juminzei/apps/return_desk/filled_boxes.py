"""The boxes of the income tax return with their amounts, by the form of the year."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import ReturnColumns
from juminzei.kernel.income_tax.forms import filled_form, form_of

if TYPE_CHECKING:
    from juminzei.apps.return_desk.told_columns import ToldColumns
    from juminzei.kernel.income_tax.forms import FilledBox

TAGS = Path(__file__).with_name("xml_tags.toml")


def filled_boxes(told: ToldColumns, income_year: int) -> tuple[FilledBox, ...]:
    """Return every box of the year's form; none where that form is not known."""
    try:
        return filled_form(
            TaxpayerColumns.from_sparse([told.taxpayer]),
            ReturnColumns.from_sparse([told.returned]),
            income_year,
        )
    except LookupError:
        return ()


def form_note(income_year: int) -> str:
    """Return what was not seen of the year's form, to be printed beside it."""
    try:
        return form_of(income_year).assumption
    except LookupError as error:
        return str(error)


@cache
def xml_tags() -> dict[str, str]:
    """Return the tag of each box that the calculation fills by the box's name."""
    return {name: str(tag) for name, tag in tomllib.loads(TAGS.read_text("utf-8")).items()}
