"""Spouse and dependants of a request: each is put into the class that the law gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.column_kind import MOST_PERSONS
from juminzei.kernel.columns import Disability
from juminzei.kernel.contract import fields, values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.parameters.tables import row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.law import Law

DISABILITIES = {
    "none": Disability.NONE,
    "ordinary": Disability.ORDINARY,
    "special": Disability.SPECIAL,
}
ABROAD = ("no", "yes", "ineligible")


def spouse(given: object, law: Law) -> dict[str, int]:
    """Return the columns that a spouse fills; none for null or who cannot be deducted.

    Raises:
        ContractError: A key or value that the contract does not know.
    """
    if given is None:
        return {}
    told = values.table("spouse", given, fields.SPOUSE)
    income = values.whole("spouse.income", told.get("income", 0))
    age = values.age("spouse.age", told.get("age", 0))
    disability = values.choice("spouse.disability", told.get("disability", "none"), DISABILITIES)
    cohabiting = values.flag("spouse.cohabiting", told.get("cohabiting", False))
    abroad = _abroad("spouse", told, law)
    if values.flag("spouse.family_employee", told.get("family_employee", False)):
        return {}
    if abroad == "ineligible":
        return {}
    return {
        "has_spouse": 1,
        "spouse_income": income,
        "spouse_elderly": int(age >= law.national.relatives.elderly_from_age),
        "spouse_abroad": int(abroad == "yes"),
        "spouse_disability": DISABILITIES[disability],
        "spouse_cohabiting": int(cohabiting),
    }


def dependants(given: object, law: Law) -> dict[str, int]:
    """Return how many dependants and 特定親族 there are of each class.

    Raises:
        ContractError: A key or value that the contract does not know.
    """
    if not isinstance(given, list):
        raise ContractError("dependants", "is no list; write [{…}, …]")
    if len(given) > MOST_PERSONS:
        raise ContractError("dependants", f"{len(given)} are too many; give {MOST_PERSONS}")
    counts: dict[str, int] = {}
    for number, one in enumerate(given):
        for column in _classes(f"dependants[{number}]", one, law):
            counts[column] = counts.get(column, 0) + 1
    return counts


def _classes(key: str, given: object, law: Law) -> list[str]:
    told = values.table(key, given, fields.DEPENDANT)
    income = values.whole(f"{key}.income", told.get("income", 0))
    age = values.age(f"{key}.age", told.get("age", 0))
    disability = values.choice(f"{key}.disability", told.get("disability", "none"), DISABILITIES)
    cohabiting = values.flag(f"{key}.cohabiting", told.get("cohabiting", False))
    parent = values.flag(f"{key}.cohabiting_parent", told.get("cohabiting_parent", False))
    abroad = _abroad(key, told, law)
    if abroad == "ineligible":
        _refuse_who_is_eligible(key, age, disability, law)
    if income > law.national.relatives.dependant_income_limit:
        return _specified_relative(income, age, law)
    if abroad == "ineligible":
        return ["dependants_abroad_ineligible"]
    return [
        *["dependants_abroad"] * (abroad == "yes"),
        *_by_age(age, law, parent=parent),
        *_by_disability(DISABILITIES[disability], cohabiting=cohabiting),
    ]


def _abroad(key: str, told: Mapping[str, object], law: Law) -> str:
    abroad = values.choice(f"{key}.abroad", told.get("abroad", "no"), ABROAD)
    if abroad == "ineligible" and law.national.relatives_abroad is None:
        raise ContractError(
            f"{key}.abroad", f"tax year {law.tax_year} deducts relatives abroad; give yes"
        )
    return abroad


def _refuse_who_is_eligible(key: str, age: int, disability: str, law: Law) -> None:
    """Refuse a relative abroad said to be ineligible whom the law makes eligible."""
    ages = law.national.relatives_abroad
    if ages is not None and not ages.restricted_from_age <= age <= ages.restricted_to_age:
        raise ContractError(
            f"{key}.abroad",
            f"at {age} is eligible, ineligible are {ages.restricted_from_age} "
            f"to {ages.restricted_to_age}; give yes",
        )
    if disability != "none":
        raise ContractError(f"{key}.abroad", "who is disabled is eligible; give yes")


def _by_age(age: int, law: Law, *, parent: bool) -> list[str]:
    ages = law.national.relatives
    if age < ages.deductible_from_age:
        return ["dependants_under16"]
    if age >= ages.elderly_from_age:
        return ["dependants_elderly", *["dependants_elderly_cohabiting"] * parent]
    if ages.specified_from_age <= age <= ages.specified_to_age:
        return ["dependants_specified"]
    under23 = age < ages.child_adjustment_below_age
    return ["dependants_other", *["dependants_other_under23"] * under23]


def _by_disability(disability: Disability, *, cohabiting: bool) -> list[str]:
    if disability == Disability.NONE:
        return []
    if disability == Disability.ORDINARY:
        return ["disabled_other"]
    return ["disabled_special", *["disabled_special_cohabiting"] * cohabiting]


def _specified_relative(income: int, age: int, law: Law) -> list[str]:
    """Return the row of 特定親族特別控除 for one who earns too much to be a dependant."""
    ages = law.national.relatives
    if not ages.specified_from_age <= age <= ages.specified_to_age:
        return []
    row = row_of(income, law.national.specified_relative.by_income.rows)
    return [] if row is None else [f"specified_relatives_{row + 1}"]


def disability(key: str, value: object) -> int:
    """Return the code of a taxpayer's own disability.

    Raises:
        ContractError: An unknown word.
    """
    return DISABILITIES[values.choice(key, value, DISABILITIES)]
