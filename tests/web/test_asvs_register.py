"""The register of ASVS 5 requirements names tests that are there, and claims nothing without."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as register:
    ROWS = list(csv.DictReader(register))


def test_each_requirement_stands_once_with_a_known_status() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert {row["status"] for row in ROWS} <= {"yes", "part", "no", "na"}
    assert {row["level"] for row in ROWS} <= {"1", "2", "3"}
    for row in ROWS:
        assert None not in row
        assert row["id"].startswith(row["chapter"].removeprefix("V") + ".")
        assert row["requirement"]
        assert row["how"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["test"]], ids=lambda row: row["id"])
def test_a_named_test_is_there(row: dict[str, str]) -> None:
    path, _, name = row["test"].partition("::")
    assert f"\ndef {name}(" in (ROOT / path).read_text(encoding="utf-8")
