"""Puts finished parts together into one file, which appears under its name when it is whole."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from juminzei.bulk.parts import COMPRESSION, COMPRESSION_LEVEL, ipc_options, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GROUP_BATCHES = 4
"""So many batches of a part become one row group."""
FileFormat = Literal["parquet", "arrow"]


@contextmanager
def result_file(
    out: Path,
    schema: pa.Schema,
    file_format: FileFormat,
) -> Iterator[Callable[[Path], None]]:
    """Yield what appends a finished part; ``out`` is there only after the block went well.

    Args:
        out: The result; one that is there is replaced.
        schema: Of the result.
        file_format: How it is written.
    """
    beside = out.with_name(f".{out.name}.writing")
    try:
        with beside.open("wb") as file:
            with _writer(file, schema, file_format) as append:
                yield append
            sync(file)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _writer(
    file: BinaryIO, schema: pa.Schema, file_format: FileFormat
) -> Iterator[Callable[[Path], None]]:
    if file_format == "arrow":
        with pa.ipc.new_file(file, schema, options=ipc_options()) as arrow:
            yield lambda kept: _each(kept, arrow.write_table)
        return
    with pq.ParquetWriter(
        file,
        schema,
        compression=COMPRESSION,
        compression_level=COMPRESSION_LEVEL,
        write_page_checksum=True,
    ) as parquet:
        yield lambda kept: _each(kept, parquet.write_table)


def _each(kept: Path, write: Callable[[pa.Table], None]) -> None:
    """Write a finished part, some batches at a time: they become one row group."""
    with pa.OSFile(str(kept)) as file:
        reader = pa.ipc.open_file(file)
        for at in range(0, reader.num_record_batches, GROUP_BATCHES):
            some = range(at, min(at + GROUP_BATCHES, reader.num_record_batches))
            write(pa.Table.from_batches([reader.get_batch(n) for n in some]))
