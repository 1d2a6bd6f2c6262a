"""The whole calculation: the order of its stages, and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.assessment import Assessment
from juminzei.kernel.chain.calculated_levies import base_of
from juminzei.kernel.chain.credits import credits_taken
from juminzei.kernel.chain.deductions import deductions
from juminzei.kernel.chain.incomes import incomes
from juminzei.kernel.chain.levies import levies
from juminzei.kernel.chain.result import result
from juminzei.kernel.chain.scope import scope
from juminzei.kernel.chain.shares import levy_shares
from juminzei.kernel.steps import PLAIN

if TYPE_CHECKING:
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps

CHUNK_ROWS = 32_768
"""So many rows of a column stay in the processor's cache from one rule to the next."""
THREADED_CHUNK_ROWS = 49_152
"""With threads: so many that rules, not the interpreter's lock, take the time."""
LARGE_BLOCK_BYTES = 16 * 2**20


def assess(columns: TaxpayerColumns, law: Law, *, threads: int = 1) -> Assessment:
    """Return everybody's tax under ``law``.

    Args:
        columns: What is known of the people; any number of them.
        law: Of one tax year and one city, for all of them.
        threads: How many chunks are worked at a time.
    """
    size = CHUNK_ROWS if threads == 1 else THREADED_CHUNK_ROWS
    if len(columns) <= size:
        return assess_chunk(columns, law)
    _keep_freed_memory()
    whole = Assessment.room_for(len(columns))

    def work(at: int) -> None:
        rows = slice(at, at + size)
        whole.put(rows, assess_chunk(columns.rows(rows), law))

    starts = range(0, len(columns), size)
    if threads == 1:
        for at in starts:
            work(at)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, starts))  # a list, so that what a chunk raises is raised here
    return whole


@cache
def _keep_freed_memory() -> None:
    """Let the C library keep what one rule frees for the next.

    By default glibc gives memory back to the system whenever 128 KiB lie free, so every
    column was paged in anew: half of all time. Once a large block has been freed it keeps
    up to twice that size. Elsewhere this does nothing.
    """
    np.empty(LARGE_BLOCK_BYTES, np.int8)


def assess_chunk(columns: TaxpayerColumns, law: Law, steps: Steps = PLAIN) -> Assessment:
    """Return the tax of people few enough for one pass; ``steps`` may keep a record."""
    earned = incomes(columns, law, steps)
    found = scope(columns, earned, law, steps)
    taken = deductions(columns, earned, found, law, steps)
    base = base_of(columns, earned, taken, found, law=law, steps=steps)
    credited = credits_taken(columns, earned, found, base, law=law, steps=steps)
    owed = levies(columns, found, credited, law, steps)
    shared = levy_shares(earned, owed.income_levy, law, steps)
    return result(
        earned=earned,
        found=found,
        taken=taken,
        base=base,
        credited=credited,
        owed=owed,
        shared=shared,
    )
