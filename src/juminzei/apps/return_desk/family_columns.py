"""The columns of spouse and dependants, from birth dates and incomes: no class is typed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.age import age_at_end_of
from juminzei.kernel.contract import family

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.apps.return_desk.entries import Row
    from juminzei.kernel.law import Law

SPOUSE, PARENT, FAMILY_EMPLOYEE = "spouse", "parent", "family_employee"
DISABILITIES = {"0": "none", "1": "ordinary", "2": "special"}
ABROAD = {"abroad": "yes", "abroad_ineligible": "ineligible"}
SECOND, THIRD = (850_000, 900_000), (900_000, 950_000)
"""Incomes (above, up to) of the rows of 特定親族特別控除 that the inhabitant tax has as one."""


def family_columns(rows: Sequence[Row], law: Law) -> tuple[dict[str, int], dict[str, int]]:
    """Return the columns of either tax that the relatives yield.

    Args:
        rows: The list of relatives; family employees yield nothing, nor do those without a
            day of birth.
        law: Of the inhabitant tax on the same income.

    Returns:
        Taxpayer's columns and columns of the return, without noughts.

    Raises:
        juminzei.kernel.contract.ContractError: A relative abroad is said to be ineligible
            whom the law makes eligible.
    """
    year = law.tax_year - 1
    counted = [row for row in rows if is_counted(row)]
    found: Counter[str] = Counter()
    for row in counted:
        if row["relationship"] == SPOUSE:
            found.update(family.spouse(_spouse(row, year), law))
    relatives = [_relative(row, year) for row in counted if row["relationship"] != SPOUSE]
    found.update(family.dependants(relatives, law))
    return {name: n for name, n in found.items() if n}, _of_return(counted, year, law)


def is_counted(row: Row) -> bool:
    """Return whether a relative can be put into a class."""
    return bool(row.get("birth_on")) and row.get("role") != FAMILY_EMPLOYEE


def relative_age(row: Row, year: int) -> int:
    """Return the age on 31 December of the income year."""
    return age_at_end_of(year, date.fromisoformat(str(row["birth_on"])))


def class_of(row: Row, law: Law) -> str:
    """Return in which class a relative is, in words; empty for one without a day of birth."""
    if not row.get("birth_on"):
        return ""
    if row.get("role") == FAMILY_EMPLOYEE:
        return "専従者"
    columns, _ = family_columns([row], law)
    return next((label for name, label in CLASSES if columns.get(name)), "控除なし")


CLASSES = (
    ("spouse_elderly", "老人配偶者"),
    ("has_spouse", "配偶者"),
    ("dependants_under16", "16歳未満"),
    ("dependants_specified", "特定扶養"),
    ("dependants_elderly_cohabiting", "同居老親等"),
    ("dependants_elderly", "老人扶養"),
    ("dependants_other", "一般扶養"),
    *((f"specified_relatives_{n}", "特定親族") for n in range(1, 8)),
)
"""The narrower class first."""


def _spouse(row: Row, year: int) -> dict[str, object]:
    return _person(row, year) | {"cohabiting": row.get("living") == "together"}


def _relative(row: Row, year: int) -> dict[str, object]:
    together = row.get("living") == "together"
    return _person(row, year) | {
        "cohabiting": together,
        "cohabiting_parent": together and row["relationship"] == PARENT,
    }


def _person(row: Row, year: int) -> dict[str, object]:
    return {
        "age": relative_age(row, year),
        "income": int(row.get("income") or 0),
        "disability": DISABILITIES[str(row.get("disability") or "0")],
        "abroad": ABROAD.get(str(row.get("living")), "no"),
    }


def _of_return(rows: Sequence[Row], year: int, law: Law) -> dict[str, int]:
    found: Mapping[str, int] = {
        "specified_relatives_1_second": _specified(rows, year, law, SECOND),
        "specified_relatives_1_third": _specified(rows, year, law, THIRD),
        "spouse_aggregate_income_stated": sum(
            int(row.get("income") or 0) for row in rows if row["relationship"] == SPOUSE
        ),
    }
    return {name: n for name, n in found.items() if n}


def _specified(rows: Sequence[Row], year: int, law: Law, span: tuple[int, int]) -> int:
    ages, limit = law.national.relatives, law.national.relatives.dependant_income_limit
    return sum(
        row["relationship"] != SPOUSE
        and ages.specified_from_age <= relative_age(row, year) <= ages.specified_to_age
        and limit < int(row.get("income") or 0)
        and span[0] < int(row.get("income") or 0) <= span[1]
        for row in rows
    )
