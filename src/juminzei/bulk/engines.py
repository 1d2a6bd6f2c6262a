"""Who does the parts: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

from juminzei.bulk import parts as parts_of_a_run
from juminzei.bulk.errors import UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from juminzei.bulk.parts import Done, Work
    from juminzei.bulk.source import Part


PATIENCE_S = 10
"""So long a scheduler may take to answer."""


class Engine(Protocol):
    """Does the parts of a run."""

    def each(self, work: Work, parts: Sequence[Part]) -> Iterator[Done]:
        """Yield every part once it is done, in order.

        Raises:
            BulkError: The earliest part that is wrong; those after it are given up.
        """


@dataclass(frozen=True, slots=True)
class Local:
    """Processes of this machine; this very process if one is enough."""

    workers: int

    def each(self, work: Work, parts: Sequence[Part]) -> Iterator[Done]:
        """Yield every part once it is done, in order."""
        if min(self.workers, len(parts)) <= 1:
            yield from map(partial(parts_of_a_run.do, work), parts)
            return
        yield from _each(
            ProcessPoolExecutor(
                min(self.workers, len(parts)), mp_context=get_context("spawn"), initializer=_begin
            ),
            work,
            parts,
        )


@dataclass(frozen=True, slots=True)
class Threads:
    """Threads of this process: nothing to start, but the interpreter's lock to wait for."""

    threads: int

    def each(self, work: Work, parts: Sequence[Part]) -> Iterator[Done]:
        """Yield every part once it is done, in order."""
        yield from _each(ThreadPoolExecutor(self.threads), work, parts)


def _each(pool: Executor, work: Work, parts: Sequence[Part]) -> Iterator[Done]:
    try:
        yield from pool.map(partial(parts_of_a_run.do, work), parts)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Keep a worker to one processor, and end it when the process that asked is killed."""
    pa.set_cpu_count(1)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


@dataclass(frozen=True, slots=True)
class Dask:
    """The workers of a Dask cluster: of this machine, or of the ``scheduler`` that is named."""

    workers: int
    threads: int = 1
    """Of each worker."""
    scheduler: str = ""
    """Address such as ``tcp://10.0.0.1:8786``; empty for a cluster of this run's own."""

    def each(self, work: Work, parts: Sequence[Part]) -> Iterator[Done]:
        """Yield every part once it is done, in order."""
        from distributed import Client, LocalCluster  # noqa: PLC0415 - half a second, if asked for

        with ExitStack() as ending:
            address: object = self.scheduler
            if not self.scheduler:
                scratch = ending.enter_context(tempfile.TemporaryDirectory(prefix="juminzei-"))
                address = ending.enter_context(
                    LocalCluster(
                        n_workers=self.workers,
                        threads_per_worker=self.threads,
                        dashboard_address=None,
                        local_directory=scratch,
                    )
                )
            try:
                client = ending.enter_context(Client(address, timeout=PATIENCE_S))
            except (OSError, ValueError):
                raise UnreachableError(
                    f"{self.scheduler}: no Dask scheduler answers there"
                ) from None
            futures = client.map(partial(parts_of_a_run.do, work), parts, pure=False)
            for future in futures:
                yield future.result()
