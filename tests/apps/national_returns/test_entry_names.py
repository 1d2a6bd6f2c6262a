"""KR-05: which boxes are asked for, of every form that is known."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.core.exceptions import ValidationError

from juminzei.apps.national_returns.forms.box_fields import (
    CodeField,
    DayOfYearField,
    MonthField,
    field_of,
)
from juminzei.apps.national_returns.selectors.entry_boxes import (
    MOST_ROWS,
    OF_FIRST_PAGE,
    OF_SECOND_PAGE,
    entry_names,
    in_order,
    label_of,
    part_of,
    rows_of,
    sheets_to_add,
)
from juminzei.formats.national_return_boxes import known_forms, newest_maps

if TYPE_CHECKING:
    from juminzei.apps.national_returns.models import StagedReturn


def came(*pages: str, broken: tuple[str, ...] = ()) -> StagedReturn:
    """Return a return whose data had these pages."""
    content = {"forms": [{"pages": [{"tag": page} for page in pages]}]}
    made: Any = SimpleNamespace(content=content, problems=[{"tag": tag} for tag in broken])
    return cast("StagedReturn", made)


WHOLE = came("KOA020-1", "KOA020-2")


def test_nothing_is_asked_of_a_return_that_came_whole() -> None:
    assert entry_names(WHOLE) == []


def test_pages_that_did_not_come_are_asked_for() -> None:
    assert entry_names(came("KOA020-2")) == list(OF_FIRST_PAGE)
    second = entry_names(came("KOA020-1"))
    assert second[: len(OF_SECOND_PAGE)] == list(OF_SECOND_PAGE)
    assert {name.partition(".")[2] for name in second[len(OF_SECOND_PAGE) :]} == set("1234")


@pytest.mark.parametrize("sheet", [sheet.tag for sheet in sheets_to_add()])
def test_every_page_of_every_form_can_be_added(sheet: str) -> None:
    names = entry_names(WHOLE, pages=[sheet])
    form = newest_maps()[sheet]
    asked = {name.partition(".")[0] for name in names}
    assert asked
    assert {form.page_of(tag) for tag in asked} == {sheet}
    left_out = {
        box.tag: box
        for box in form.boxes
        if form.page_of(box.tag) == sheet and box.level > 1 and box.tag not in asked
    }
    assert {tag for tag, box in left_out.items() if box.type not in {"group", "number"}} == {
        tag for tag, box in left_out.items() if box.idref and box.type not in {"group", "number"}
    }
    for name in names:
        tag = name.partition(".")[0]
        assert field_of(form.by_tag[tag], label_of(name)).required is False
        assert part_of(name)


def test_every_form_is_among_the_pages_to_add() -> None:
    assert {sheet.tag.partition("-")[0] for sheet in sheets_to_add()} == set(known_forms())


@pytest.mark.parametrize(
    ("page", "tag", "rows", "shown"),
    [
        ("KOA210-1", "AMF00425", 4, 2),  # the page comes once, with two such rows
        ("KOA210-1", "AMF00355", 40, 6),
        ("KOA110-2", "AIK00020", 12, 12),  # the page may come again
        ("KOB560-1", "DHC00020", 99, MOST_ROWS),
    ],
)
def test_rows_are_as_many_as_were_asked_and_the_form_has(
    page: str, tag: str, rows: int, shown: int
) -> None:
    form = newest_maps()[page]
    group = tag if form.by_tag[tag].type == "group" else form.repeated_in(tag)
    names = entry_names(WHOLE, pages=[page], rows=rows)
    found = [n for n in names if "." in n and form.repeated_in(n.partition(".")[0]) == group]
    assert max(int(name.partition(".")[2]) for name in found) == shown


def test_a_page_that_nobody_knows_adds_nothing() -> None:
    assert entry_names(WHOLE, pages=["KOA999-1", "ABB00080"]) == []


def test_a_broken_box_is_asked_for_in_any_form_and_with_its_rows() -> None:
    assert entry_names(came("KOA020-1", "KOA020-2", broken=("AMF00100", "XYZ"))) == ["AMF00100"]
    names = entry_names(came("KOA020-1", "KOA020-2", broken=("ABY00190",)))
    assert {"ABY00160.1", "ABY00190.4"} <= set(names)


def test_what_was_entered_becomes_rows_without_holes() -> None:
    values = {"ABY00160.3": "山田　一郎", "ABY00190.3": date(2015, 5, 5), "ABY00160.1": "次郎"}
    assert rows_of({**values, "ABB00080": 5, "ABY00160.2": ""}) == {
        "ABY00150": [
            {"ABY00160": "次郎"},
            {"ABY00160": "山田　一郎", "ABY00190": date(2015, 5, 5)},
        ]
    }


def test_values_stand_in_the_order_of_forms_rows_and_boxes() -> None:
    mixed = ["AMF00100", "ABY00190.1", "ABY00160.2", "ABB00080", "ABY00160.1"]
    assert in_order(mixed) == ["ABB00080", "ABY00160.1", "ABY00190.1", "ABY00160.2", "AMF00100"]


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (CodeField, "１", "1"),
        (CodeField, "", ""),
        (MonthField, "H20.5", "4-20-05"),
        (MonthField, "2019.5", "5-01-05"),
        (MonthField, "H31.4", "4-31-04"),
        (DayOfYearField, "12-31", "12-31"),
        (DayOfYearField, "１月２日", "01-02"),
    ],
)
def test_short_texts_are_kept_as_the_form_writes_them(
    field: type[CodeField], typed: str, kept: str
) -> None:
    assert field().clean(typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (CodeField, "あ"),
        (CodeField, "12345678901"),
        (MonthField, "H20"),
        (MonthField, "H20.13"),
        (DayOfYearField, "13-01"),
        (DayOfYearField, "12-32"),
        (DayOfYearField, "0-1"),
    ],
)
def test_short_texts_of_another_shape_are_refused_with_an_example(
    field: type[CodeField], typed: str
) -> None:
    with pytest.raises(ValidationError, match="のように入れてください"):
        field().clean(typed)
