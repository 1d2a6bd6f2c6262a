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

LARGEST_ROW_GROUP = 1_048_576
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
            yield lambda kept: arrow.write_table(_table(kept))
        return
    with pq.ParquetWriter(
        file,
        schema,
        compression=COMPRESSION,
        compression_level=COMPRESSION_LEVEL,
        write_page_checksum=True,
    ) as parquet:
        yield lambda kept: parquet.write_table(_table(kept), row_group_size=LARGEST_ROW_GROUP)


def _table(kept: Path) -> pa.Table:
    with pa.OSFile(str(kept)) as file:
        return pa.ipc.open_file(file).read_all()
