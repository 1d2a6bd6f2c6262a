"""Checking the record's stretches in several processes at a time, handed back in order.

The databases and the hashing take one core each process; this process works as well as
the others, so that two of them need the memory of two.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeAlias

import django

from juminzei.platform.audit.stretches import Stretch, checked_stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Place: TypeAlias = tuple[int, int]
"""After which place a stretch begins, and its last place."""

AHEAD = 2
"""So many stretches a process lie ready for the others, and no more: they hold memory."""


def checked_in_order(places: Sequence[Place], *, processes: int) -> Iterator[Stretch]:
    """Yield what each stretch showed, in order.

    Args:
        places: The stretches.
        processes: How many work at a time, this one counted.
    """
    if processes == 1 or len(places) == 1:
        for after, until in places:
            yield checked_stretch(after, until)
        return
    with _others(processes - 1) as submit:
        remaining, under_way = iter(places), deque[tuple[Place, Future[Stretch]]]()
        done: dict[Place, Stretch] = {}
        for wanted in places:
            while len(under_way) < AHEAD * processes and (place := next(remaining, None)):
                under_way.append((place, submit(place)))
            _first, ready = under_way.popleft()
            while wanted not in done and not ready.done():
                own = _taken_back(wanted, ready, under_way, done)
                if own is None:
                    break
                done[own] = checked_stretch(*own)
            yield done.pop(wanted) if wanted in done else ready.result()


def _taken_back(
    wanted: Place,
    ready: Future[Stretch],
    under_way: deque[tuple[Place, Future[Stretch]]],
    done: dict[Place, Stretch],
) -> Place | None:
    """Return a stretch that no other process has begun, to be checked here; none if all are."""
    if ready.cancel():
        return wanted
    for place, future in under_way:
        if place not in done and future.cancel():
            return place
    return None


@contextmanager
def _others(count: int) -> Iterator[Callable[[Place], Future[Stretch]]]:
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=django.setup) as pool:
        try:
            yield lambda place: pool.submit(checked_stretch, *place)
        finally:
            pool.shutdown(cancel_futures=True)
