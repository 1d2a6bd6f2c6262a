"""Files of our own layouts whose first row names the columns: known by it, read, written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from juminzei.formats import charset
from juminzei.formats.errors import FormatError, ReadResult
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of, first_line, line_of, rows_of
from juminzei.formats.own_rows import all_broken
from juminzei.formats.reading import read_columns, records_of, wrong_width
from juminzei.formats.register_file import END_OF_LINE, VERSION
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from _typeshed import DataclassInstance

    from juminzei.formats.reading import Reading

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class HeadedRows(Generic[T]):
    """One such layout, and what a row of it becomes."""

    kind: str
    """Of the layout's file."""
    header: tuple[str, ...]
    record: type[T]
    called: str
    """What its readers call it, such as 総括表."""
    refuse: Callable[[Reading], None]
    """Refuses rows that contradict themselves."""

    def recognises(self, head: bytes) -> bool:
        """Return whether a file begins with the names of the columns.

        Args:
            head: The beginning of a file; it may end within a sign.
        """
        return tuple(cells_of(first_line(head.decode("utf-8-sig", "ignore")))) == self.header

    def read(self, data: bytes) -> ReadResult[T]:
        """Return every row of a file; its number is that of its line.

        Raises:
            FormatError: The file is not text, or its first row names other columns.
        """
        text, coded_as = charset.decode(data)
        rows = rows_of(text)
        if not rows or tuple(rows[0].cells) != self.header:
            raise FormatError(
                row=1,
                problem=f"先頭の行が{self.called}の項目名ではありません。",
                remedy=f"{self.called}のファイルか、項目の順番を確かめてください。",
            )
        layout = load(self.kind, VERSION)
        width = len(layout.columns)
        whole = [row for row in rows[1:] if len(row.cells) == width]
        rest = [wrong_width(row, width) for row in rows[1:] if len(row.cells) != width]
        reading = read_columns(whole, layout)
        self.refuse(reading)
        return ReadResult(
            records=records_of(reading, self.record),
            broken=all_broken(reading, rest),
            warnings=reading.warnings,
            layout=layout.name,
            charset=coded_as,
        )

    def write(self, records: Sequence[T]) -> bytes:
        """Return ``records`` as a file."""
        layout = load(self.kind, VERSION)
        lines = [line_of(self.header), *map(line_of, rows_to_write(records, layout)), ""]
        return charset.encode(END_OF_LINE.join(lines), layout.charset)
