"""``juminzei calculate people.parquet --out result.parquet``: files of columns, of any size."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError
from juminzei.cli.draft_law import warn_of_drafts

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.bulk.engines import Engine
    from juminzei.bulk.result_file import FileFormat
    from juminzei.kernel.law import Law

FORMATS = ("parquet", "arrow")
SUFFIXES = {".parquet": "parquet", ".arrow": "arrow", ".feather": "arrow"}
TOLD_EVERY_S = 1
GO_ON = "the same command goes on where it was"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what goes with a file of columns."""
    group = parser.add_argument_group("files of columns (Parquet, Arrow; see docs/bulk.md)")
    group.add_argument("--out", type=Path, help="the result; the input is such a file then")
    group.add_argument("--tax-year", type=int, help="for everybody in the file")
    group.add_argument("--municipality", metavar="CODE", help="whose ordinance; default Kazo")
    group.add_argument("--ordinance", metavar="JSON", help="single values of it instead")
    group.add_argument("--key", action="append", metavar="COLUMN", help="hand this column on")
    group.add_argument("--engine", choices=("local", "dask"), help="who calculates; default local")
    group.add_argument("--workers", type=int, metavar="N", help="processes; default all processors")
    group.add_argument(
        "--threads", type=int, metavar="N", help="of one process, or of each Dask worker"
    )
    group.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster that is running")


def is_meant(options: argparse.Namespace) -> bool:
    """Return whether the input is a file of columns.

    Raises:
        UsageError: Some options say so and others do not.
    """
    names = ("tax_year", "municipality", "ordinance", "key", "engine", "workers", "threads")
    given = [name for name in (*names, "scheduler") if getattr(options, name) is not None]
    if options.out is not None:
        return True
    if options.format in FORMATS:
        given.insert(0, "format")
    if given:
        option = given[0].replace("_", "-")
        raise UsageError(f"--{option} goes with a file of columns; give --out FILE too")
    if Path(options.file or "").suffix in SUFFIXES:
        raise UsageError(
            f"{options.file} is a file of columns; say with --out where the result goes"
        )
    return False


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Calculate everybody in the file and write the result.

    Raises:
        UsageError: An option, the file or a value in it is wrong; no result was written.
    """
    law, file_format = _law(options), _format(options)
    _refuse_what_does_not_fit(options)
    from concurrent.futures.process import BrokenProcessPool

    from juminzei.bulk.errors import BulkError
    from juminzei.bulk.run import Order, run

    order = Order(
        people=Path(options.file),
        out=options.out,
        law=law,
        keys=options.key or (),
        file_format=file_format,
    )
    progress = _Progress()
    try:
        outcome = run(order, _engine(options), progress.told)
    except BulkError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{order.out}: {error.strerror or error}; {GO_ON}") from error
    except BrokenProcessPool:
        raise UsageError(f"a worker was ended, perhaps for want of memory; {GO_ON}") from None
    warnings = warn_of_drafts([law])
    return {
        "out": str(options.out),
        "tax_year": law.tax_year,
        "municipality": law.city.municipality,
        "people": outcome.people,
        "parts": outcome.parts,
        "reused_parts": outcome.reused_parts,
        "law_digest": law.digest,
        "warnings": warnings,
        "seconds": progress.seconds(),
    }


def _law(options: argparse.Namespace) -> Law:
    from juminzei.cli.records import parsed
    from juminzei.kernel.contract import ContractError
    from juminzei.kernel.contract.reader import law_asked
    from juminzei.kernel.law import LawError

    if options.tax_year is None:
        raise UsageError("--tax-year is missing; say which year to calculate")
    asked: dict[str, object] = {"tax_year": options.tax_year}
    if options.municipality is not None:
        asked["municipality"] = options.municipality
    if options.ordinance is not None:
        asked["ordinance"] = parsed(options.ordinance, "--ordinance: ")
    try:
        return law_asked(asked)
    except (ContractError, LawError) as error:
        raise UsageError(str(error)) from None


def _format(options: argparse.Namespace) -> FileFormat:
    if options.format in {"json", "text"}:
        raise UsageError(f"--format {options.format} goes with JSON; a result is parquet or arrow")
    named = options.format or SUFFIXES.get(options.out.suffix)
    if named == "parquet":
        return "parquet"
    if named == "arrow":
        return "arrow"
    raise UsageError(
        f"{options.out}: name it .parquet or .arrow, or give --format parquet or arrow"
    )


def _refuse_what_does_not_fit(options: argparse.Namespace) -> None:
    if options.file in {None, "-"}:
        raise UsageError("a file of columns is not read from standard input; name the file")
    if options.explain:
        raise UsageError("--explain goes with JSON; take one person's columns there")
    for name in ("workers", "threads"):
        number = getattr(options, name)
        if number is not None and number < 1:
            raise UsageError(f"--{name} {number}: give 1 or more")
    if options.scheduler is not None and options.engine != "dask":
        raise UsageError("--scheduler goes with --engine dask")
    if options.threads and options.workers and options.engine != "dask":
        raise UsageError("--threads are of one process, or of Dask's workers; leave --workers out")


def _engine(options: argparse.Namespace) -> Engine:
    from juminzei.bulk.engines import Dask, Local, Threads

    workers = options.workers or len(os.sched_getaffinity(0))
    if options.engine == "dask":
        return Dask(workers, options.threads or 1, options.scheduler or "")
    return Threads(options.threads) if options.threads else Local(workers)


class _Progress:
    """Tells on standard error how far a run is, now and then."""

    def __init__(self) -> None:
        self.started = self._told_at = time.perf_counter()

    def told(self, done: int, everybody: int) -> None:
        now = time.perf_counter()
        if now - self._told_at >= TOLD_EVERY_S:
            self._told_at = now
            print(f"  {done:,} / {everybody:,} people", file=sys.stderr, flush=True)

    def seconds(self) -> float:
        return round(time.perf_counter() - self.started, 2)
