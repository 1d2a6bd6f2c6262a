"""What a law file promises beyond the types of its figures: its head, and a city's own facts."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from juminzei.base.numbers import municipality_code
from juminzei.kernel.law_file import LawError

if TYPE_CHECKING:
    from datetime import date

    from juminzei.kernel.law_bodies import City

SCHEMA = 1
STATUSES = ("draft", "reviewed", "frozen")
REVIEWERS = 2
GRADES = (1, 2, 3)
APRIL = 4


def toml_of(text: str, *, file: str) -> dict[str, object]:
    """Return what a law file says, not yet typed.

    Raises:
        LawError: The text is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LawError(file, "", f"is no TOML: {error}") from None


def check_head(schema: int, status: str, reviewed_by: tuple[str, ...], *, file: str) -> None:
    """Refuse a file of another version, or one that was not reviewed as it says.

    Raises:
        LawError: One of them is wrong.
    """
    if schema != SCHEMA:
        raise LawError(file, "schema", f"is {schema}; this version reads {SCHEMA}")
    if status not in STATUSES:
        raise LawError(file, "status", f"is {status!r}; write draft, reviewed or frozen")
    if status != "draft" and len(set(reviewed_by)) < REVIEWERS:
        raise LawError(
            file, "reviewed_by", f"names {len(reviewed_by)} people; a {status} file needs two"
        )


def check_city(city: City, *, file: str) -> None:
    """Refuse a city's file with a wrong code or grade, or terms outside its tax year.

    Raises:
        LawError: One of them is wrong.
    """
    if not municipality_code.is_valid(city.municipality):
        raise LawError(
            file, "municipality", f"is {city.municipality!r}; write six digits, the last a check"
        )
    if city.grade.grade not in GRADES:
        raise LawError(file, "grade.grade", f"is {city.grade.grade}; write 1, 2 or 3")
    _check_terms(city, file)


def _check_terms(city: City, file: str) -> None:
    terms, key = city.ordinary_collection, "ordinary_collection"
    if len(terms.months) != len(terms.due_on) or not terms.due_on:
        raise LawError(
            file, f"{key}.months", f"needs {len(terms.due_on)} months, at least one: one a date"
        )
    last = None
    for n, (month, day) in enumerate(zip(terms.months, terms.due_on, strict=True)):
        where = f"{key}.due_on[{n}]"
        if _tax_year_of(day) != city.tax_year:
            raise LawError(
                file,
                where,
                f"is {day}, outside tax year {city.tax_year}, "
                f"which runs from 1 April {city.tax_year} to 31 March {city.tax_year + 1}",
            )
        if last is not None and day <= last:
            raise LawError(file, where, f"is {day}, not after the date before; sort the dates")
        if month != f"{day:%Y-%m}":
            raise LawError(file, f"{key}.months[{n}]", f"is {month}, but its date is {day}")
        last = day


def _tax_year_of(day: date) -> int:
    """Return the 年度 that ``day`` lies in; it begins in April."""
    return day.year if day.month >= APRIL else day.year - 1
