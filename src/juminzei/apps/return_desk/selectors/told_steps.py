"""Every step of both taxes of the newest version of a return, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.return_desk.both_taxes import both_taxes
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.selectors.return_outcome import law_of
from juminzei.apps.return_desk.selectors.returns import birth_of
from juminzei.apps.return_desk.told_columns import told_columns
from juminzei.kernel.column_kind import ColumnError
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import ContractError
from juminzei.kernel.explain import explain
from juminzei.kernel.income_tax import ReturnColumns, load_income_tax
from juminzei.kernel.income_tax.explain import explained_income_tax, told_income_tax
from juminzei.kernel.telling import told

if TYPE_CHECKING:
    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.apps.return_desk.told_columns import ToldColumns
    from juminzei.kernel.telling import ToldStep


def inhabitant_steps(one: DeskReturn) -> list[ToldStep]:
    """Return the steps of the inhabitant tax; none where it cannot be calculated."""
    try:
        columns = _columns(one)
        taxes = both_taxes(columns, one.tax_year, ordinance=settings.CONFIGURATION.ordinance)
    except (ContractError, ColumnError):
        return []
    taxpayer = TaxpayerColumns.from_sparse([taxes.taxpayer])
    return told(explain(taxpayer, law_of(one.tax_year)))


def national_steps(one: DeskReturn) -> list[ToldStep]:
    """Return the steps of the income tax; none where it cannot be calculated."""
    try:
        columns = _columns(one)
    except (ContractError, ColumnError):
        return []
    _, steps = explained_income_tax(
        TaxpayerColumns.from_sparse([columns.taxpayer]),
        ReturnColumns.from_sparse([columns.returned]),
        load_income_tax(one.tax_year - 1),
    )
    return told_income_tax(steps)


def _columns(one: DeskReturn) -> ToldColumns:
    newest = one.history.order_by("-version").values_list("entries", flat=True).first()
    law = law_of(one.tax_year)
    return told_columns(Entries.kept(newest or {}), birth_on=birth_of(one), law=law)
