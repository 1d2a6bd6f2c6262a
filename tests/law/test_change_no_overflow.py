"""Under no change of the law within its bounds can a figure of the chain leave 64 bits."""

from __future__ import annotations

import random
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from juminzei.base.money import Rate
from juminzei.kernel.assess import assess, assess_chunk
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.law import Law, load
from juminzei.kernel.law_change import HEAD, changed_law, statutes
from juminzei.kernel.law_change_ranges import BODY_KEYS, MOST_FIGURE, UNEVEN
from juminzei.kernel.law_file import LawError
from law.test_no_overflow import Watch, corners, exact

RATES = ("100000/100000", "99999/100000", "0/100000")
ROW_RATES = (*RATES, "99990/99991", "1/99989")
"""Rows of a table of rates may each have a denominator of their own."""
SHARES = ("900/1000", "900/100000", "1/1", "0/1")
BOUNDED = {"grade": (1, 2, 3)}
PEOPLE = TaxpayerColumns.from_sparse(list(corners())[::9])


def steep(table: dict[str, Any], chance: random.Random, often: float) -> dict[str, Any]:
    """Return ``table`` with figures at the ends of what a change may say."""
    return {
        name: value if chance.random() > often else _steep(value, name, chance, often)
        for name, value in table.items()
    }


def _steep(value: Any, name: str, chance: random.Random, often: float) -> Any:  # noqa: ANN401 - a figure
    if isinstance(value, dict):
        return steep(value, chance, often)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_steep_row(row, name, chance) for row in value]
    if isinstance(value, str) and _is_rate(value):
        return chance.choice(SHARES if name in BODY_KEYS else RATES)
    if isinstance(value, int) and not isinstance(value, bool):
        least = 1 if name.endswith("unit") else 0
        return chance.choice(BOUNDED.get(name, (least, MOST_FIGURE)))
    return value


def _steep_row(row: dict[str, Any], name: str, chance: random.Random) -> dict[str, Any]:
    """Return a row with other amounts and rates; its limits stay, so that rows stay in order."""
    new = dict(row)
    if "plus" in row:
        new |= {"rate": chance.choice(RATES)}
        new |= {"plus": chance.choice((-MOST_FIGURE, 0, MOST_FIGURE))}
    elif "rate" in row:
        new["rate"] = chance.choice(ROW_RATES if name == "one_stop" else RATES)
    elif "amounts" in row:
        new["amounts"] = [chance.choice((0, MOST_FIGURE)) for _ in row["amounts"]]
    elif "amount" in row:
        new["amount"] = chance.choice((0, MOST_FIGURE))
    return new


def _is_rate(text: str) -> bool:
    try:
        return Rate.parse(text) is not None
    except ValueError:
        return False


def steep_law(tax_year: int, number: int) -> Law:
    """Return a law with every figure moved, or some of them, to the ends of its bounds."""
    chance = random.Random(f"steep {tax_year} {number}")  # noqa: S311 - cases must repeat
    tables = statutes(load(tax_year, "kazo"), "kazo")
    often = 1.0 if number == 0 else chance.choice((0.5, 0.9))
    while True:
        change = {
            name: steep({key: one for key, one in table.items() if key not in HEAD}, chance, often)
            for name, table in tables.items()
        }
        try:
            return changed_law(tax_year, change).after
        except LawError as refused:
            if refused.remedy != UNEVEN:  # rates that are calculated together move together
                raise


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("tax_year", [2021, 2024, 2026])
def test_nothing_leaves_64_bits_under_the_steepest_changes(tax_year: int, number: int) -> None:
    law = steep_law(tax_year, number)
    watched, plain = assess_chunk(exact(PEOPLE), law, Watch()), assess(PEOPLE, law)
    for column in fields(Assessment):
        found = getattr(watched, column.name)
        assert np.array_equal(np.asarray(found), getattr(plain, column.name)), column.name
