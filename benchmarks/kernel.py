"""How many people a second the kernel assesses, with every column filled.

Prints one JSON object. The ratio is to the naive way: the whole chain once for each person
in a Python loop, which is the restatement of ``tests/law/restatement``. Ends with 1 when a
goal is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from juminzei.kernel.assess import assess
from juminzei.kernel.explain import explain
from juminzei.kernel.law import load
from naive_loop import people_per_second as naive_people_per_second
from people_columns import TAX_YEAR, people
from process_memory import KIBIBYTES_IN_A_MEBIBYTE, PEAK_GOAL_MIB

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL_PEOPLE_PER_S = 2_000_000
"""On one thread."""
GOAL_ON_TWO_CORES = 4_000_000
"""By two processes, as files of columns are worked by default; threads are told beside it."""
GOAL_EXPLAINED_MS = 5
ROUNDS = 7


def main() -> int:
    """Measure and print; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--data", help="not used: the kernel keeps nothing")
    n = parser.parse_args().people
    columns, law = people(n), load(TAX_YEAR)
    alone = columns.rows(slice(0, 1))

    def work() -> object:
        return assess(columns, law)

    one_thread = n / statistics.median(_seconds(work))
    two_threads = n / statistics.median(_seconds(lambda: assess(columns, law, threads=2)))
    two_cores = 2 * n / _seconds_side_by_side(n)
    loop = naive_people_per_second()
    filled = [name for name in columns.__slots__ if getattr(columns, name).any()]
    explained_ms = _milliseconds(lambda: explain(alone, law))
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIBIBYTES_IN_A_MEBIBYTE
    met = (
        one_thread >= GOAL_PEOPLE_PER_S
        and two_cores >= GOAL_ON_TWO_CORES
        and explained_ms <= GOAL_EXPLAINED_MS
        and peak_mib < PEAK_GOAL_MIB
    )
    figures = {
        "people": n,
        "columns": len(columns.__slots__),
        "columns_filled": len(filled),
        "people_per_second_one_thread": round(one_thread),
        "people_per_cpu_second": round(n / min(_cpu_seconds(work))),
        "people_per_second_two_threads": round(two_threads),
        "people_per_second_two_processes": round(two_cores),
        "naive_loop_people_per_second": round(loop),
        "ratio_to_naive_loop": round(one_thread / loop),
        "one_person_ms": _milliseconds(lambda: assess(alone, law)),
        "one_person_explained_ms": explained_ms,
        "peak_rss_mib": peak_mib,
        "goals_met": met,
    }
    print(json.dumps(figures))
    return int(not met)


def _seconds_side_by_side(n: int) -> float:
    """Return the seconds of a round while another process works as many people as well."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as both:
        rounds = list(both.map(_rounds_of_one, [n, n]))
    return max(statistics.median(one) for one in rounds)


def _rounds_of_one(n: int) -> list[float]:
    columns, law = people(n), load(TAX_YEAR)
    return _seconds(lambda: assess(columns, law))


def _seconds(
    work: Callable[[], object],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Return the seconds of each round, after one that warms up."""
    work()
    taken = []
    for _ in range(rounds):
        start = clock()
        work()
        taken.append(clock() - start)
    return taken


def _cpu_seconds(work: Callable[[], object]) -> list[float]:
    """Return the processor's seconds of each round, which a busy machine stretches less."""
    return _seconds(work, clock=time.process_time)


def _milliseconds(work: Callable[[], object]) -> float:
    return round(statistics.median(_seconds(work, rounds=50)) * 1_000, 2)


if __name__ == "__main__":
    sys.exit(main())
