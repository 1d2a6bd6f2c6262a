"""Python's cycle collector, put aside while a whole city is in memory."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Do not look for reference cycles meanwhile; also usable as a decorator.

    Hundreds of thousands of records that all stay make the collector walk through all
    of them again and again, for a third of the time of an import, and find nothing:
    records refer to no cycle. Everything else is freed at once as always.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
