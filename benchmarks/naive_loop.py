"""The naive way to compare with: the whole chain once for each person, in a Python loop.

It is the restatement of ``tests/law``, which is written to be read beside the law.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from people_columns import DIFFERENT, requests

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from law.restatement import Restatement

ROUNDS = 3


def people_per_second() -> float:
    """Return how many people a second the loop does, at the middle of some rounds."""
    given, taken = requests(), []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for one in given:
            Restatement(one)
        taken.append(time.perf_counter() - started)
    return DIFFERENT / statistics.median(taken)
