"""The list of people taxed here who are not in our register, in our own layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import nonregistered
from juminzei.formats.errors import FormatError
from juminzei.formats.nonregistered import NonregisteredRecord, TaxableGround
from support.records import NUMBER, owner
from support.register_strategies import owners


@given(st.lists(owners(), max_size=4))
@settings(max_examples=40)
def test_any_owner_is_read_as_written(records: list[NonregisteredRecord]) -> None:
    data = nonregistered.write(records)
    result = nonregistered.read(data)
    assert result.broken == []
    assert [record for _, record in result.records] == records
    assert nonregistered.write([record for _, record in result.records]) == data


@pytest.mark.parametrize("ground", TaxableGround)
def test_each_ground_is_written_by_its_name(ground: TaxableGround) -> None:
    data = nonregistered.write([owner(ground=ground)])
    assert f",{ground.value},".encode() in data
    assert nonregistered.read(data).records == [(3, owner(ground=ground))]


@pytest.mark.parametrize(
    ("old", "new", "column", "value_class"),
    [
        (",家屋敷,", ",別荘,", 11, "区分外"),
        (",家屋敷,", ",,", 11, "空欄"),
        ("1960-01-31", "1960-02-30", 5, "実在しない日付"),
        ("K-0001", "", 2, "空欄"),
    ],
)
def test_a_broken_row_is_named_by_its_column(
    old: str, new: str, column: int, value_class: str
) -> None:
    data = nonregistered.write([owner(individual_number=NUMBER)]).replace(
        old.encode(), new.encode()
    )
    [row] = nonregistered.read(data).broken
    assert [(f.column, f.value_class) for f in row.findings] == [(column, value_class)]
    assert NUMBER.reveal() not in row.raw


def test_a_list_that_was_cut_off_is_refused() -> None:
    data = nonregistered.write([owner(), owner(reference="K-0002")])
    lines = data.splitlines(keepends=True)
    with pytest.raises(FormatError, match="途中で切れた"):
        nonregistered.read(b"".join(lines[:-1]))
    with pytest.raises(FormatError, match="件数 2件、明細 1件"):
        nonregistered.read(b"".join([*lines[:2], lines[3], lines[4]]))
