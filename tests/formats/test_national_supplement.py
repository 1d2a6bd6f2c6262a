"""KR-05: boxes that came on the image alone join those that came as data, and lose none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.national_return import check_structure, compose, read_return, write_return
from juminzei.formats.national_return_boxes import newest_maps
from juminzei.formats.national_return_record import NationalReturn, Page, ReturnForm
from juminzei.formats.national_return_supplement import supplemented

if TYPE_CHECKING:
    from juminzei.formats.national_return_record import Value

HEADING: dict[str, Value] = {
    "NENBUN": 2025,
    "NOZEISHA_NM": "山田　太郎",
    "NOZEISHA_NM_KN": "ヤマダ　タロウ",
}
AMOUNTS = sorted(
    tag
    for tag, form in newest_maps().items()
    if form.by_tag[tag].type == "kingaku"
    and not form.repeated_in(tag)
    and not form.by_tag[tag].idref
)
YEN = st.integers(-9_999_999, 99_999_999)


def test_data_stays_and_what_was_entered_joins_its_page() -> None:
    came = compose(HEADING, {"ABB00080": 7_000_000, "ABB00710": 9_000})
    whole = supplemented(came, HEADING, {"ABB00100": 300_000, "ABI00240": 30_000}, {})
    assert whole.amount("ABB00080") == 7_000_000
    assert whole.amount("ABB00710") == 9_000
    assert whole.amount("ABB00100") == 300_000
    assert whole.amount("ABI00240") == 30_000
    assert [page.tag for page in whole.pages()] == ["KOA020-1", "KOA020-2"]


def test_a_box_that_came_is_replaced_not_added_to() -> None:
    came = compose(HEADING, {"ABB00080": 7_000_000})
    assert supplemented(came, HEADING, {"ABB00080": 1}, {}).amount("ABB00080") == 1


def test_further_pages_of_the_same_kind_keep_their_amounts() -> None:
    """Two pages of one statement (次葉): their boxes are summed, before and after."""
    one, other = (compose(HEADING, {"AIG00030": yen}).forms[-1] for yen in (100, 20))
    came = NationalReturn(
        HEADING,
        (ReturnForm(one.form, one.version, (*one.pages, *other.pages)),),
    )
    before = came.amounts
    whole = supplemented(came, HEADING, {"ABI00240": 30_000}, {})
    assert {tag: whole.amount(tag) for tag in before} == dict(before)


def test_rows_take_the_place_of_those_of_their_group_alone() -> None:
    rows = {"ABY00150": [{"ABY00160": "山田　一郎"}], "ABD00010": [{"ABD00040": "会社"}]}
    came = compose(HEADING, {}, rows)
    whole = supplemented(came, HEADING, {}, {"ABY00150": [{"ABY00160": "山田　二郎"}]})
    assert whole.rows("ABY00150") == [{"ABY00160": "山田　二郎"}]
    assert whole.rows("ABD00010") == [{"ABD00040": "会社"}]


def test_a_form_that_did_not_come_stands_after_the_return() -> None:
    whole = supplemented(compose(HEADING, {"ABB00080": 1}), HEADING, {"AMF00100": 5}, {})
    assert [form.form for form in whole.forms] == ["KOA020", "KOA210"]


def test_where_nothing_came_what_was_entered_is_the_return() -> None:
    whole = supplemented(NationalReturn({}, ()), HEADING, {"ABB00080": 4_000_000}, {})
    assert whole == compose(HEADING, {"ABB00080": 4_000_000})


def test_a_box_of_no_form_is_refused() -> None:
    with pytest.raises(KeyError):
        supplemented(NationalReturn({}, ()), HEADING, {"XYZ00000": 1}, {})


def test_a_page_without_a_form_is_kept() -> None:
    came = NationalReturn(HEADING, (ReturnForm("KOX999", "1.0", (Page("KOX999-1", {"A": 1}),)),))
    assert supplemented(came, HEADING, {"ABB00080": 1}, {}).value("A") == 1


@given(
    st.dictionaries(st.sampled_from(AMOUNTS), YEN, max_size=8),
    st.dictionaries(st.sampled_from(AMOUNTS), YEN, min_size=1, max_size=8),
)
def test_any_boxes_of_any_form_join_and_come_back_from_the_xml(
    came: dict[str, int], entered: dict[str, int]
) -> None:
    whole = supplemented(compose(HEADING, came), HEADING, entered, {})
    expected = {**came, **entered}
    assert {tag: whole.amount(tag) for tag in expected} == expected
    xml = write_return(whole, made_on=date(2026, 2, 16))
    read = read_return(xml)
    assert {tag: read.amount(tag) for tag in expected} == expected
    assert [one for one in check_structure(xml) if one.grave] == []
