"""T-I13 in small: whatever bytes come, a reader gives rows or one named refusal, and all add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import (
    charset,
    detect,
    nonregistered,
    pension_report,
    register_changes,
    resident_register,
    wage_report,
)
from juminzei.formats.errors import FormatError, ReadResult
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from support.records import NUMBER, owner, resident
from support.report_cells import (
    PENSION_49,
    PENSION_71,
    PENSION_75,
    WAGE_98,
    WAGE_144,
    cells,
    file_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = resident().true_from
READERS: dict[str, Callable[[bytes], ReadResult[Any]]] = {
    "wage": wage_report.read,
    "pension": pension_report.read,
    "register": resident_register.read,
    "changes": register_changes.read,
    "nonregistered": nonregistered.read,
}
NUMBERED = f"0{NUMBER.reveal()}"
WAGE = file_of(*[",".join(cells(144, WAGE_144, {17: str(n), 95: NUMBERED})) for n in range(4)])
OLD_WAGE = file_of(*[",".join(cells(98, WAGE_98))] * 3)
PENSION = file_of(*[",".join(cells(75, PENSION_75, {53: NUMBERED}))] * 3)
REGISTER = resident_register.write(
    [resident(individual_number=NUMBER)] * 3, processed_on=DAY, municipality="112101"
)
CHANGES = register_changes.write(
    [RegisterChange(ChangeKind.ADDED, resident(individual_number=NUMBER))] * 3,
    sequence=1,
    processed_on=DAY,
    municipality="112101",
)
OWNERS = nonregistered.write([owner(individual_number=NUMBER)] * 3)
FILES = {
    "wage": [WAGE, OLD_WAGE],
    "pension": [
        PENSION,
        file_of(",".join(cells(71, PENSION_71))),
        file_of(",".join(cells(49, PENSION_49))),
    ],
    "register": [REGISTER],
    "changes": [CHANGES],
    "nonregistered": [OWNERS],
}
KINDS = {
    "wage_report",
    "pension_report",
    "resident_register",
    "register_changes",
    "nonregistered",
}
FRAME_ROWS = {"register": 3, "changes": 3, "nonregistered": 3}


def outcome(kind: str, data: bytes) -> ReadResult[Any] | None:
    """Return what the reader of ``kind`` makes of ``data``, or None if it refuses the file."""
    try:
        return READERS[kind](data)
    except FormatError as refused:
        assert refused.problem.strip()  # noqa: PT017 - both outcomes are good
        assert refused.remedy.strip()  # noqa: PT017 - the same
        return None


def lines_of(data: bytes) -> int:
    """Return how many lines a file has, blank ones at its end left out."""
    text, _ = charset.decode(data)
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip("\x1a \r"):
        lines.pop()
    return len(lines)


@pytest.mark.parametrize("kind", READERS)
@given(data=st.binary(max_size=300))
@settings(max_examples=100)
def test_arbitrary_bytes_are_refused_or_read_but_never_crash(kind: str, data: bytes) -> None:
    outcome(kind, data)


@given(data=st.binary(max_size=300))
def test_arbitrary_bytes_have_a_kind_or_are_refused(data: bytes) -> None:
    try:
        assert detect.detect(data) in KINDS
    except FormatError as refused:
        assert refused.problem  # noqa: PT017 - both outcomes are good


@pytest.mark.parametrize("kind", READERS)
@given(chosen=st.data())
@settings(max_examples=150)
def test_of_a_damaged_file_every_row_is_a_record_or_broken(
    kind: str, chosen: st.DataObject
) -> None:
    damaged = bytearray(chosen.draw(st.sampled_from(FILES[kind])))
    for _ in range(chosen.draw(st.integers(1, 4))):
        start = chosen.draw(st.integers(0, len(damaged)))
        end = min(len(damaged), start + chosen.draw(st.integers(0, 6)))
        damaged[start:end] = chosen.draw(st.binary(max_size=6))
    result = outcome(kind, bytes(damaged))
    if result is None:
        return
    rows = sorted([row for row, _ in result.records] + [row.row for row in result.broken])
    assert len(set(rows)) == len(rows)
    assert len(rows) == lines_of(bytes(damaged)) - FRAME_ROWS.get(kind, 0)


@pytest.mark.parametrize("kind", READERS)
@given(chosen=st.data())
@settings(max_examples=60)
def test_a_changed_cell_breaks_at_most_its_own_row(kind: str, chosen: st.DataObject) -> None:
    data = chosen.draw(st.sampled_from(FILES[kind]))
    text, coded = charset.decode(data)
    lines = text.split("\r\n")
    offset = 2 if kind in FRAME_ROWS else 0
    row = chosen.draw(st.integers(offset, len(lines) - (3 if kind in FRAME_ROWS else 2)))
    parts = lines[row].split(",")
    place = chosen.draw(st.integers(0, len(parts) - 1))
    parts[place] = chosen.draw(st.text("0019あｱＡ－/- x", max_size=8))
    lines[row] = ",".join(parts)
    result = outcome(kind, charset.encode("\r\n".join(lines), coded))
    single = len(lines) - 1 - (3 if kind in FRAME_ROWS else 0) == 1
    if result is None:  # of a single row, birth and city can both be gone: another layout
        assert single
        return
    assert {broken.row for broken in result.broken} <= {row + 1}


@pytest.mark.parametrize("kind", READERS)
@given(chosen=st.data())
@settings(max_examples=60)
def test_nothing_said_of_a_damaged_file_shows_a_number(kind: str, chosen: st.DataObject) -> None:
    damaged = bytearray(FILES[kind][0])
    start = chosen.draw(st.integers(0, len(damaged)))
    damaged[start:start] = chosen.draw(st.sampled_from([b",", b"x", b'"', b"\r\n", b"12"]))
    result = outcome(kind, bytes(damaged))
    if result is not None:
        shown = repr(result)
        assert NUMBER.reveal() not in shown
