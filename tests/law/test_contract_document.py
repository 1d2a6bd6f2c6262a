"""The page on the calculation contract names every key, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

from juminzei.kernel.contract import fields, read

PAGE = (Path(__file__).parents[2] / "docs" / "calculation.md").read_text(encoding="utf-8")


def test_every_key_has_its_line_and_every_line_its_key() -> None:
    lines = re.findall(r"^\| `([a-z_.]+)` \|", PAGE, re.MULTILINE)
    assert len(lines) == len(set(lines))
    assert set(lines) == fields.leaves()


def test_every_key_of_a_relative_is_named() -> None:
    assert all(f"`{name}`" in PAGE for name in {*fields.SPOUSE, *fields.DEPENDANT})


def test_the_example_is_read_as_it_stands() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    found = read(json.loads(example))
    assert found.columns["separate_land_long_deduction"] == 1_000_000
    assert found.columns["listed_shares_carryforward"] == 120_000
