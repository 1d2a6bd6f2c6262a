"""The contract of ``juminzei income-tax``: one person's facts in, the return out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read, values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.income_tax.compare import compare_under
from juminzei.kernel.income_tax.explain import explained_income_tax
from juminzei.kernel.income_tax.forms import filled_form, form_of
from juminzei.kernel.income_tax.law import income_years, load_income_tax
from juminzei.kernel.income_tax.return_columns import ReturnColumns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.kernel.explain import Step
    from juminzei.kernel.income_tax.income_tax import IncomeTax
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.law import Law

YEAR, RETURN = "income_year", "return"
DERIVED = ("specified_relatives_1_second", "specified_relatives_1_third")
"""Columns that the ``dependants`` of a request fill."""
SPECIFIED_AGES = (19, 22)
SECOND, THIRD = (850_000, 900_000), (900_000, 950_000)
"""Incomes above and up to which a 特定親族 is of the second and third row (所得税法84条の2)."""


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """What one request asks: both laws, and one row of each kind of columns."""

    law: IncomeTaxLaw
    local: Law
    columns: TaxpayerColumns
    told: ReturnColumns


def read_return(request: object) -> ReturnRequest:
    """Return one request, checked key by key.

    It is a request of ``juminzei calculate`` with ``income_year`` in the place of
    ``tax_year``, and ``return``: the columns of a return by their names.

    Raises:
        ContractError: An unknown key, a wrong type or value, or values that do not go together.
    """
    if not isinstance(request, dict):
        raise ContractError("request", "is no JSON object; write {…}")
    person = {key: value for key, value in request.items() if key not in (YEAR, RETURN)}
    if "tax_year" in person:
        raise ContractError("tax_year", f"follows from {YEAR}; leave it out")
    year = values.whole(YEAR, request.get(YEAR), least=0)
    if year not in income_years():
        years = income_years()
        raise ContractError(YEAR, f"is {year}; the law is here from {years[0]} to {years[-1]}")
    asked = read(person | {"tax_year": year + 1})
    told = _told(request.get(RETURN, {})) | _rows_of_relatives(person.get("dependants", []))
    return ReturnRequest(
        load_income_tax(year),
        asked.law,
        TaxpayerColumns.from_sparse([asked.columns]),
        ReturnColumns.from_sparse([told]),
    )


def answer(
    request: ReturnRequest, *, steps: bool = False, form: bool = False, compared: bool = False
) -> dict[str, Any]:
    """Return the return of one person by the names of the answer.

    Args:
        request: What was asked.
        steps: Whether to add every step with its article.
        form: Whether to add the boxes of the year's form.
        compared: Whether to add the inhabitant tax beside it.
    """
    tax, taken = explained_of(request)
    told: dict[str, Any] = {YEAR: request.law.income_year, "income_tax": tax.row(0)}
    if steps:
        told["steps"] = [asdict(step) for step in taken]
    if form:
        told["form"] = _form(request)
    if compared:
        told["compared"] = asdict(
            compare_under(request.columns, request.told, request.law, request.local)
        )
        del told["compared"]["income_tax"], told["compared"][YEAR]
    return told


def explained_of(request: ReturnRequest) -> tuple[IncomeTax, list[Step]]:
    """Return the tax with its steps."""
    return explained_income_tax(request.columns, request.told, request.law)


def _told(given: object) -> dict[str, int]:
    if not isinstance(given, dict):
        raise ContractError(RETURN, "is no object; write {…}")
    kinds, told = kinds_of(ReturnColumns), {}
    for name, value in given.items():
        key = f"{RETURN}.{name}"
        if name not in kinds or name in DERIVED:
            raise ContractError(key, "no such key; see docs/income-tax.md")
        kind = kinds[name]
        told[name] = (
            int(values.flag(key, value))
            if kind.flag
            else values.whole(key, value, least=kind.least)
        )
    return {name: value for name, value in told.items() if value}


def _rows_of_relatives(dependants: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the counts of the rows that the inhabitant tax does not tell apart."""
    incomes = [
        one.get("income", 0)
        for one in dependants
        if SPECIFIED_AGES[0] <= one.get("age", 0) <= SPECIFIED_AGES[1]
    ]
    return {
        name: sum(above < income <= up_to for income in incomes)
        for name, (above, up_to) in zip(DERIVED, (SECOND, THIRD), strict=True)
    }


def _form(request: ReturnRequest) -> dict[str, Any]:
    try:
        form = form_of(request.law.income_year)
    except LookupError as error:
        raise ContractError(YEAR, str(error)) from None
    filled = filled_form(request.columns, request.told, request.law.income_year)
    return {
        "assumption": form.assumption,
        "boxes": [
            {
                "form": one.box.form,
                "box": one.box.number,
                "name": one.box.name,
                "label": one.box.label,
                "amount": one.amount,
            }
            for one in filled
        ],
    }
