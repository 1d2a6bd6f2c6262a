"""第二表: spouse, relatives and family employees, as they were typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.family_columns import (
    FAMILY_EMPLOYEE,
    SPOUSE,
    family_columns,
    relative_age,
)
from juminzei.apps.return_desk.national_forms.declared import YES
from juminzei.apps.return_desk.national_forms.second_form import relationship_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.national_forms.declared import Declared, Filled
    from juminzei.formats.national_return_record import Value
    from juminzei.kernel.law import Law

RELATIVES, EMPLOYEES = "ABY00150", "ABE00010"
UNDER16, ADULT, ELDERLY = 16, 30, 70
ABROAD_BY_AGE, ABROAD_DISABLED, ABROAD_SUPPORTED = "1", "3", "4"
"""Why somebody abroad counts: the age, a disability, or 38万円 sent (所得税法2条1項34号の2)."""
NOT_NAMED = "abroad_ineligible"
"""Abroad without papers: no deduction, and so not on the form."""


def fill_relatives(filled: Filled, declared: Declared, law: Law) -> None:
    """Fill in everybody with a day of birth."""
    for row in declared.entries.rows("relatives"):
        if row.get("role") == FAMILY_EMPLOYEE:
            _employee(filled, declared, row)
        elif not row.get("birth_on") or row.get("living") == NOT_NAMED:
            continue
        elif row["relationship"] == SPOUSE:
            _spouse(filled, declared, row)
        else:
            filled.add(RELATIVES, _relative(declared, row, law))
        _apart(filled, row)


def _spouse(filled: Filled, declared: Declared, row: Row) -> None:
    filled.put("ABY00020", str(row.get("name", "")))
    filled.put("ABY00040", _born(row))
    filled.mark("ABY00060", str(row.get("disability")) == "1")
    filled.mark("ABY00070", str(row.get("disability")) == "2")
    filled.mark("ABY00090", row.get("living") == "abroad")
    taxes = declared.taxes
    deducted = taxes["deduction_spouse"] or taxes["deduction_spouse_special"]
    filled.mark("ABY00120", not deducted and declared.steps.get("spouse_same_livelihood"))
    filled.mark("ABY00130", row.get("living") == "apart")


def _relative(declared: Declared, row: Row, law: Law) -> Mapping[str, Value | None]:
    year = declared.income_year
    columns, _ = family_columns([row], law)
    return {
        "ABY00160": str(row.get("name", "")),
        "ABY00180": relationship_of(row),
        "ABY00190": _born(row),
        "ABY00210": _yes(str(row.get("disability")) == "1"),
        "ABY00220": _yes(str(row.get("disability")) == "2"),
        "ABY00235": _abroad(row, year),
        "ABY00253": _yes(any(name.startswith("specified_relatives") for name in columns)),
        "ABY00270": _yes(relative_age(row, year) < UNDER16),
        "ABY00280": _yes(row.get("living") == "apart"),
    }


def _abroad(row: Row, year: int) -> str | None:
    if row.get("living") != "abroad":
        return None
    age = relative_age(row, year)
    if age < ADULT or age >= ELDERLY:
        return ABROAD_BY_AGE
    disabled = str(row.get("disability") or "0") != "0"
    return ABROAD_DISABLED if disabled else ABROAD_SUPPORTED


def _employee(filled: Filled, declared: Declared, row: Row) -> None:
    """Add a family employee; the sum of the pay stands with the only one, if there is one."""
    employees = [
        one for one in declared.entries.rows("relatives") if one.get("role") == FAMILY_EMPLOYEE
    ]
    only = declared.entries.amount("family_employee_pay") if len(employees) == 1 else 0
    filled.add(
        EMPLOYEES,
        {
            "ABE00020": str(row.get("name", "")),
            "ABE00030": _born(row),
            "ABE00040": relationship_of(row),
            "ABE00070": only,
        },
    )


def _apart(filled: Filled, row: Row) -> None:
    """Fill in the address of who lives apart; the form has room for one."""
    address = str(row.get("apart_address", ""))
    if address and "ABI00030" not in filled.values:
        filled.put("ABI00030", str(row.get("name", "")))
        filled.put("ABI00040", address)


def _born(row: Row) -> date | None:
    return date.fromisoformat(str(row["birth_on"])) if row.get("birth_on") else None


def _yes(said: object) -> str | None:
    return YES if said else None
