"""The register of ASVS 5.0.0 is complete, names tests that are there, and is told as it is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache

import pytest

from support.asvs import ROOT, STATUSES, rows, shown, told

ROWS = rows()
COUNTS = {
    "V1": (8, 19, 3),
    "V2": (4, 7, 2),
    "V3": (8, 11, 12),
    "V4": (2, 8, 6),
    "V5": (4, 5, 4),
    "V6": (13, 22, 12),
    "V7": (6, 12, 1),
    "V8": (4, 3, 6),
    "V9": (4, 3, 0),
    "V10": (5, 24, 7),
    "V11": (3, 11, 10),
    "V12": (3, 6, 3),
    "V13": (1, 12, 8),
    "V14": (2, 7, 4),
    "V15": (3, 10, 8),
    "V16": (0, 16, 1),
    "V17": (0, 7, 5),
}
"""Requirements of each chapter, by level."""
THREE = {"V6", "V8", "V11", "V14", "V16"}
"""Chapters of which level 3 is the aim too."""
WHOLE = {"V9", "V10", "V17"}
"""Chapters that do not apply: a row each says why."""
REASONS = ("design: ", "docs: ")
"""How it begins when no test can say it: the design makes it so, or a document says it."""


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def test_the_counts_are_those_of_the_standard() -> None:
    levels = tuple(sum(counts[level] for counts in COUNTS.values()) for level in range(3))
    assert levels == (70, 183, 92)
    assert sum(levels) == 345


@pytest.mark.parametrize("chapter", COUNTS)
def test_every_requirement_of_the_levels_has_its_row(chapter: str) -> None:
    found = Counter(row["level"] for row in ROWS if row["chapter"] == chapter)
    if chapter in WHOLE:
        assert found == {"1-3": 1}
        return
    aimed = 3 if chapter in THREE else 2
    needed = {str(level + 1): COUNTS[chapter][level] for level in range(aimed)}
    assert {level: found[level] for level in needed} == needed
    assert sum(found.values()) == sum(needed.values())


def test_no_requirement_stands_twice_and_all_in_their_order() -> None:
    assert {row["chapter"] for row in ROWS} == COUNTS.keys()
    ids = [row["id"] for row in ROWS]
    assert len(set(ids)) == len(ids)
    numbers = [[int(part) for part in re.findall(r"\d+", one)] for one in ids]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_claims_nothing_without_a_test_or_a_reason(row: dict[str, str]) -> None:
    assert None not in row
    assert row["id"].startswith(row["chapter"].removeprefix("V") + ".")
    assert row["status"] in STATUSES
    assert row["requirement"]
    assert row["how"]
    if row["status"] == "yes":
        assert row["test"] or row["how"].startswith(REASONS)
    if row["status"] in {"no", "na"}:
        assert not row["test"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["test"]], ids=lambda row: row["id"])
def test_a_named_test_is_there(row: dict[str, str]) -> None:
    path, _, name = row["test"].partition("::")
    assert path.startswith("tests/")
    assert name.startswith("test_")
    assert name in named_in(path)


def test_the_docs_tell_the_register_as_it_is() -> None:
    assert shown() == told(ROWS)
