"""How many returns of income tax a second, and how long one return takes while it is typed.

Prints one JSON object. The ratio is to the naive way: the whole return once for each person in
a Python loop, which is the restatement of ``tests/law/income_tax/restatement``. Ends with 1
when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.income_tax import (
    ReturnColumns,
    assess_income_tax,
    compare,
    explained_income_tax,
    load_income_tax,
)
from law.income_tax.restatement import NationalReturn
from law.income_tax.returns import person_and_return
from law.people import chance_of

if TYPE_CHECKING:
    from collections.abc import Callable

INCOME_YEAR = 2025
DRAWN = 2_000
"""So many random people are drawn, and taken again and again."""
GOAL_PEOPLE_PER_S = 500_000
GOAL_COMPARED_MS = 20
ROUNDS = 5


def main() -> int:
    """Measure and print; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200_000)
    n = parser.parse_args().people
    chance, law = chance_of("income tax benchmark"), load_income_tax(INCOME_YEAR)
    drawn = [person_and_return(chance, INCOME_YEAR) for _ in range(DRAWN)]
    people = [read(person).columns for person, _ in drawn]
    told = [one for _, one in drawn]
    times = -(-n // DRAWN)
    columns = TaxpayerColumns.from_sparse(people * times)
    returns = ReturnColumns.from_sparse(told * times)
    alone, alone_told = columns.rows(slice(0, 1)), returns.rows(slice(0, 1))
    seconds = _median(lambda: assess_income_tax(columns, returns, law))
    loop = _median(lambda: [NationalReturn(person, one) for person, one in drawn])
    per_second, in_a_loop = len(columns) / seconds, DRAWN / loop
    compared_ms = _median(lambda: compare(alone, alone_told, INCOME_YEAR), rounds=50) * 1_000
    met = per_second >= GOAL_PEOPLE_PER_S and compared_ms <= GOAL_COMPARED_MS
    one = _median(lambda: assess_income_tax(alone, alone_told, law), rounds=50)
    explained = _median(lambda: explained_income_tax(alone, alone_told, law), rounds=50)
    figures = {
        "people": len(columns),
        "people_per_second": round(per_second),
        "naive_loop_people_per_second": round(in_a_loop),
        "ratio_to_naive_loop": round(per_second / in_a_loop),
        "one_return_ms": round(one * 1_000, 2),
        "one_return_explained_ms": round(explained * 1_000, 2),
        "one_return_compared_ms": round(compared_ms, 2),
        "goals_met": met,
    }
    print(json.dumps(figures))
    return int(not met)


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the seconds of a round, after one that warms up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
