"""The feeds of other departments, in our own layouts: round trips, and files that are broken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.numbers import addressee_number
from juminzei.formats import department_feed
from juminzei.formats.department_feed import ControlTotals, DepartmentRecord
from juminzei.formats.errors import FormatError
from support.department_rows import ASSISTANCE, CARE, DISABILITY, PREMIUMS, feed, head, row

WORDS = st.text(st.sampled_from('アイウヤマ ・山田髙﨑,"'), min_size=1, max_size=10).filter(
    lambda text: text.strip() == text
)
DAYS = st.dates(date(1920, 1, 1), date(2030, 12, 31))


@st.composite
def records(draw: st.DrawFn, kind: str) -> DepartmentRecord:
    """Draw a row of ``kind``."""
    given_: dict[str, Any] = {
        "reference": draw(WORDS),
        "kana": draw(WORDS),
        "birth_on": draw(st.none() | DAYS),
    }
    given_["change"] = draw(st.sampled_from(["登録", "取消"]))
    if kind == PREMIUMS:
        given_["withheld"] = draw(st.integers(0, 999_999_999))
        given_["otherwise"] = draw(st.integers(0, 999_999_999))
        given_["kind"] = draw(st.sampled_from(["国保", "介護", "後期"]))
    else:
        given_["valid_from"], given_["valid_until"] = draw(DAYS), draw(st.none() | DAYS)
        given_["grade"] = draw(st.sampled_from(["1級", "B", "生活・住宅", "要介護3"]))
    return row(kind, draw(st.integers(1, addressee_number.LAST_BODY)), **given_)


@pytest.mark.parametrize("kind", department_feed.KINDS)
@given(data=st.data())
def test_any_feed_is_read_as_written(kind: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(records(kind), max_size=4))
    content = feed(kind, *rows)
    found = department_feed.read(content)
    assert found.head == head(kind)
    assert found.broken == []
    assert [record for _, record in found.records] == rows
    assert found.stated == found.counted
    assert department_feed.write(found.head, rows) == content


@pytest.mark.parametrize("kind", department_feed.KINDS)
def test_a_feed_is_known_by_its_header_and_nothing_else(kind: str) -> None:
    content = feed(kind)
    assert department_feed.kind_of(content) == kind
    assert department_feed.kind_of(b"\xef\xbb\xbf" + content) == kind
    for other in (b"", b"D,x", b"H", b"H,resident_register,1", b"\x89PNG\r\n", b"PK\x03\x04"):
        assert department_feed.kind_of(other) == ""


def test_the_control_totals_are_rows_numbers_and_yen() -> None:
    one, other = row(PREMIUMS, 1, withheld=3, otherwise=4), row(PREMIUMS, 2, withheld=10)
    numbers = one.addressee_number + other.addressee_number
    assert department_feed.read(feed(PREMIUMS, one, other)).stated == ControlTotals(
        2, numbers, 3 + 4 + 10 + 120_000
    )


def test_totals_count_rows_that_cannot_be_read_too() -> None:
    content = feed(DISABILITY, row(DISABILITY)).replace(b"2020-04-01", b"2020-04-31")
    found = department_feed.read(content)
    assert found.stated == found.counted
    assert [broken.row for broken in found.broken] == [3]
    assert "実在しない日付" in found.broken[0].findings[0].value_class


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("カナ氏名,生年月日", "カナ氏名,電話番号", "取決めにない項目"),
        ("等級\r\n", "等級,病名\r\n", "取決めにない項目"),
        (",等級\r\n", "\r\n", "項目「等級」がありません"),
        (",全件,", ",一部,", "版・部署・全件か異動か"),
        ("2026-01-01", "2026-13-01", "西暦の日付"),
        ("H,department_disability,1", "H,department_disability,2", "版・部署・全件か異動か"),
        ("H,department_disability", "H,department_pets", "見出しではありません"),
        ("T,1,", "X,1,", "最後の行（合計）がありません"),
        ("T,1,", "T,-1,", "3つの数字がありません"),
        ("T,1,", "T,１,", "3つの数字がありません"),
    ],
)
def test_a_file_whose_frame_is_broken_is_refused_whole(old: str, new: str, said: str) -> None:
    """T-D03, R-2.3.2: one item more than was agreed on refuses the file."""
    content = feed(DISABILITY, row(DISABILITY))
    assert old.encode() in content
    with pytest.raises(FormatError, match=said):
        department_feed.read(content.replace(old.encode(), new.encode()))


def test_what_was_not_agreed_on_is_not_repeated_in_the_refusal() -> None:
    content = feed(CARE).replace("区分\r\n".encode(), "区分,山田の秘密\r\n".encode())
    with pytest.raises(FormatError) as refused:
        department_feed.read(content)
    assert "山田" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"\x00", b"H,department_care,1", b"\xff\xfe\xff"])
def test_hostile_files_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(FormatError):
        department_feed.read(content)


def test_a_row_kept_as_text_is_read_again() -> None:
    one = row(ASSISTANCE, kana='ヤマ,ダ"', valid_until=date(2026, 3, 31))
    assert department_feed.read_row(ASSISTANCE, department_feed.row_text(ASSISTANCE, one)) == one
    with pytest.raises(FormatError):
        department_feed.read_row(ASSISTANCE, "D,x")
