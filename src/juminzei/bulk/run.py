"""One run: a file of people becomes the file of their tax, or nothing does."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

import juminzei.base
import juminzei.bulk
import juminzei.kernel
from juminzei.bulk.errors import BulkError, UnreachableError
from juminzei.bulk.parts import Work
from juminzei.bulk.result_file import result_file
from juminzei.bulk.schema import fields_of, result_schema
from juminzei.bulk.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from juminzei.bulk.engines import Engine
    from juminzei.bulk.result_file import FileFormat
    from juminzei.kernel.law import Law


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do."""

    people: Path
    out: Path
    law: Law
    keys: Sequence[str] = ()
    """Columns to hand on besides ``id``."""
    file_format: FileFormat = "parquet"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did."""

    people: int
    parts: int
    reused_parts: int
    """Taken over from a run that was broken off."""


def run(
    order: Order, engine: Engine, told: Callable[[int, int], None] = lambda _done, _all: None
) -> Outcome:
    """Calculate everybody in a file and write the result.

    Args:
        order: What to do.
        engine: Who does it.
        told: Is told after each part how many people are done, of how many.

    Raises:
        BulkError: A file or a value is wrong. No result was written.
    """
    if not order.out.parent.is_dir():
        raise BulkError(f"{order.out.parent} is no folder; make it first")
    if order.out.exists() and order.out.samefile(order.people):
        raise BulkError(f"{order.out} is the file of people itself; give another name")
    source = Source(order.people)
    found = fields_of(source.schema, order.keys)
    about = _about(order)
    schema = result_schema(source.schema, found.keys, about)
    parts = source.parts()
    everybody, done_people, reused = sum(part.rows for part in parts), 0, 0
    digest = _digest(about, found.keys)
    with (
        _folder(order.out, digest) as folder,
        result_file(order.out, schema, order.file_format) as append,
    ):
        work = Work(
            people=order.people.absolute(),
            fields=found,
            law=order.law,
            schema=schema,
            folder=folder,
            digest=digest,
        )
        for done in engine.each(work, parts):
            append(work.kept(done.part))
            done_people, reused = done_people + done.part.rows, reused + done.reused
            told(done_people, everybody)
    return Outcome(everybody, len(parts), reused)


def _about(order: Order) -> dict[str, str]:
    """Return what the result says of itself in its metadata."""
    with order.people.open("rb") as file:
        people = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "juminzei.version": version("juminzei"),
        "juminzei.tax_year": str(order.law.tax_year),
        "juminzei.municipality": order.law.city.municipality,
        "juminzei.law_digest": order.law.digest,
        "juminzei.people_sha256": people,
        "juminzei.warning": order.law.warning,
    }


def _digest(about: dict[str, str], keys: Sequence[str]) -> str:
    """Return what tells apart runs whose parts differ: people, law, keys and program."""
    told = hashlib.sha256(repr((about, tuple(keys), pa.__version__)).encode())
    for package in (juminzei.base, juminzei.bulk, juminzei.kernel):
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            told.update(path.read_bytes())
    return told.hexdigest()


@contextmanager
def _folder(out: Path, digest: str) -> Iterator[Path]:
    """Yield where parts are kept; it goes when the run ends, unless the run was broken off.

    Raises:
        BulkError: Another run writes the same result.
    """
    folder = out.absolute().with_name(f".{out.name}.parts")
    folder.mkdir(exist_ok=True)
    with _alone(folder, out):
        _keep_only_parts_of(digest, folder)
        try:
            yield folder
        except UnreachableError:
            raise
        except BulkError:  # a second run would meet the same mistake
            shutil.rmtree(folder)
            raise
        shutil.rmtree(folder)


@contextmanager
def _alone(folder: Path, out: Path) -> Iterator[None]:
    lock = os.open(folder, os.O_RDONLY)  # let go of when the process ends, however it ends
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BulkError(f"{out}: another run is writing it; wait, or name another") from None
        yield
    finally:
        os.close(lock)


def _keep_only_parts_of(digest: str, folder: Path) -> None:
    """Empty the folder unless what it holds was made from the same people, law and program."""
    of_run = folder / "run"
    if of_run.is_file() and of_run.read_text() == digest:
        return
    for other in folder.iterdir():
        other.unlink()
    of_run.write_text(digest)
