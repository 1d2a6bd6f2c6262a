"""Everybody the register knows, as columns: who lives with whom, how old, gone or here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from juminzei.apps.addressees.api import BODIES, standings, survivors
from juminzei.apps.assessment.api import listed_persons, stated_incomes
from juminzei.apps.departments.api import assisted_on, disability_on, premiums_paid

if TYPE_CHECKING:
    from collections.abc import Mapping

UNMARRIED_PARTNERS = ("13", "14")
"""続柄 of 未届の夫 and 未届の妻."""
COUNTED = (
    *("disability", "withheld_premiums", "paid_premiums", "household_size"),
    *("pay_not_returned", "pension_not_returned"),
)
"""0 of whom nothing is known."""
SCHEMA = {
    "person": pl.Int64,
    "birth_on": pl.Date,
    "sex": pl.String,
    "household": pl.Int64,
    "relationship": pl.String,
    "resident": pl.Boolean,
    "ceased_on": pl.Date,
    "ceased_reason": pl.String,
}


def people_frame(tax_year: int) -> pl.DataFrame:
    """Return one row a person, as of the assessment date, with income and departments' facts."""
    register = _register(date(tax_year, 1, 1))
    listed = listed_persons(tax_year)
    told = stated_incomes(tax_year, listed.addressee_ids)
    incomes = pl.DataFrame(
        {
            "person": listed.addressee_ids,
            "listed": [True] * len(listed.addressee_ids),
            "property_only": listed.property_only,
            "income": told.aggregate_income,
            "pay_not_returned": told.pay_not_returned,
            "pension_not_returned": told.pension_not_returned,
        },
        schema={
            "person": pl.Int64,
            "listed": pl.Boolean,
            "property_only": pl.Boolean,
            "income": pl.Int64,
            "pay_not_returned": pl.Int64,
            "pension_not_returned": pl.Int64,
        },
    )
    people = register.join(incomes, on="person", how="left").join(
        _departments(register["person"].to_list(), tax_year), on="person", how="left"
    )
    sizes = people.filter(pl.col("resident")).group_by("household").len("household_size")
    return people.join(sizes, on="household", how="left").with_columns(
        pl.col("listed", "property_only", "assisted").fill_null(value=False),
        pl.col(COUNTED).fill_null(0),
        age_on_31_december("birth_on", tax_year - 1).alias("age"),
    )


def age_on_31_december(column: str, income_year: int) -> pl.Expr:
    """Return how old somebody is at the end of the year: a year is reached the day before."""
    return income_year - (pl.col(column) - pl.duration(days=1)).dt.year()


def _register(day: date) -> pl.DataFrame:
    stands_for = survivors()
    rows = [
        (
            one.addressee_id,
            one.birth_on,
            one.sex,
            one.household_number,
            one.relationship,
            one.resident_since is not None
            and one.resident_since <= day
            and (one.ceased_on is None or one.ceased_on > day),
            one.ceased_on,
            one.ceased_reason,
        )
        for one in standings(day)
        if one.kind not in BODIES and one.addressee_id not in stands_for
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _departments(people: list[int], tax_year: int) -> pl.DataFrame:
    end_of_year, new_year = date(tax_year - 1, 12, 31), date(tax_year, 1, 1)
    disabilities = disability_on(people, end_of_year)
    assisted = assisted_on(people, new_year)
    premiums = premiums_paid(people, tax_year - 1)
    known = sorted({*disabilities, *assisted, *premiums})
    return pl.DataFrame(
        {
            "person": known,
            "disability": [disabilities.get(person, ("", 0))[1] for person in known],
            "assisted": [person in assisted for person in known],
            "withheld_premiums": [_sum(premiums.get(person, {}), 0) for person in known],
            "paid_premiums": [_sum(premiums.get(person, {}), 1) for person in known],
        },
        schema={
            "person": pl.Int64,
            "disability": pl.Int64,
            "assisted": pl.Boolean,
            "withheld_premiums": pl.Int64,
            "paid_premiums": pl.Int64,
        },
    )


def _sum(premiums: Mapping[str, tuple[int, int]], place: int) -> int:
    return sum(amounts[place] for amounts in premiums.values())
