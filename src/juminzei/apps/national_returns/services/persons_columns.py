"""Who the taxpayer is and whom they support: columns that count people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from juminzei.apps.national_returns.services.stated_relatives import (
    SPOUSE,
    StatedPerson,
    stated_people,
)
from juminzei.base.age import age_at_end_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.formats.national_return_record import NationalReturn

UNDER16, YOUNG, STUDENT, ADULT, ELDERLY = 16, 19, 23, 30, 70
"""Ages on 31 December at which a class of dependants begins (所得税法2条)."""
ADULT_AGE = 18
SPECIAL = 2
"""特別障害者."""
DEDUCTIONS = {"other": 380_000, "specified": 630_000, "elderly": 480_000}
COHABITING_MORE = 100_000
"""Of an elderly parent who lives in: 58万円 instead of 48万円."""
ROWS = {
    630_000: 1,
    610_000: 1,
    510_000: 1,
    410_000: 2,
    310_000: 3,
    210_000: 4,
    110_000: 5,
    60_000: 6,
    30_000: 7,
}
"""特定親族特別控除: 所得税の控除額 → row of the inhabitant tax's table."""


def persons_columns(one: NationalReturn, birth_on: date | None) -> dict[str, int]:
    """Return the columns about the taxpayer and the people supported; noughts left out."""
    people = stated_people(one)
    spouse = next((person for person in people if person.place == SPOUSE), None)
    others = [person for person in people if person.is_relative]
    found: Counter[str] = Counter()
    found.update(_self(one, birth_on))
    if spouse is not None:
        found.update(_spouse(spouse, one))
    found.update(_dependants(others, one))
    return {name: count for name, count in found.items() if count}


def _self(one: NationalReturn, birth_on: date | None) -> dict[str, int]:
    special, ordinary = one.marked("ABH00620"), one.marked("ABH00610")
    single_parent = one.marked("ABH00365")
    found = {
        "disability": 2 if special else int(ordinary),
        "single_parent": int(single_parent),
        "widow": int(one.marked("ABH00350") and not single_parent),
        "working_student": int(one.marked("ABH00380")),
    }
    if birth_on is not None and one.income_year is not None:
        years = age_at_end_of(one.income_year, birth_on)
        found |= {"age": years, "minor": int(years < ADULT_AGE)}
    return found


def _spouse(spouse: StatedPerson, one: NationalReturn) -> dict[str, int]:
    years = spouse.age(one.income_year)
    return {
        "has_spouse": 1,
        "spouse_income": max(spouse.income or 0, 0),
        "spouse_elderly": int(years is not None and years >= ELDERLY),
        "spouse_abroad": int(spouse.abroad),
        "spouse_disability": spouse.disability,
        "spouse_cohabiting": int(spouse.cohabiting),
    }


def _dependants(others: Sequence[StatedPerson], one: NationalReturn) -> Counter[str]:
    found: Counter[str] = Counter()
    for person in others:
        found["disabled_other"] += person.disability == 1
        found["disabled_special"] += person.disability == SPECIAL
        found["disabled_special_cohabiting"] += person.disability == SPECIAL and person.cohabiting
        found["dependants_abroad"] += person.abroad
        found["relative_for_income_adjustment"] |= person.adjusting
        for name in _classes(person, one.income_year):
            found[name] += 1
    specified = found.pop("specified_relative", 0)
    if specified:
        found[f"specified_relatives_{specified_row(one, specified)}"] += specified
    found["dependants_elderly_cohabiting"] = _elderly_cohabiting(found, one)
    found["relative_for_income_adjustment"] |= int(one.marked("ABY00133"))
    return found


def _classes(person: StatedPerson, income_year: int | None) -> tuple[str, ...]:
    years = person.age(income_year)
    if person.under16 or (years is not None and years < UNDER16):
        return ("dependants_under16",)
    if person.specified:
        return ("specified_relative",)
    if years is None or years < YOUNG:
        return ("dependants_other", *(("dependants_other_under23",) if years is not None else ()))
    if years < STUDENT:
        return ("dependants_specified",)
    return ("dependants_elderly",) if years >= ELDERLY else ("dependants_other",)


def specified_row(one: NationalReturn, persons: int) -> int:
    """Return the row of the table for relatives who share a deduction; the first if unclear."""
    each, rest = divmod(one.amount("ABB00548"), persons)
    return 1 if rest else ROWS.get(each, 1)


def _elderly_cohabiting(found: Counter[str], one: NationalReturn) -> int:
    """Return how many elderly live in, as the sum of the deduction shows."""
    known = sum(DEDUCTIONS[name] * found[f"dependants_{name}"] for name in DEDUCTIONS)
    more = one.amount("ABB00540") - known
    return min(max(more // COHABITING_MORE, 0), found["dependants_elderly"])
