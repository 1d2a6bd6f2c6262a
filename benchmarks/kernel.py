"""How many people a second the kernel assesses, with every column filled.

Prints one JSON object. The ratio is to the naive way: the whole chain once for each person
in a Python loop, which is the restatement of ``tests/law/restatement.py``.
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

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from law.people import chance_of, request
from law.restatement import Restatement

TAX_YEAR = 2026
DIFFERENT = 4_000
"""So many different people, repeated until there are enough."""
ROUNDS = 7


def main() -> None:
    """Measure and print."""
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

    one_thread = _seconds(work)
    two_threads = _seconds(lambda: assess(columns, law, threads=2))
    loop = _seconds(lambda: [Restatement(one) for one in requests], rounds=3)
    print(
        json.dumps(
            {
                "people": people,
                "columns_filled": sum(
                    bool(getattr(columns, name).any()) for name in columns.__slots__
                ),
                "people_per_second_one_thread": round(people / statistics.median(one_thread)),
                "people_per_cpu_second": round(people / min(_cpu_seconds(work))),
                "best_one_thread": round(people / min(one_thread)),
                "people_per_second_two_threads": round(people / statistics.median(two_threads)),
                "best_two_threads": round(people / min(two_threads)),
                "naive_loop_people_per_second": round(DIFFERENT / statistics.median(loop)),
                "ratio_to_naive_loop": round(
                    people / statistics.median(one_thread) * statistics.median(loop) / DIFFERENT
                ),
                "one_person_ms": _milliseconds(lambda: assess(alone, law)),
                "one_person_explained_ms": _milliseconds(lambda: explain(alone, law)),
                "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


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
    main()
