"""From a row of a feed to the fact that is kept of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from juminzei.apps.departments.disability_class import disability_class
from juminzei.apps.departments.models import Insurance, Store

if TYPE_CHECKING:
    from juminzei.formats.department_feed import DepartmentRecord

Fact = dict[str, object]
LIVING_AID = "生活"
AIDS = frozenset({LIVING_AID, "住宅", "教育", "医療", "介護", "出産", "生業", "葬祭"})
"""Kinds of aid (生活保護法11条1項)."""
INSURANCES = {
    "国保": Insurance.KOKUHO.value,
    "介護": Insurance.KAIGO.value,
    "後期": Insurance.KOUKI.value,
}
CLASSED = "障害者控除対象者認定書"
"""The certificate of care that makes a disability."""
_BETWEEN = re.compile("[・、,／/ 　]+")


def fact_of(store: str, record: DepartmentRecord) -> Fact | None:
    """Return the columns of a store's table, or nothing if no rule understands the row."""
    if store == Store.PREMIUMS:
        return {
            "insurance": INSURANCES[record.kind],
            "income_year": record.income_year,
            "withheld": record.withheld,
            "otherwise": record.otherwise,
        }
    period: Fact = {"valid_from": record.valid_from, "valid_until": record.valid_until}
    if store == Store.ASSISTANCE:
        aids = _BETWEEN.sub("・", record.grade.strip())
        named = {aid.removesuffix("扶助") for aid in aids.split("・")}
        if not named <= AIDS:
            return None
        return {"aids": aids, "living_aid": LIVING_AID in named, **period}
    found = disability_class(record.kind, record.grade)
    if found is None and (store == Store.DISABILITY or record.kind == CLASSED):
        return None
    number = found.number if found else 0
    return {"kind": record.kind, "grade": record.grade, "disability_class": number, **period}
