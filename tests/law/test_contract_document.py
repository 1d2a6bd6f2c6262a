"""The page on the calculation contract names every key, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

from juminzei.kernel.contract import fields, read
from juminzei.kernel.contract.batch import calculate

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


def test_the_answer_on_the_page_is_the_answer() -> None:
    ((asked, told),) = re.findall(
        r"^\$ echo '(.+)' \| juminzei calculate\n(.+)$", PAGE, re.MULTILINE
    )
    (answer,) = calculate([read(json.loads(asked))])
    assert answer == json.loads(told)
    assert answer["total"] == 90_500


def test_every_exemption_and_every_key_of_the_answer_that_needs_words_has_them() -> None:
    words = ("public_assistance", "income_1350000", "per_capita_threshold", "income_levy_threshold")
    keys = ("exemption_count", "tax_base", "withheld_levy_applied", "withheld_levy_refund", "steps")
    assert all(f"`{name}`" in PAGE for name in (*words, *keys))
