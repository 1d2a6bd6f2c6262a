"""Reads a file of people in parts: whole row groups of Parquet, whole batches of Arrow."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from juminzei.bulk.errors import BulkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PART_ROWS = 131_072
"""A part has at least so many rows, unless the file is at its end."""
BATCH_ROWS = 65_536
"""So many rows are in memory at a time, however large a row group is."""
READ_AHEAD_BYTES = 2**20
"""Of each column."""
PARQUET_MAGIC, ARROW_MAGIC = b"PAR1", b"ARROW1"


@dataclass(frozen=True, slots=True)
class Part:
    """Some consecutive row groups, or batches, of a file."""

    number: int
    first_row: int
    """Counted from 1, as messages tell it."""
    rows: int
    groups: range


@dataclass(frozen=True)
class Source:
    """A file of people, open for reading. Made once in each process."""

    path: Path

    @cached_property
    def is_parquet(self) -> bool:
        """Whether the file is Parquet; otherwise it is Arrow.

        Raises:
            BulkError: It is neither, or cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                start = file.read(len(ARROW_MAGIC))
        except OSError as error:
            raise BulkError(f"{self.path} cannot be read: {error.strerror}") from None
        if start.startswith(PARQUET_MAGIC):
            return True
        if start == ARROW_MAGIC:
            return False
        raise BulkError(f"{self.path} is neither a Parquet nor an Arrow file")

    @cached_property
    def _file(self) -> pq.ParquetFile | pa.RecordBatchFileReader:
        with self._broken_told():
            if self.is_parquet:
                return pq.ParquetFile(
                    self.path,
                    buffer_size=READ_AHEAD_BYTES,
                    pre_buffer=False,  # would hold a whole row group, however large
                    page_checksum_verification=True,
                )
            return pa.ipc.open_file(pa.OSFile(str(self.path)))

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the file."""
        return self._file.schema_arrow if self.is_parquet else self._file.schema

    def parts(self) -> list[Part]:
        """Return the parts of the file, in order.

        Raises:
            BulkError: The file is broken.
        """
        parts: list[Part] = []
        first_row, rows, first_group = 1, 0, 0
        with self._broken_told():
            sizes = self._group_sizes()
        for group, size in enumerate(sizes):
            rows += size
            if rows >= PART_ROWS or (group == len(sizes) - 1 and rows):
                parts.append(Part(len(parts), first_row, rows, range(first_group, group + 1)))
                first_row, rows, first_group = first_row + rows, 0, group + 1
        return parts

    def _group_sizes(self) -> list[int]:
        if self.is_parquet:
            metadata = self._file.metadata
            return [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
        one_column = pa.ipc.IpcReadOptions(included_fields=[0])
        with pa.memory_map(str(self.path)) as mapped:  # so that only that column is read
            file = pa.ipc.open_file(mapped, options=one_column)
            return [file.get_batch(n).num_rows for n in range(file.num_record_batches)]

    def batches(self, part: Part, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield the rows of ``part`` in batches of :data:`BATCH_ROWS`, the last one smaller.

        Raises:
            BulkError: The file is broken there.
        """
        with self._broken_told():
            yield from _even(self._batches(part, list(columns)))

    @contextmanager
    def _broken_told(self) -> Iterator[None]:
        try:
            yield
        except (pa.ArrowException, OSError) as error:
            raise BulkError(f"{self.path} is broken: {error}") from None

    def _batches(self, part: Part, columns: list[str]) -> Iterator[pa.RecordBatch]:
        if self.is_parquet:
            yield from self._file.iter_batches(
                BATCH_ROWS, row_groups=list(part.groups), columns=columns, use_threads=False
            )
            return
        for group in part.groups:
            yield self._file.get_batch(group).select(columns)


def _even(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the same rows in batches of equal size: tiny ones would cost more than they hold."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        while sum(one.num_rows for one in waiting) >= BATCH_ROWS:
            whole = waiting[0] if len(waiting) == 1 else _joined(waiting)
            yield whole.slice(0, BATCH_ROWS)
            waiting = [whole.slice(BATCH_ROWS)]
    if last := [one for one in waiting if one.num_rows]:
        yield _joined(last)


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    whole = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    (batch,) = whole.to_batches()
    return batch
