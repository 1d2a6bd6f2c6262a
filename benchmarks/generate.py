"""How fast a made-up city is written: ``python benchmarks/generate.py --people 112000``.

Prints one JSON object: seconds of the whole (people, documents, files, truth) and how many of
them the processor was ours, documents a second, and the greatest resident memory. Ends with
1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from juminzei.synthetic import city
from process_memory import KIBIBYTES_IN_A_MEBIBYTE, PEAK_GOAL_MIB

GOAL_S = 60.0
"""For a city of 112,000."""


def main() -> int:
    """Write one city and print the figures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data", type=Path, help="folder to leave the city in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-city-") as folder:
        out = options.data or Path(folder)
        begun = time.perf_counter()
        summary = city.build(options.people, options.seed, out)
        seconds = time.perf_counter() - begun
        found = figures(summary, out, seconds)
    print(json.dumps(found))
    return int(not found["goals_met"])


def figures(summary: dict[str, Any], out: Path, seconds: float) -> dict[str, object]:
    """Return what was written and what it cost."""
    rows = {kind: counted["rows"] for kind, counted in summary["documents"].items()}
    written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIBIBYTES_IN_A_MEBIBYTE
    return {
        "people": summary["people"],
        "documents": rows,
        "megabytes": round(written / 10**6, 1),
        "seconds": round(seconds, 2),
        "processor_seconds": round(time.process_time(), 2),
        "people_per_second": round(summary["people"] / seconds),
        "documents_per_second": round(sum(rows.values()) / seconds),
        "peak_rss_mib": peak_mib,
        "goals_met": seconds <= GOAL_S and peak_mib < PEAK_GOAL_MIB,
    }


if __name__ == "__main__":
    sys.exit(main())
