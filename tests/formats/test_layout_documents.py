"""Layouts are complete, and the pages that describe them say what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from juminzei.formats.cells.compiling import parts_of
from juminzei.formats.department_feed import KINDS
from juminzei.formats.layout import load

PAGES = Path(__file__).parents[2] / "docs" / "formats"
LAYOUTS = [
    ("wage_report", "144", "wage-report.md", 144),
    ("wage_report", "98", "wage-report.md", 98),
    ("pension_report", "49", "pension-report.md", 49),
    ("pension_report", "71", "pension-report.md", 71),
    ("pension_report", "75", "pension-report.md", 75),
    ("resident_register", "1", "resident-register.md", 29),
    ("register_changes", "1", "resident-register.md", 30),
    ("nonregistered", "1", "nonregistered.md", 15),
    ("employer_summary", "1", "employer-summary.md", 23),
    ("employer_application", "1", "employer-application.md", 25),
    ("reception_list", "1", "reception-list.md", 6),
    ("department_disability", "1", "departments.md", 10),
    ("department_assistance", "1", "departments.md", 9),
    ("department_premiums", "1", "departments.md", 10),
    ("department_care", "1", "departments.md", 10),
    ("one_stop", "1", "one-stop.md", 9),
    ("city_notice", "1", "city-notice.md", 13),
    ("inhabitant_return", "1", "inhabitant-return.md", 55),
]
NAMES = [(kind, name) for kind, name, _, _ in LAYOUTS]
ROW = re.compile(r"\| (\d+) \| ([^|]+) \| (\w) \| (\d+|–) \| (yes)? ?\| ([^|]*)\|")


def described(page: str) -> list[list[tuple[int, str, str, int, bool, tuple[str, ...]]]]:
    """Return the tables of columns on a page, each a list of rows."""
    tables: list[list[tuple[int, str, str, int, bool, tuple[str, ...]]]] = []
    for found in ROW.finditer((PAGES / page).read_text(encoding="utf-8")):
        number, name, kind, longest, required, values = found.groups()
        if number == "1":
            tables.append([])
        length = 0 if longest == "–" else int(longest)
        allowed = tuple(values.split())
        tables[-1].append((int(number), name, kind, length, required is not None, allowed))
    return tables


@pytest.mark.parametrize(("kind", "name", "page", "columns"), LAYOUTS)
def test_the_page_of_a_format_has_its_columns(
    kind: str, name: str, page: str, columns: int
) -> None:
    layout = load(kind, name)
    assert len(layout.columns) == columns
    assert [
        (c.number, c.name, c.type, c.max, c.required, c.allowed) for c in layout.columns
    ] in described(page)


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_every_column_is_read_by_exactly_one_part(kind: str, name: str) -> None:
    places = sorted(place for part in parts_of(kind, name) for place in part.columns)
    assert places == list(range(len(load(kind, name).columns)))


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_columns_are_numbered_in_their_order_and_named_once(kind: str, name: str) -> None:
    columns = load(kind, name).columns
    assert [column.number for column in columns] == list(range(1, len(columns) + 1))
    assert len({column.name for column in columns}) == len(columns)


@pytest.mark.parametrize(("name", "official"), [("49", True), ("71", False), ("75", False)])
def test_an_assumed_pension_layout_says_so(name: str, official: bool) -> None:  # noqa: FBT001 - a case
    layout = load("pension_report", name)
    assert layout.official is official
    assert ("推定" in layout.title) is not official


OWN = ["resident_register", "register_changes", "nonregistered", "employer_summary", *KINDS]


@pytest.mark.parametrize("kind", OWN)
def test_our_own_layouts_are_called_own(kind: str) -> None:
    layout = load(kind, "1")
    assert not layout.official
    assert "独自" in layout.title
