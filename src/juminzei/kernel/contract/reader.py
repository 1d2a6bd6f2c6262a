"""Reads one request of the contract into the law it asks for and one row of columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from juminzei.base.age import age_at_end_of, age_on
from juminzei.kernel import law as laws
from juminzei.kernel.columns import SingleParent, column_kinds
from juminzei.kernel.contract import family, fields, values
from juminzei.kernel.contract.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.base.money import Rate
    from juminzei.kernel.law import Law

DEFAULT_MUNICIPALITY = "112101"
SINGLE_PARENTS = {"mother": SingleParent.MOTHER, "father": SingleParent.FATHER}
HOUSING_CAPS = {"5/100": 0, "7/100": 1}
LEAVES, BRANCHES = fields.leaves(), fields.branches()


@dataclass(frozen=True, slots=True)
class Request:
    """What one request asks: the law, and what is not 0 of the person's columns."""

    law: Law
    columns: dict[str, int]


def read(request: object) -> Request:
    """Return one request, checked key by key.

    Raises:
        ContractError: An unknown key, a wrong type or value, or values that do not go together.
    """
    if not isinstance(request, dict):
        raise ContractError("request", "is no JSON object; write {…}")
    told = _flat(request)
    law = law_asked(told)
    columns: dict[str, int] = {}
    kinds = column_kinds()
    for key, value in told.items():
        if column := fields.AMOUNTS.get(key):
            columns[column] = values.whole(key, value, least=kinds[column].least)
        elif column := fields.FLAGS.get(key):
            columns[column] = values.flag(key, value)
    columns |= _taxpayer(told, law)
    columns |= family.spouse(told.get("spouse"), law)
    columns |= family.dependants(told.get("dependants", []), law)
    columns["housing_loan_seven_percent"] = HOUSING_CAPS[
        values.choice(
            "credits.housing_loan.cap", told.get("credits.housing_loan.cap", "5/100"), HOUSING_CAPS
        )
    ]
    if columns.get("medical_paid") and columns.get("self_medication_paid"):
        raise ContractError("deductions.self_medication", "excludes medical; give one of both")
    return Request(law, {column: int(value) for column, value in columns.items() if value})


def _flat(request: Mapping[str, object], path: str = "") -> dict[str, object]:
    """Return the values by their paths, refusing paths that the contract does not know."""
    told: dict[str, object] = {}
    for name, value in request.items():
        key = f"{path}{name}"
        if key in LEAVES:
            told[key] = value
        elif key in fields.NO_SPECIAL_DEDUCTION:
            raise ContractError(key, "exists for land and forestry only; leave it out")
        elif key not in BRANCHES:
            raise ContractError(key, "no such key; see the calculation contract")
        elif isinstance(value, dict):
            told |= _flat(value, f"{key}.")
        else:
            raise ContractError(key, "is no object; write {…}")
    return told


def law_asked(told: Mapping[str, object]) -> Law:
    """Return the law of the year, city and ordinance that a request names.

    Raises:
        ContractError: One of them is missing or not known here.
    """
    if "tax_year" not in told:
        raise ContractError("tax_year", "is missing; say which year to calculate")
    tax_year = values.whole("tax_year", told["tax_year"])
    body = laws.ordinances()
    code = values.choice("municipality", told.get("municipality", DEFAULT_MUNICIPALITY), body)
    if tax_year not in (years := laws.tax_years(body[code])):
        known = ", ".join(str(year) for year in years)
        raise ContractError("tax_year", f"{tax_year} is not here; known: {known}")
    if "ordinance" not in told:
        return laws.load(tax_year, body[code])
    return _law_under(tax_year, body[code], _ordinance(told["ordinance"]))


@lru_cache(maxsize=1_024)
def _law_under(tax_year: int, body: str, ordinance: laws.Ordinance) -> Law:
    return laws.load(tax_year, body).under(ordinance)


def _ordinance(given: object) -> laws.Ordinance:
    told = values.table("ordinance", given, fields.ORDINANCE)
    return laws.Ordinance(
        municipal_rate=_rate("municipal_rate", told),
        prefectural_rate=_rate("prefectural_rate", told),
        grade=_whole("grade", told, least=1, most=3),
        municipal_per_capita_levy=_whole("municipal_per_capita_levy", told, most=1_000_000),
        prefectural_per_capita_levy=_whole("prefectural_per_capita_levy", told, most=1_000_000),
    )


def _rate(name: str, told: Mapping[str, object]) -> Rate | None:
    return values.rate(f"ordinance.{name}", told[name]) if name in told else None


def _whole(name: str, told: Mapping[str, object], *, least: int = 0, most: int) -> int | None:
    if name not in told:
        return None
    return values.whole(f"ordinance.{name}", told[name], least=least, most=most)


def _taxpayer(told: Mapping[str, object], law: Law) -> dict[str, int]:
    parent = told.get("taxpayer.single_parent")
    if parent is not None:
        parent = values.choice("taxpayer.single_parent", parent, SINGLE_PARENTS)
    age, minor = _age(told, law)
    return {
        "age": age,
        "minor": minor,
        "disability": family.disability(
            "taxpayer.disability", told.get("taxpayer.disability", "none")
        ),
        "single_parent": SINGLE_PARENTS[parent] if parent else SingleParent.NONE,
    }


def _age(told: Mapping[str, object], law: Law) -> tuple[int, bool]:
    """Return the age on 31 December and whether the person is a minor on 1 January."""
    birth = (
        values.day("birth_date", told["birth_date"]) if told.get("birth_date") is not None else None
    )
    on = date(law.tax_year, 1, 1)
    if birth is not None and birth > on:
        raise ContractError(
            "birth_date", f"{birth} is after {on}, whose inhabitants are taxed; give another day"
        )
    age = values.age("age", told["age"]) if told.get("age") is not None else None
    below = law.national.personal_exemption.minor_below_age
    by_birth = (
        None if birth is None else values.age("birth_date", age_at_end_of(law.tax_year - 1, birth))
    )
    if by_birth is not None and age is not None and by_birth != age:
        raise ContractError("age", f"{age} does not fit birth_date, which gives {by_birth}")
    if told.get("taxpayer.minor") is not None:
        minor = values.flag("taxpayer.minor", told["taxpayer.minor"])
    elif law.national.personal_exemption.married_are_adult and told.get("spouse") is not None:
        minor = False
    elif birth is not None:
        minor = age_on(on, birth) < below
    else:
        minor = age is not None and age < below
    return by_birth or age or 0, minor
