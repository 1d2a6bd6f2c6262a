"""The register's extract and its daily changes, in our own layout."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import register_changes, resident_register
from juminzei.formats.errors import FormatError
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from juminzei.formats.register_reasons import Reason
from juminzei.formats.resident_register import ResidentRecord
from support.records import NUMBER, resident
from support.register_strategies import residents

DAY = date(2025, 12, 15)
CITY = "112101"


def extract(*records: ResidentRecord) -> bytes:
    return resident_register.write(records, processed_on=DAY, municipality=CITY)


def changes(*records: ResidentRecord) -> bytes:
    return register_changes.write(
        [RegisterChange(ChangeKind.AMENDED, record) for record in records],
        sequence=7,
        processed_on=DAY,
        municipality=CITY,
    )


def test_an_extract_says_whose_it_is_and_of_which_day() -> None:
    result = resident_register.read(extract(resident()))
    assert (result.sequence, result.processed_on, result.municipality) == (0, DAY, CITY)
    assert result.records == [(3, resident())]
    assert (result.layout, result.charset) == ("1", "utf-8")


@given(st.lists(residents(), max_size=4))
@settings(max_examples=60)
def test_any_resident_is_read_as_written(records: list[ResidentRecord]) -> None:
    data = extract(*records)
    result = resident_register.read(data)
    assert result.broken == []
    assert [record for _, record in result.records] == records
    assert extract(*(record for _, record in result.records)) == data


@given(st.lists(st.tuples(st.sampled_from(ChangeKind), residents()), max_size=4))
@settings(max_examples=40)
def test_any_change_is_read_as_written(
    parts: list[tuple[ChangeKind, ResidentRecord]],
) -> None:
    given_changes = [RegisterChange(kind, record) for kind, record in parts]
    data = register_changes.write(given_changes, sequence=12, processed_on=DAY, municipality=CITY)
    result = register_changes.read(data)
    assert [change for _, change in result.records] == given_changes
    assert (result.sequence, result.broken) == (12, [])


def test_a_change_carries_reason_and_dates_of_its_version() -> None:
    moved = resident(
        version=2,
        reason=Reason.MOVED_OUT.value,
        true_from=date(2025, 12, 1),
        reported_on=date(2025, 12, 10),
        ceased_on=date(2025, 12, 1),
        ceased_reason=Reason.MOVED_OUT.value,
        moved_to="久喜市下早見８５－３",
    )
    [(_, change)] = register_changes.read(changes(moved)).records
    assert (change.kind, change.reason) == (ChangeKind.AMENDED, "国内転出")
    assert (change.changed_on, change.reported_on) == (date(2025, 12, 1), date(2025, 12, 10))
    assert change.resident == moved


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_the_specification_is_known(reason: Reason) -> None:
    record = resident(reason=reason.value)
    assert resident_register.read(extract(record)).records == [(3, record)]


@pytest.mark.parametrize(
    ("birth_on", "birth_text"),
    [
        pytest.param(None, "年月日不詳", id="nothing known"),
        pytest.param(date(1945, 1, 1), "昭和20年頃", id="a year, about"),
        pytest.param(date(1912, 7, 30), "明治45年7月30日", id="the day two eras share"),
        pytest.param(date(1999, 3, 1), "平成11年2月29日", id="a day that never was"),
    ],
)
def test_a_birth_that_is_not_known_is_shown_as_registered_and_sorted_beside(
    birth_on: date | None, birth_text: str
) -> None:
    record = resident(birth_on=birth_on, birth_text=birth_text)
    assert resident_register.read(extract(record)).records == [(3, record)]


def test_protection_says_from_when_and_until_when() -> None:
    record = resident(protected=True, protected_from=date(2025, 6, 1), protected_until=None)
    assert resident_register.read(extract(record)).records == [(3, record)]


def broken_column(data: bytes, old: str, new: str) -> tuple[int, str]:
    changed = data.replace(old.encode(), new.encode())
    assert changed != data
    [row] = resident_register.read(changed).broken
    [finding] = row.findings
    return finding.column, finding.value_class


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("出生", "誕生", (4, "区分外")),
        ("0000000014", "x", (2, "数字でない")),
        ("1980-04-10", "1980-04-31", (6, "実在しない日付")),
        ("髙橋", "髙\x01橋", (7, "制御文字")),
        ("112101,,加須", "112102,,加須", (17, "市町村コードでない")),
        ("112101,,加須", "112101,34700,加須市\x01", (19, "制御文字")),
        (",2,1,02,", ",3,1,02,", (14, "区分外")),
        (",2,1,02,", ",2,1,2,", (16, "続柄コードでない")),
        (",,0,,", ",,,,", (27, "空欄")),
        ("D,0000000014", "E,0000000014", (1, "区分外")),
    ],
)
def test_a_broken_row_of_the_register_is_named_by_its_column(
    old: str, new: str, expected: tuple[int, str]
) -> None:
    assert broken_column(extract(resident()), old, new) == expected


def test_a_row_with_a_column_too_many_is_set_aside_and_the_rest_taken() -> None:
    two = extract(resident(), resident(name="佐藤　一"))
    result = resident_register.read(two.replace("佐藤　一".encode(), "佐藤,一".encode()))
    assert [row for row, _ in result.records] == [3]
    assert [(row.row, row.findings[0].value_class) for row in result.broken] == [
        (4, "項目数の誤り")
    ]


def test_a_number_in_a_broken_row_is_blanked() -> None:
    data = extract(resident(individual_number=NUMBER)).replace("出生".encode(), b"x")
    [row] = resident_register.read(data).broken
    assert NUMBER.reveal() not in row.raw
    assert "＊" * 12 in row.raw


def test_a_kind_of_change_that_is_none_breaks_the_row() -> None:
    data = changes(resident()).replace("D,修正".encode(), "D,訂正".encode())
    [row] = register_changes.read(data).broken
    assert [(f.column, f.value_class) for f in row.findings] == [(2, "区分外")]


GOOD = extract(resident())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(GOOD.replace(b"T,1", b"T,2"), "件数 2件、明細 1件", id="T-I12 a wrong count"),
        pytest.param(GOOD.replace(b"T,1", b"T,12345678901"), "件数 不明件", id="a count too long"),
        pytest.param(GOOD.replace(b"T,1\r\n", b""), "最後の行", id="cut off before the trailer"),
        pytest.param(GOOD[:30], "行が足りません", id="cut off in the header"),
        pytest.param(GOOD.replace(b"H,resident", b"H,residents"), "先頭の行", id="another kind"),
        pytest.param(GOOD.replace(b"register,1,", b"register,2,"), "版が1", id="another version"),
        pytest.param(GOOD.replace(b",112101,0,", b",112102,0,"), "市町村コード", id="no such city"),
        pytest.param(GOOD.replace(b",112101,0,", b",112101,x,"), "連番", id="no sequence"),
        pytest.param(GOOD.replace(b"2025-12-15", b"2025-12-32"), "処理日", id="no such day"),
        pytest.param(GOOD.replace("C,宛名番号".encode(), b"C,x"), "宛名番号", id="another column"),
        pytest.param(b"", "空", id="empty"),
    ],
)
def test_a_file_whose_frame_is_wrong_is_refused_whole(data: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        resident_register.read(data)


def test_changes_are_no_extract_and_an_extract_no_changes() -> None:
    with pytest.raises(FormatError):
        resident_register.read(changes(resident()))
    with pytest.raises(FormatError):
        register_changes.read(extract(resident()))


def test_a_day_without_changes_is_a_file_too() -> None:
    result = register_changes.read(changes())
    assert (result.records, result.broken, result.sequence) == ([], [], 7)


def test_the_layout_has_a_column_for_every_field_of_a_resident() -> None:
    full = resident(
        **{
            each.name: value
            for each in fields(ResidentRecord)
            for kind, value in (("str", "01"), ("date | None", DAY))
            if str(each.type) == kind and getattr(resident(), each.name) in ("", None)
        }
        | {"ceased_reason": Reason.DEATH.value, "postcode": "3470001"}
    )
    full = replace(full, individual_number=NUMBER, protected=True)
    assert resident_register.read(extract(full)).records == [(3, full)]
