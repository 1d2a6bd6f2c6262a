"""The page about files of columns says what the columns are."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from juminzei.bulk.column_tables import with_tables
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import TaxpayerColumns

PAGE = Path(__file__).parents[2] / "docs" / "bulk.md"


def test_the_tables_of_columns_are_those_of_the_kernel() -> None:
    page = PAGE.read_text(encoding="utf-8")
    remedy = "run: python -m juminzei.bulk.column_tables docs/bulk.md"
    assert with_tables(page) == page, remedy
    listed = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    facts = [column.name for column in fields(TaxpayerColumns)]
    amounts = [column.name for column in fields(Assessment)]
    assert listed == [*facts, *amounts]


def test_stale_tables_are_written_anew() -> None:
    tables = "<!-- people -->\nstale row\n<!-- end -->\nbetween\n<!-- tax -->\n<!-- end -->\n"
    fresh = with_tables(f"before\n{tables}")
    assert "stale row" not in fresh
    assert "| `widow` | 寡婦 | true, false |" in fresh
    assert "| `age` | 年齢 | 0 to 150 |" in fresh
    assert "| `total` | 年税額 |" in fresh
    assert fresh.startswith("before\n")
    assert "\nbetween\n" in fresh
    assert with_tables(fresh) == fresh
