"""KR-09: every column that a year's law needs is fed by a box, or is named with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.national_returns import column_audit
from juminzei.apps.national_returns.column_audit import (
    INCOME_YEARS,
    audit_text,
    column_sources,
)
from juminzei.apps.national_returns.services.handed_return import all_columns
from juminzei.formats.national_return_boxes import known_forms
from juminzei.formats.national_return_layout import layout
from juminzei.kernel.columns import column_kinds
from support.made_up_returns import a_return

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.formats.national_return_record import Value

    Values = dict[str, Value]
    Rows = Mapping[str, Sequence[Mapping[str, Value]]]
    Case = tuple[str, Values, Rows]

TABLE = Path(__file__).parents[3] / "docs" / "formats" / "national-return-columns.md"
SELF = {"age", "minor"}
"""They follow from the birthday, which stands beside the boxes."""


def relative(born: date, **more: Value) -> dict[str, Value]:
    return {"ABY00160": "山田　空", "ABY00190": born, **more}


PEOPLE: list[dict[str, Value]] = [
    relative(date(2015, 5, 5)),
    relative(date(2008, 5, 5), ABY00210="1", ABY00235="1"),
    relative(date(2005, 5, 5)),
    relative(date(1940, 5, 5), ABY00220="1"),
]
EACH = (630_000, 410_000, 310_000, 210_000, 110_000, 60_000, 30_000)


def row_of_table(row: int, each: int) -> Case:
    person = relative(date(2005, 1, 1), ABY00253="1")
    return (f"row {row}", {"ABB00548": each}, {"ABY00150": [person]})


def land(box: str) -> Case:
    return (f"land {box}", {box: 1, "ABL00863": 9}, {})


RETURNS: list[Case] = [
    ("disabled", {"ABH00620": "1"}, {}),
    ("alone", {"ABH00365": "1"}, {}),
    ("widowed", {"ABH00350": "1", "ABH00380": "1"}, {}),
    (
        "spouse",
        {"ABY00020": "山田　花", "ABY00040": date(1950, 1, 1), "ABY00060": "1", "ABY00090": "1"},
        {},
    ),
    ("spouse at home", {"ABY00020": "山田　花", "ABB00520": 380_000}, {}),
    ("relatives", {"ABB00540": 380_000 + 630_000 + 580_000}, {"ABY00150": PEOPLE}),
    ("adjusted", {"ABY00133": "1"}, {}),
    *(row_of_table(row, each) for row, each in enumerate(EACH, 1)),
    (
        "medical",
        {"ABB00440": 10_000, "DHD00010": 30_000, "DHD00020": 20_000},
        {},
    ),
    ("drugs", {"ABB00435": "1", "ABB00440": 8_000}, {}),
    ("dividend", {"ABB00360": 50_000, "ABB00600": 5_000}, {}),
    ("loan", {"ABB00580": 900_000, "ABB00590": 45_000, "ABB00650": 40_000}, {}),
    ("gains", {"ABB00130": 1, "ABB00180": 1, "ABB00230": 1}, {}),
    ("land interest", {"ABB00340": -5, "ANF00280": 3}, {}),
    *(land(box) for box in ("ABL00220", "ABL00230", "ABL00250", "ABL00260", "ABL00270")),
    ("shares", {"ABL00920": 4, "ABL00937": 3}, {}),
    ("futures", {"ABL00950": 4}, {}),
    ("damage", {"ABH00050": 9, "ABH00060": 4}, {}),
]


def fed(values: Values, rows: Rows) -> set[str]:
    return set(all_columns(a_return(dict(values), rows), date(2009, 4, 2)))


@pytest.mark.parametrize("year", INCOME_YEARS)
def test_every_column_of_a_year_has_a_source_or_a_reason(year: int) -> None:
    needed = [one for one in column_sources().values() if one.needed(year)]
    assert {one.column for one in needed} <= column_kinds().keys()
    for one in needed:
        assert one.boxes or one.how or one.nothing, one.column
        assert not (one.nothing and (one.how or one.boxes)), one.column


def test_no_column_is_left_out() -> None:
    assert list(column_sources()) == list(column_kinds())


@pytest.mark.parametrize(("case", "values", "rows"), RETURNS, ids=[one[0] for one in RETURNS])
def test_a_box_feeds_no_column_that_is_said_to_come_from_elsewhere(
    case: str, values: Values, rows: Rows
) -> None:
    """Of what a return fed, each column names one of the boxes that were filled."""
    filled = {*values, *rows, *(tag for some in rows.values() for row in some for tag in row)}
    for name in fed(values, rows) - SELF:
        source = column_sources()[name]
        assert not source.nothing, name
        assert filled & set(source.boxes), (case, name)


def test_every_column_with_a_source_of_its_own_is_fed_by_some_return() -> None:
    told = {one.column for one in column_sources().values() if one.how}
    assert told <= set.union(*(fed(values, rows) for _, values, rows in RETURNS))


def test_every_box_that_is_named_is_one_of_a_form() -> None:
    known = {tag for maps in known_forms().values() for tag in maps[-1].by_tag}
    assert {tag for one in column_sources().values() for tag in one.boxes} <= known


@pytest.mark.parametrize(
    ("column", "year", "needed"),
    [
        ("specified_relatives_1", 2024, False),
        ("specified_relatives_1", 2025, True),
        ("dependants_abroad_ineligible", 2022, False),
        ("dependants_abroad_ineligible", 2023, True),
        ("loss_carryforward", 2020, True),
    ],
)
def test_a_column_is_needed_from_the_year_of_its_law(
    column: str,
    year: int,
    needed: bool,  # noqa: FBT001 - a case of the table
) -> None:
    assert column_sources()[column].needed(year) is needed


def test_a_box_that_a_year_does_not_have_feeds_no_column_of_that_year() -> None:
    for tag, first in layout().first_years.items():
        for one in column_sources().values():
            if tag in one.boxes:
                assert one.from_income_year >= first, one.column


def test_the_table_in_the_documents_is_made_of_the_data() -> None:
    assert TABLE.read_text(encoding="utf-8") == audit_text()


@pytest.mark.parametrize(
    ("tag", "marks"),
    [
        ("ABB00440", "2020〜2024年分㉗、2025〜2026年分㉘"),
        ("ABB00080", "オ"),
    ],
)
def test_the_number_on_paper_is_told_by_year(tag: str, marks: str) -> None:
    assert any(tag in line and marks in line for line in audit_text().splitlines())


def test_a_column_told_of_twice_or_of_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for rows, words in (
        ('[[rows]]\ncolumns = ["revenue_employment"]\nboxes = []\nhow = "a"', "told of twice"),
        ('[[rows]]\ncolumns = ["age"]\nboxes = []', "neither a source nor a reason"),
        ('[[rows]]\ncolumns = ["age"]\nboxes = []\nhow = "a"', "name each column once"),
    ):
        told = tmp_path / "sources.toml"
        told.write_text(f"[notes]\n{rows}\n", encoding="utf-8")
        monkeypatch.setattr(column_audit, "FILE", told)
        column_sources.cache_clear()
        with pytest.raises(ValueError, match=words):
            column_sources()
    column_sources.cache_clear()
