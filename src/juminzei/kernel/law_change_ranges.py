"""What a change of the law may say at most, so that no calculation under it can go wrong.

The statutes were read by two people; a change is typed by one. With these bounds and those
of the columns no intermediate result leaves int64, which a test tries at their ends.
"""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

from juminzei.base.money import Rate
from juminzei.kernel.law_file import LawError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.law_bodies import NationalLaw
    from juminzei.kernel.parameters.tables import LineTable

MOST_FIGURE = 999_999_999
"""Yen: far above every figure of the law, so that thresholds and tables stay small sums."""
FINEST = 100_000
"""Denominators divide it, so that rates together have no larger one: 3 decimals of a per cent."""
LARGEST_SHARE = 900
"""Largest numerator where a rate is given for both bodies and multiplies another rate."""
MOST_ROWS, MOST_GRID_ROWS, MOST_OWN = 100, 20, 5
"""Rows are found by numbers of 7 bits; those of a grid by its rows times its columns."""
UNEVEN = "has another denominator than the rates calculated with it; use the same in all"
BODY_KEYS = frozenset({"municipal", "prefectural"})
MAY_BE_NEGATIVE = frozenset({"plus", "up_to", "above"})
BETWEEN = {"grade": (1, 3)}


def refuse_impossible(table: Mapping[str, Any], *, file: str, key: str) -> None:
    """Look at every value of a change; what is of a wrong type is left to the binder.

    Args:
        table: A part of the change, as TOML has it.
        file: What the change is called in complaints.
        key: Where the part stands.

    Raises:
        LawError: A value out of range: which, and what is possible.
    """
    of_a_rate_table = key.endswith("]") and "plus" not in table
    for name, value in table.items():
        if isinstance(value, str) and "/" in value:
            _refuse_rate(value, file, f"{key}.{name}", name, any_denominator=of_a_rate_table)
        else:
            _look(value, file, f"{key}.{name}", name)


def refuse_uneven(national: NationalLaw, *, file: str) -> None:
    """Refuse rates that are calculated together and have no denominator in common.

    Args:
        national: The nation's law after a change.
        file: What the change is called in complaints.

    Raises:
        LawError: Which of them differs.
    """
    housing, pension = national.housing_loan_credit, national.public_pension_income
    gifts = national.hometown_donation
    together = {
        "housing_loan_credit.seven_percent.rate": [
            housing.five_percent.rate,
            housing.seven_percent.rate,
        ],
        "public_pension_income.income": _widest(pension.income, pension.income_elderly),
        "hometown_donation.rate": [row.rate for row in gifts.rate.rows],
    }
    for key, rates in together.items():
        if len({rate.denominator for rate in rates}) > 1:
            raise LawError(file, f"national.{key}", UNEVEN)
    whole = gifts.rate.rows[0].rate.denominator
    for name in ("rate_with_land_short", "rate_with_other_separate"):
        rate: Rate = getattr(gifts, name)
        if rate.numerator * whole % rate.denominator:
            raise LawError(file, f"national.hometown_donation.{name}", UNEVEN)


def _widest(*tables: LineTable) -> list[Rate]:
    """Return of each quick table a rate over the common denominator of its rows."""
    return [Rate(1, lcm(*(row.rate.denominator for row in table.rows))) for table in tables]


def _look(value: object, file: str, key: str, name: str) -> None:
    if isinstance(value, dict):
        refuse_impossible(value, file=file, key=key)
    elif isinstance(value, list):
        _refuse_rows(value, file, key, name)
        for place, one in enumerate(value):
            _look(one, file, f"{key}[{place}]", name)
    elif isinstance(value, int) and not isinstance(value, bool):
        _refuse_amount(value, file, key, name)


def _refuse_rows(rows: list[object], file: str, key: str, name: str) -> None:
    """Refuse tables of more rows than their look-up can tell apart."""
    of_a_grid = any(isinstance(row, dict) and "amounts" in row for row in rows)
    most = MOST_OWN if name == "own_up_to" else MOST_GRID_ROWS if of_a_grid else MOST_ROWS
    if len(rows) > most:
        raise LawError(file, key, f"has {len(rows)} rows; give at most {most}")


def _refuse_amount(value: int, file: str, key: str, name: str) -> None:
    least, most = BETWEEN.get(name, (0, MOST_FIGURE))
    if name in MAY_BE_NEGATIVE:
        least = -MOST_FIGURE
    elif name.endswith("unit"):
        least = 1
    if not least <= value <= most:
        raise LawError(file, key, f"is {value}; give {least:,} to {most:,}")


def _refuse_rate(value: str, file: str, key: str, name: str, *, any_denominator: bool) -> None:
    rate = _parsed(value)
    if rate is None:  # no rate: the binder says so, or a text such as a cite takes it
        return
    if rate.numerator > rate.denominator:
        raise LawError(file, key, f"is {value}; give a rate of at most 1")
    if FINEST % rate.denominator and not any_denominator:
        raise LawError(
            file, key, f"is {value}; write it with a denominator that divides {FINEST:,}"
        )
    if rate.denominator > FINEST:
        raise LawError(file, key, f"is {value}; write it with a denominator up to {FINEST:,}")
    if name in BODY_KEYS and rate.numerator > LARGEST_SHARE:
        raise LawError(
            file, key, f"is {value}; write it with a numerator of at most {LARGEST_SHARE}"
        )


def _parsed(text: str) -> Rate | None:
    try:
        return Rate.parse(text)
    except ValueError:
        return None
