"""Cases whose expected values somebody outside the kernel vouches for.

The folder of a case names its authority; the id of a hand calculation is the calculation.
A ``[[case]]`` gives a request of the calculation contract and part of its answer, a
``[[table]]`` the same request with one value and one part of the answer a row, in each of
its ``years`` if it names any.
"""

from __future__ import annotations

import copy
import tomllib
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
Tree = dict[str, Any]


def with_value(tree: Tree, path: str, value: object) -> Tree:
    """Return ``tree`` with one value put in at a path such as ``dependants.0.age``."""
    whole = copy.deepcopy(tree)
    *branches, leaf = path.split(".")
    node: Any = whole
    for name in branches:
        node = node[int(name)] if name.isdigit() else node.setdefault(name, {})
    node[leaf] = value
    return whole


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*/*.toml")):
        if file.parent.name in ("income_tax", "instalments"):
            continue
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        name = f"{file.parent.name}/{file.stem}"
        for case in content.get("case", []):
            yield pytest.param(case["given"], case["expect"], id=f"{name}: {case['id']}")
        for table in content.get("table", []):
            for year, (given, expected) in product(table.get("years", [None]), table["rows"]):
                asked = table["with"] if year is None else table["with"] | {"tax_year": year}
                yield pytest.param(
                    with_value(asked, table["given"], given),
                    with_value({}, table["expect"], expected),
                    id=f"{name}: {table['id']}: {year or ''} {given}",
                )


@pytest.mark.parametrize(("given", "expected"), list(cases()))
def test_the_kernel_gives_what_the_authority_says(given: Tree, expected: Tree) -> None:
    (answer,) = calculate([read(given)])
    assert part_of(answer, expected) == expected


def part_of(answer: Any, expected: Tree) -> Tree:  # noqa: ANN401 - a branch of JSON
    """Return what the answer says at the places that a case names; TOML writes null as none."""
    return {
        name: part_of(answer[name], wanted)
        if isinstance(wanted, dict)
        else ("none" if answer[name] is None else answer[name])
        for name, wanted in expected.items()
    }
