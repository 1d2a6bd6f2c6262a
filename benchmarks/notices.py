"""Printing the notices of a whole city: pages a second a core, and memory.

``python benchmarks/notices.py --people 112000`` makes the city, assesses it and prints
both forms, as drafts (only a person may fix a run; final pages measure the same). First
one process draws on one core (Typst held to one thread): pages are divided by all the
processor time spent, the command's own start and reading included. Then two. Printing
again without a change is measured too. ``--data DIR`` keeps the city there, or prints
the notices of the one that is there already. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from city_steps import TAX_YEAR, City
from process_memory import PEAK_GOAL_MIB

if TYPE_CHECKING:
    from city_steps import Step

GOAL_PAGES_PER_S_PER_CORE = 200
KINDS = ("ordinary", "special")
YEAR = ("--tax-year", str(TAX_YEAR))


def main() -> int:
    """Print one JSON object with the figures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    os.environ["RAYON_NUM_THREADS"] = "1"  # one drawing process, one core
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        if not (city.data / "city.sqlite3").exists():
            _assess(city)
        found = figures(city)
    print(json.dumps(found))
    return int(not found["goals_met"])


def figures(city: City) -> dict[str, object]:
    """Return the measured figures: seconds, pages, MiB."""
    out = city.data / "notices-bench"
    shutil.rmtree(out, ignore_errors=True)
    before = _processor_seconds()
    alone = {kind: _print(city, kind, out / "one", workers=1) for kind in KINDS}
    spent = _processor_seconds() - before
    # Nothing is noted of the second folder, so everything there is drawn anew.
    shared = {kind: _print(city, kind, out / "two", workers=2) for kind in KINDS}
    again = {kind: _print(city, kind, out / "two", workers=2) for kind in KINDS}
    pages = sum(step.summary["pages"] for step in alone.values())
    peak_mib = max(step.peak_rss_mib for step in (*alone.values(), *shared.values()))
    wall = sum(step.summary["seconds"] for step in shared.values())
    rate = pages / spent
    return {
        "people": city.people,
        "pages": pages,
        "notices": sum(step.summary["notices"] for step in alone.values()),
        "files": sum(step.summary["files"] for step in alone.values()),
        "by_hand": sum(step.summary["by_hand"] for step in alone.values()),
        "refused": sum(step.summary["refused"] for step in alone.values()),
        "mebibytes": sum(path.stat().st_size for path in out.glob("one/*.pdf")) >> 20,
        "pages_per_s_per_core": round(rate),
        "pages_per_s_two_workers": round(pages / wall),
        "seconds_one_worker": {kind: step.summary["seconds"] for kind, step in alone.items()},
        "seconds_two_workers": {kind: step.summary["seconds"] for kind, step in shared.items()},
        "seconds_nothing_changed": {kind: step.summary["seconds"] for kind, step in again.items()},
        "peak_rss_mib": peak_mib,
        "peak_rss_mib_one_worker": max(step.peak_rss_mib for step in alone.values()),
        "peak_rss_mib_of_a_process": max(
            step.peak_rss_mib_of_a_process for step in shared.values()
        ),
        "goals_met": rate >= GOAL_PAGES_PER_S_PER_CORE and peak_mib < PEAK_GOAL_MIB,
        "same_bytes": _digests(out / "one") == _digests(out / "two"),
    }


def _assess(city: City) -> None:
    """Make the city and bring it to a calculated run."""
    city.generate()
    city.take_in_people()
    city.freeze()
    city.take_in_documents()
    city.match()
    city.run("assess", *YEAR, "--workers", "2")


def _print(city: City, kind: str, out: Path, *, workers: int) -> Step:
    rest = ("--kind", kind, "--out", str(out), "--workers", str(workers))
    return city.run("notices", *YEAR, *rest)


def _digests(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}


def _processor_seconds() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    sys.exit(main())
