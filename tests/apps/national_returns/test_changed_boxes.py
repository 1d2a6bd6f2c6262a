"""KR-14: what a 更正 that came with a delivery changed, box by box."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.apps.national_returns.selectors.changed_boxes import changed_boxes
from juminzei.formats.national_return_record import NationalReturn
from support.made_up_returns import a_return

if TYPE_CHECKING:
    from juminzei.formats.national_return_record import Value

CHILD: dict[str, Value] = {"ABY00160": "山田　空", "ABY00190": date(2008, 5, 5)}
OTHER: dict[str, Value] = {"ABY00160": "山田　海", "ABY00190": date(2007, 5, 5)}
YEN = st.integers(min_value=0, max_value=99_999_999_999)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"ABB00540": 380_000}, {"ABB00540": 380_000}, []),
        ({"ABB00540": 380_000}, {"ABB00540": 379_999}, [(380_000, 379_999)]),
        ({"ABB00540": 380_000}, {"ABB00080": 1}, [(0, 1), (380_000, 0)]),
        ({"ABY00020": "山田　花"}, {"ABY00020": "山田　華"}, [(None, None)]),
        ({"ABY00040": date(1981, 1, 1)}, {"ABY00040": date(1981, 1, 2)}, [(None, None)]),
        ({"ABH00610": "1"}, {"ABB00080": 0}, [(None, None)]),
    ],
)
def test_boxes_that_differ_are_told_in_the_order_of_the_form(
    before: dict[str, Any], after: dict[str, Any], told: list[tuple[int | None, int | None]]
) -> None:
    found = changed_boxes(a_return(before), a_return(after))
    assert [(one.before, one.after) for one in found] == told


def test_what_is_no_amount_is_not_repeated() -> None:
    (found,) = changed_boxes(a_return({"ABY00020": "山田　花"}), a_return({"ABY00020": "山田　華"}))
    assert "山田" not in str(found)
    assert found.label.endswith("氏名")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([CHILD, OTHER], [CHILD], [(2, 1)]),
        ([CHILD], [OTHER], [(1, 1)]),
        ([], [CHILD], [(0, 1)]),
        ([CHILD], [CHILD], []),
    ],
)
def test_rows_that_differ_are_counted(
    before: list[dict[str, Value]],
    after: list[dict[str, Value]],
    told: list[tuple[int, int]],
) -> None:
    one, other = (a_return(None, {"ABY00150": rows} if rows else None) for rows in (before, after))
    found = [row for row in changed_boxes(one, other) if row.rows]
    assert [(row.before, row.after) for row in found] == told
    assert "山田" not in str(found)


@pytest.mark.parametrize("empty_first", [True, False])
def test_nothing_is_told_where_one_has_no_data(empty_first: bool) -> None:  # noqa: FBT001 - a case
    pair = [NationalReturn(heading={}, forms=()), a_return({"ABB00540": 1})]
    one, other = pair if empty_first else reversed(pair)
    assert changed_boxes(one, other) == []


@given(YEN, YEN)
def test_from_and_to_are_turned_round_with_the_returns(before: int, after: int) -> None:
    one, other = a_return({"ABB00540": before}), a_return({"ABB00540": after})
    there = [(row.before, row.after) for row in changed_boxes(one, other)]
    back = [(row.after, row.before) for row in changed_boxes(other, one)]
    assert there == back == ([(before, after)] if before != after else [])
