"""How many people a second the kernel assesses, with every column filled.

Prints one JSON object. The ratio is to the naive way: the whole chain once for each person
in a Python loop, which is the restatement of ``tests/law/restatement.py``. Ends with 1 when
a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.explain import explain
from juminzei.kernel.law import load
from process_memory import KIBIBYTES_IN_A_MEBIBYTE, PEAK_GOAL_MIB

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from law.people import chance_of, request
from law.restatement import Restatement

TAX_YEAR = 2026
GOAL_PEOPLE_PER_S = 2_000_000
"""On one thread."""
DIFFERENT = 4_000
"""So many different people, repeated until there are enough."""
ROUNDS = 7


def main() -> int:
    """Measure and print; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--data", help="not used: the kernel keeps nothing")
    people = parser.parse_args().people
    chance, law = chance_of("benchmark"), load(TAX_YEAR)
    requests = [request(chance, TAX_YEAR) for _ in range(DIFFERENT)]
    few = TaxpayerColumns.from_sparse([read(one).columns for one in requests])
    columns = _repeated(few, people)
    alone = columns.rows(slice(0, 1))

    def work() -> object:
        return assess(columns, law)

    one_thread = people / statistics.median(_seconds(work))
    two_threads = people / statistics.median(_seconds(lambda: assess(columns, law, threads=2)))
    loop_seconds = _seconds(lambda: [Restatement(one) for one in requests], rounds=3)
    loop = DIFFERENT / statistics.median(loop_seconds)
    filled = [name for name in columns.__slots__ if getattr(columns, name).any()]
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIBIBYTES_IN_A_MEBIBYTE
    met = one_thread >= GOAL_PEOPLE_PER_S and peak_mib < PEAK_GOAL_MIB
    figures = {
        "people": people,
        "columns_filled": len(filled),
        "people_per_second_one_thread": round(one_thread),
        "people_per_cpu_second": round(people / min(_cpu_seconds(work))),
        "people_per_second_two_threads": round(two_threads),
        "naive_loop_people_per_second": round(loop),
        "ratio_to_naive_loop": round(one_thread / loop),
        "one_person_ms": _milliseconds(lambda: assess(alone, law)),
        "one_person_explained_ms": _milliseconds(lambda: explain(alone, law)),
        "peak_rss_mib": peak_mib,
        "goals_met": met,
    }
    print(json.dumps(figures))
    return int(not met)


def _repeated(few: TaxpayerColumns, people: int) -> TaxpayerColumns:
    rows = np.arange(people) % len(few)
    return TaxpayerColumns(**{name: getattr(few, name)[rows] for name in few.__slots__})


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
