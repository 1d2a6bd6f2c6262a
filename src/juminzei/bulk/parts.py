"""One part of a run: calculated in whichever process is free, kept until the result is whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from juminzei.bulk.memory import keep_freed_memory
from juminzei.bulk.source import Source
from juminzei.bulk.table import assessed

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.bulk.schema import Fields
    from juminzei.bulk.source import Part
    from juminzei.kernel.law import Law

COMPRESSION = "zstd"
COMPRESSION_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Work:
    """What every part of a run has in common; sent to each process."""

    people: Path
    fields: Fields
    law: Law
    schema: pa.Schema
    """The Arrow schema of the result."""
    folder: Path
    """Where finished parts are kept; all processes must reach it."""
    digest: str
    """Of everything that makes one run's parts differ from another's."""

    def kept(self, part: Part) -> Path:
        """Return where the finished ``part`` is kept."""
        return self.folder / f"{part.number:06}.arrow"


@dataclass(frozen=True, slots=True)
class Done:
    """A part that lies finished in the folder."""

    part: Part
    reused: bool
    """It was there already, from a run that was broken off."""


def do(work: Work, part: Part) -> Done:
    """Calculate ``part`` unless it is there, and put it into the folder in one step.

    Raises:
        BulkError: Something in the file of people is wrong.
    """
    kept = work.kept(part)
    if _is_whole(kept, part):
        return Done(part, reused=True)
    keep_freed_memory()
    beside = kept.with_suffix(f".{os.getpid()}")
    with beside.open("wb") as file:
        _write(work, part, file)
        sync(file)
    beside.replace(kept)
    return Done(part, reused=False)


def _write(work: Work, part: Part, file: BinaryIO) -> None:
    first_row = part.first_row
    with pa.ipc.new_file(file, work.schema, options=ipc_options()) as writer:
        for batch in _source(work.people, work.digest, get_ident()).batches(
            part, work.fields.wanted
        ):
            writer.write_batch(
                assessed(
                    batch,
                    work.law,
                    fields=work.fields,
                    schema=work.schema,
                    first_row=first_row,
                )
            )
            first_row += batch.num_rows


@lru_cache(maxsize=64)
def _source(people: Path, digest: str, thread: int) -> Source:  # noqa: ARG001 - they tell apart
    """Return the file of people, opened once for all parts of one run in one thread."""
    return Source(people)


def _is_whole(kept: Path, part: Part) -> bool:
    """Return whether a file holds all rows of ``part``."""
    if not kept.is_file():
        return False
    try:
        return bool(pa.ipc.open_file(pa.OSFile(str(kept))).count_rows() == part.rows)
    except (pa.ArrowException, OSError):  # the machine went down while it was written
        return False


def ipc_options() -> pa.ipc.IpcWriteOptions:
    """Return how Arrow files are written."""
    codec = pa.Codec(COMPRESSION, COMPRESSION_LEVEL)
    return pa.ipc.IpcWriteOptions(compression=codec, use_threads=False)


def sync(file: BinaryIO) -> None:
    """Have the file on the disk before its name says that it is whole."""
    file.flush()
    os.fsync(file.fileno())
