"""The initial assessment of a whole city: from its documents in the database to its ledger.

``python benchmarks/initial_assessment.py --people 112000`` fills a new database with
made-up figures (documents already matched), runs ``juminzei assess`` with one worker and
with two, and measures beside it, on a sample, how long the plain ways of the ORM take to
write the same rows: ``save()`` for each, and ``bulk_create``. Sample times are scaled to
all people and say so in their name.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TAX_YEAR = 2026
SAMPLE = 4_096
MEBIBYTE = 1024


def main() -> None:
    """Print one JSON object with the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        data = options.data or Path(folder)
        os.environ["JUMINZEI_DATA"] = str(data)
        os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
        print(json.dumps(figures(options.people)))


def figures(people: int) -> dict[str, object]:
    """Return the measured figures; seconds, people a second, MiB."""
    import django  # noqa: PLC0415 - after the environment names the data folder

    django.setup()
    from made_up_documents import fill  # noqa: PLC0415 - its models need Django

    _juminzei("migrate")
    documents = fill(people, TAX_YEAR)
    trial = _juminzei("assess", "--dry-run")
    alone = _juminzei("assess", "--workers", "1")
    shared = _juminzei("assess", "--workers", "2")
    review = _juminzei("assess", "--review")
    same = {
        trial["result_digest"],
        alone["result_digest"],
        shared["result_digest"],
        review["result_digest"],
    }
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // MEBIBYTE
    return {
        "people": people,
        "documents": documents,
        "taxed": shared["taxed"],
        "instalments": shared["instalments"],
        "seconds": shared["seconds"],
        "seconds_with_start_of_process": shared["wall"],
        "seconds_one_worker": alone["seconds"],
        "seconds_calculation_only_one_worker": trial["seconds"],
        "seconds_review_with_digest_from_the_rows": review["seconds"],
        "people_per_s": round(people / shared["seconds"]),
        "peak_rss_mib_of_a_process": peak,
        "digests_equal": len(same) == 1,
        **plain_ways(people, alone["seconds"]),
    }


def plain_ways(people: int, ours: float) -> dict[str, object]:
    """Return what the ORM's own ways of writing take for a sample, scaled to everybody."""
    from ledger_by_orm import bulk_created, calculated, saved  # noqa: PLC0415 - needs Django

    sample = calculated(TAX_YEAR, min(SAMPLE, people))
    scale = people / min(SAMPLE, people)
    by_save = _seconds(lambda: saved(sample)) * scale
    by_bulk_create = _seconds(lambda: bulk_created(sample)) * scale
    by_us = _seconds(sample.written) * scale
    return {
        "writing_seconds_scaled_save": round(by_save, 1),
        "writing_seconds_scaled_bulk_create": round(by_bulk_create, 1),
        "writing_seconds_scaled_ours": round(by_us, 2),
        "writing_ratio_to_save": round(by_save / by_us, 1),
        "writing_ratio_to_bulk_create": round(by_bulk_create / by_us, 1),
        "run_ratio_to_save": round((ours - by_us + by_save) / ours, 1),
        "run_ratio_to_bulk_create": round((ours - by_us + by_bulk_create) / ours, 1),
    }


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _juminzei(name: str, *rest: str) -> dict[str, Any]:
    year = ["--tax-year", str(TAX_YEAR)] if name == "assess" else []
    call = [sys.executable, "-m", "juminzei.cli", name, *year, *rest, "--json"]
    started = time.perf_counter()
    printed = subprocess.run(call, stdout=subprocess.PIPE, check=True, text=True).stdout  # noqa: S603 - our own program
    summary: dict[str, Any] = json.loads(printed)
    return {**summary, "wall": round(time.perf_counter() - started, 2)}


if __name__ == "__main__":
    main()
