"""Cases of income tax whose expected values somebody outside the kernel vouches for.

A ``[[case]]`` gives columns, what the return tells besides, and part of the answer; a
``[[table]]`` the same columns with one value and one amount of the answer a row, in each of
its ``income_years``. The id or the comment of a hand calculation is the calculation.
"""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from law.income_tax.one_return import income_tax

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[1] / "cases/income_tax"
Columns = dict[str, int]


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in content.get("case", []):
            yield pytest.param(
                case["income_year"],
                case["given"],
                case.get("told", {}),
                case["expect"],
                id=f"{file.stem}: {case['id']}",
            )
        for table in content.get("table", []):
            for year, (value, expected) in product(table["income_years"], table["rows"]):
                given, told = dict(table["with"]), dict(table.get("told", {}))
                (told if table.get("in_return") else given)[table["given"]] = value
                yield pytest.param(
                    year,
                    given,
                    told,
                    {table["expect"]: expected},
                    id=f"{file.stem}: {table['id']}: {year} {value}",
                )


@pytest.mark.parametrize(("income_year", "given", "told", "expected"), list(cases()))
def test_the_kernel_gives_what_the_authority_says(
    income_year: int, given: Columns, told: Columns, expected: Columns
) -> None:
    answer = income_tax(income_year, told=told, **given)
    assert {name: answer[name] for name in expected} == expected
