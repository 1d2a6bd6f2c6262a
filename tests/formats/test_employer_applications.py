"""Notifications of employers, and the list of what eLTAX delivered: round trips, broken rows."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import employer_application, reception_list
from juminzei.formats.employer_application import ApplicationKind
from juminzei.formats.errors import FormatError
from support.applications import SAMPLES, application, reception
from support.register_strategies import words

if TYPE_CHECKING:
    from types import ModuleType

NUMBER = "1" * 12


@pytest.mark.parametrize("kind", ApplicationKind)
def test_each_notification_is_read_as_written(kind: ApplicationKind) -> None:
    records = [application(kind), application(kind, name='乙商店, "本店"')]
    result = employer_application.read(employer_application.write(records))
    assert result.broken == []
    assert [record for _, record in result.records] == records


@given(name=words, kana=words, yen=st.integers(0, 9_999_999_999), day=st.dates(date(2026, 1, 1)))
@settings(max_examples=30)
def test_any_movement_is_read_as_written(name: str, kana: str, yen: int, day: date) -> None:
    record = application(
        ApplicationKind.MOVEMENT,
        person_name=name,
        person_kana=kana,
        collected_yen=yen,
        moved_on=day,
    )
    ((_, again),) = employer_application.read(employer_application.write([record])).records
    assert again == record


@pytest.mark.parametrize(
    ("kind", "without", "column"),
    [
        ("異動", "person_name", "給与所得者の氏名"),
        ("異動", "moved_on", "異動年月日"),
        ("異動", "movement", "異動の事由"),
        ("異動", "collected_after", "異動後の徴収方法"),
        ("切替", "begins_in", "特別徴収の開始月"),
        ("名称所在地変更", "new_name", "変更後の名称"),
        ("納期特例", "regular_staff", "常時給与を受ける人員"),
        ("受取方法変更", "notice_to_collector", "税額通知の受取方法（義務者用）"),
    ],
)
def test_a_notification_without_what_it_is_about_is_broken(
    kind: str, without: str, column: str
) -> None:
    """T-I01: the row is named with its column and what to do; the others are read."""
    empty = None if without in {"moved_on", "regular_staff"} else ""
    broken = application(kind, **{without: empty})
    result = employer_application.read(employer_application.write([broken, application("異動")]))
    ((row,), (record,)) = result.broken, result.records
    assert row.row == 2
    assert record[0] == 3
    assert [finding.column_name for finding in row.findings] == [column]
    assert row.findings[0].remedy


@pytest.mark.parametrize(
    ("given", "value_class"),
    [
        ({"corporate_number": "7000012050003"}, "検査数字の誤り"),
        ({"collector_number": "", "corporate_number": ""}, "空欄"),
        ({"begins_in": "2026-13"}, "月の誤り"),
        ({"begins_in": "令和8年6月"}, None),
        ({"person_name": f"加藤{NUMBER}"}, None),
        ({"recipient_reference": NUMBER}, None),
    ],
)
def test_what_cannot_be_right_is_broken(given: dict[str, Any], value_class: str | None) -> None:
    """T-I06, T-I07: and twelve digits are kept nowhere."""
    data = employer_application.write([application("切替", **given)])
    result = employer_application.read(data)
    if result.records:
        assert NUMBER not in repr(result.records)
        return
    (row,) = result.broken
    assert value_class in {None, row.findings[0].value_class}
    assert NUMBER not in row.raw


@pytest.mark.parametrize("module", [employer_application, reception_list])
@given(data=st.binary(max_size=200))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(module: ModuleType, data: bytes) -> None:
    """T-I13: fuzz of the parser: it reads or refuses, whatever stands in a file."""
    header = ",".join(module.HEADER).encode()
    for content in (data, header + b"\r\n" + data):
        with suppress(FormatError):
            module.read(content)
        module.recognises(content)


def test_the_files_are_told_apart_by_their_first_row() -> None:
    todoke = employer_application.write([application("異動")])
    jushin = reception_list.write([reception()])
    assert employer_application.recognises(todoke)
    assert not employer_application.recognises(jushin)
    assert reception_list.recognises(b"\xef\xbb\xbf" + jushin)
    for module, other in ((employer_application, jushin), (reception_list, todoke)):
        with pytest.raises(FormatError, match="項目名ではありません"):
            module.read(other)


def test_a_reception_is_read_as_written_and_its_moment_must_be_one() -> None:
    good, bad = reception(), reception(arrived_at="2026-02-30T10:00:00")
    result = reception_list.read(reception_list.write([good, bad]))
    assert [record for _, record in result.records] == [good]
    assert good.arrived.isoformat() == good.arrived_at
    assert [row.findings[0].value_class for row in result.broken] == ["日時の誤り"]


def test_every_kind_has_a_sample_that_says_what_it_needs() -> None:
    assert set(SAMPLES) == set(ApplicationKind)
