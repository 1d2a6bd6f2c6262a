"""Both taxes of one person beside each other, as the desk shows them while a return is typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax.assess import assess_income_tax
from juminzei.kernel.income_tax.inhabitant_columns import inhabitant_columns
from juminzei.kernel.income_tax.law import load_income_tax
from juminzei.kernel.income_tax.return_columns import ReturnColumns
from juminzei.kernel.income_tax.waivers import Filer, filing_waiver
from juminzei.kernel.income_tax.warnings import warnings_for
from juminzei.kernel.income_tax.wording import wording
from juminzei.kernel.law import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.waivers import Waiver
    from juminzei.kernel.income_tax.warnings import Warned
    from juminzei.kernel.law import Law

Amounts = dict[str, int]
Sparse = dict[str, int]
DEDUCTION = "deduction_"
NOT_COUNTED = ("casualty", "medical", "donation", "basic")
"""Deductions that the waiver for two payers leaves out (所得税法121条1項2号)."""
INCOMES = ("total_income", "aggregate_income", "total_income_etc")


@dataclass(frozen=True, slots=True)
class BesideEachOther:
    """One amount in both taxes; yen, None where a tax has none of it."""

    name: str
    label: str
    national: int | None
    inhabitant: int | None


@dataclass(frozen=True, slots=True)
class Saved:
    """How much tax a deduction or credit that may be left out saves; yen."""

    name: str
    label: str
    income_tax: int
    inhabitant_tax: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the desk shows of one person's return in both taxes."""

    income_year: int
    income_tax: Amounts
    """Every amount of :class:`~juminzei.kernel.income_tax.income_tax.IncomeTax`."""
    inhabitant_tax: Amounts
    """Every amount of :class:`~juminzei.kernel.assessment.Assessment`."""
    beside: tuple[BesideEachOther, ...]
    saved: tuple[Saved, ...]
    waiver: Waiver | None
    """Why no return is due, if so; none of these holds for the inhabitant tax."""
    warnings: tuple[Warned, ...]
    drafts: tuple[str, ...]
    """What to say as long as a law file awaits its review."""


def compare(
    columns: TaxpayerColumns,
    return_columns: ReturnColumns,
    income_year: int,
    *,
    ordinance: str = "kazo",
) -> Comparison:
    """Return one person's income tax and the inhabitant tax of the year after, side by side.

    Args:
        columns: One row.
        return_columns: One row, of the same person.
        income_year: 年分.
        ordinance: The folder of the city's law files.

    Raises:
        ValueError: More or less than one row.
        LawError: A law file is missing or wrong.
    """
    return compare_under(
        columns, return_columns, load_income_tax(income_year), load(income_year + 1, ordinance)
    )


def compare_under(
    columns: TaxpayerColumns, return_columns: ReturnColumns, law: IncomeTaxLaw, local: Law
) -> Comparison:
    """Return the same under two laws that are at hand.

    Args:
        columns: One row.
        return_columns: One row, of the same person.
        law: Of the income tax.
        local: Of the inhabitant tax of the year after.

    Raises:
        ValueError: More or less than one row.
    """
    if len(columns) != 1 or len(return_columns) != 1:
        raise ValueError(f"{len(columns)} rows; compare one person at a time")
    person, told = columns.to_sparse(0), return_columns.to_sparse(0)
    options = {
        name: option
        for name, option in optional_deductions().items()
        if any(person.get(one) for one in option.columns) or any(told.get(o) for o in option.told)
    }
    people = [person, *(_without(person, option.columns) for option in options.values())]
    returns = [told, *(_without(told, option.told) for option in options.values())]
    everybody = TaxpayerColumns.from_sparse(people)
    tax = assess_income_tax(everybody, ReturnColumns.from_sparse(returns), law)
    inhabitant = assess(inhabitant_columns(everybody, tax), local)
    national, city = tax.row(0), inhabitant.row(0)
    waiver = filing_waiver(_filer(person, told, national), law.national.filing_waivers)
    owed = tax.tax_and_surtax - tax.credit_foreign_tax
    return Comparison(
        income_year=law.income_year,
        income_tax=national,
        inhabitant_tax=city,
        beside=tuple(_beside(national, city)),
        saved=tuple(
            Saved(
                name,
                option.label,
                int(owed[row] - owed[0]),
                int(inhabitant.total[row] - inhabitant.total[0]),
            )
            for row, (name, option) in enumerate(options.items(), 1)
        ),
        waiver=waiver,
        warnings=warnings_for(person, told, national, waiver),
        drafts=tuple(one for one in (law.warning, local.warning) if one),
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A deduction or credit that somebody may leave out, and the columns that it comes from."""

    label: str
    columns: tuple[str, ...]
    told: tuple[str, ...]


@cache
def optional_deductions() -> dict[str, Option]:
    """Return what somebody may leave out, by name, in the order of the return."""
    path = files("juminzei.kernel.income_tax").joinpath("optional_deductions.toml")
    return {
        name: Option(one["label"], tuple(one["columns"]), tuple(one["told"]))
        for name, one in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def _without(person: Mapping[str, int], names: tuple[str, ...]) -> Sparse:
    return {name: value for name, value in person.items() if name not in names}


def _beside(national: Amounts, city: Amounts) -> list[BesideEachOther]:
    names = [*INCOMES, *(name for name in national if name.startswith(DEDUCTION)), "tax_base"]
    return [
        BesideEachOther(name, wording(name).label, national[name], city.get(name))
        for name in names
        if national[name] or city.get(name) or name in INCOMES
    ]


def _filer(person: Mapping[str, int], told: Mapping[str, int], tax: Amounts) -> Filer:
    adjustments = tax["income_adjustment_child"] + tax["income_adjustment_pension"]
    work = max(0, tax["income_employment"] - adjustments)
    apart = work + tax["income_public_pension"]
    retirement = person.get("retirement", 0) + told.get("retirement_declared", 0)
    counted = [
        amount
        for name, amount in tax.items()
        if name.startswith(DEDUCTION)
        and name != "deduction_total"
        and name.removeprefix(DEDUCTION) not in NOT_COUNTED
    ]
    return Filer(
        pay=person.get("revenue_employment", 0),
        secondary_pay=told.get("revenue_secondary_employment", 0),
        year_end_adjusted=bool(told.get("year_end_adjusted")),
        pension=person.get("revenue_public_pension", 0),
        pension_not_withheld=bool(told.get("pension_not_withheld")),
        income_from_work=work,
        income_public_pension=tax["income_public_pension"],
        other_income=max(0, tax["aggregate_income"] - apart - retirement),
        deductions_counted=sum(counted),
        family_company_income=bool(told.get("family_company_income")),
        payable=tax["payable"],
    )
