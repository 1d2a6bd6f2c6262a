"""Prints many files in processes of their own, a few at a time.

Typst keeps what it laid out for as long as the process lives, about half a gibibyte a file,
so each file gets a fresh process; and orders are asked for only as processes become
free, so that the whole city's notices are never in memory at once.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import TYPE_CHECKING

from juminzei.notices.printing import PrintedFile, print_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from juminzei.notices.printing import FileOrder


def print_files(orders: Iterable[FileOrder], workers: int) -> Iterator[PrintedFile]:
    """Yield each printed file as it is done, not necessarily in order.

    Args:
        orders: Taken one by one; at most ``workers`` and one more are under way.
        workers: Processes at a time, one or more.

    Raises:
        DrawingError: A file could not be drawn; those yielded before it are whole.
    """
    remaining = iter(orders)
    under_way: set[Future[PrintedFile]] = set()
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        try:
            while True:
                while len(under_way) <= workers and (order := next(remaining, None)) is not None:
                    under_way.add(pool.submit(print_file, order))
                if not under_way:
                    return
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            for future in under_way:
                future.cancel()
