"""Puts an explanation together from one person's columns and the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.explain import explained
from juminzei.kernel.telling import told
from juminzei.notices.explanation.form import ExplanationForm
from juminzei.notices.explanation.sums import incomes, levies

if TYPE_CHECKING:
    from datetime import date

    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law


def explanation_form(
    columns: TaxpayerColumns,
    law: Law,
    *,
    who: tuple[str, ...] = (),
    notices: tuple[str, ...] = (),
    issued_on: date | None = None,
) -> ExplanationForm:
    """Return the explanation of one person's whole tax.

    Args:
        columns: One row.
        law: Of the year and city.
        who: Lines about the person, none for a trial calculation.
        notices: What to say first, besides that the law is a draft.
        issued_on: When it is made, if the paper is to say so.

    Raises:
        ValueError: More or less than one row.
    """
    assessment, steps = explained(columns, law)
    return ExplanationForm(
        tax_year=law.tax_year,
        city=law.city.name,
        incomes=incomes(assessment),
        levies=levies(assessment),
        steps=tuple(told(steps)),
        who=who,
        notices=(*([law.warning] if law.warning else []), *notices),
        issued_on=issued_on,
    )
