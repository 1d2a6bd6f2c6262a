"""受信の一覧: what eLTAX says of the files it delivered (own layout, OWN-JUSHIN)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from juminzei.formats import charset
from juminzei.formats.cells.codec import CELL_REMEDY
from juminzei.formats.errors import Finding, FormatError, ReadResult
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of, first_line, line_of, rows_of
from juminzei.formats.own_rows import all_broken
from juminzei.formats.reading import read_columns, records_of, wrong_width
from juminzei.formats.register_file import END_OF_LINE, VERSION
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "reception_list"
HEADER = ("file_name", "uketsuke_no", "totatsu", "seifuku", "shomei", "riyosha_id")
ARRIVED = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """One file as eLTAX received it."""

    file_name: str
    reception_number: str
    """受付番号."""
    arrived_at: str
    """到達日時, Japan's time, as :data:`ARRIVED`."""
    copy: str
    signature: str
    user_reference: str = ""
    """利用者ID of whoever sent it."""

    @property
    def arrived(self) -> datetime:
        """The moment of arrival in Japan's time, without its zone."""
        return datetime.strptime(self.arrived_at, ARRIVED)  # noqa: DTZ007 - its zone is the reader's


def recognises(head: bytes) -> bool:
    """Return whether a file begins with the names of the columns."""
    return tuple(cells_of(first_line(head.decode("utf-8-sig", "ignore")))) == HEADER


def read(data: bytes) -> ReadResult[Reception]:
    """Return every row of a list.

    Raises:
        FormatError: The file is not text, or its first row is not :data:`HEADER`.
    """
    text, coded_as = charset.decode(data)
    rows = rows_of(text)
    if not rows or tuple(rows[0].cells) != HEADER:
        raise FormatError(
            row=1,
            problem="先頭の行が受信の一覧の項目名ではありません。",
            remedy="受信の一覧のファイルか、項目の順番を確かめてください。",
        )
    layout = load(KIND, VERSION)
    width = len(layout.columns)
    whole = [row for row in rows[1:] if len(row.cells) == width]
    rest = [wrong_width(row, width) for row in rows[1:] if len(row.cells) != width]
    reading = read_columns(whole, layout)
    for position, row in enumerate(reading.rows):
        if position not in reading.refused and not _is_moment(
            str(reading.values["arrived_at"][position])
        ):
            problem = "日時（2026-01-30T17:05:09 の形）ではありません。"
            finding = Finding(row.number, 3, "到達日時", "日時の誤り", problem, CELL_REMEDY)
            reading.refused[position].append(finding)
    return ReadResult(
        records=records_of(reading, Reception),
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=layout.name,
        charset=coded_as,
    )


def write(records: Sequence[Reception]) -> bytes:
    """Return ``records`` as a file."""
    layout = load(KIND, VERSION)
    lines = [line_of(HEADER), *map(line_of, rows_to_write(records, layout)), ""]
    return charset.encode(END_OF_LINE.join(lines), layout.charset)


def _is_moment(text: str) -> bool:
    try:
        datetime.strptime(text, ARRIVED)  # noqa: DTZ007 - only whether it is one
    except ValueError:
        return False
    return True
