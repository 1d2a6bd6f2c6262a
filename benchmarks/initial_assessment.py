"""The initial assessment of a whole city: from its documents in the database to its ledger.

``python benchmarks/initial_assessment.py --people 112000`` makes the city, dirty as it is
generated, and brings it through the commands to matched documents. Then ``juminzei assess
--workers 2`` is measured, its own start included, and beside it one worker, a trial that
writes nothing, and the review. On a sample of the same people it measures how long the
plain ways of the ORM take to write the same rows: ``save()`` for each, and
``bulk_create``. Sample times are scaled to all people and say so in their name. Ends with
1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from city_steps import TAX_YEAR, City
from process_memory import PEAK_GOAL_MIB

if TYPE_CHECKING:
    from collections.abc import Callable

    from city_steps import Step

GOAL_S = 10.0
"""For a city of 112,000, from its documents to ledger and instalments."""
SAMPLE = 4_096


def main() -> int:
    """Print one JSON object with the figures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        documents = made_ready(city)
        found = {**figures(city), "documents": documents}
    print(json.dumps(found))
    return int(not found["goals_met"])


def made_ready(city: City) -> dict[str, int]:
    """Make the city and match its documents; return how many by the way they were matched."""
    city.generate()
    city.take_in_people()
    city.freeze()
    city.take_in_documents()
    return city.match().summary


def figures(city: City) -> dict[str, object]:
    """Return the measured figures; seconds, people a second, MiB."""
    trial = assessed(city, "--dry-run")
    shared = assessed(city, "--workers", "2")  # first, into an empty ledger
    alone = assessed(city, "--workers", "1")
    review = assessed(city, "--review")
    digests = {step.summary["result_digest"] for step in (trial, alone, shared, review)}
    peak_mib = max(shared.peak_rss_mib, review.peak_rss_mib)
    quick = shared.seconds <= GOAL_S and peak_mib < PEAK_GOAL_MIB
    people = shared.summary["people"]
    return {
        "people": city.people,
        "assessed": people,
        "taxed": shared.summary["taxed"],
        "instalments": shared.summary["instalments"],
        "seconds": shared.seconds,
        "seconds_without_start_of_process": shared.summary["seconds"],
        "seconds_one_worker": alone.seconds,
        "seconds_calculation_only_one_worker": trial.seconds,
        "seconds_review_with_digest_from_the_rows": review.seconds,
        "people_per_s": round(people / shared.seconds),
        "peak_rss_mib": peak_mib,
        "peak_rss_mib_of_a_process": shared.peak_rss_mib_of_a_process,
        "digests_equal": len(digests) == 1,
        "goals_met": quick and len(digests) == 1,
        **plain_ways(city, people, alone.summary["seconds"]),
    }


def assessed(city: City, *arguments: str) -> Step:
    """Run the command once."""
    return city.run("assess", "--tax-year", str(TAX_YEAR), *arguments)


def plain_ways(city: City, people: int, ours: float) -> dict[str, object]:
    """Return what the ORM's own ways of writing take for a sample, scaled to everybody.

    Args:
        city: Assessed.
        people: How many were assessed.
        ours: Seconds of the whole run with one worker.
    """
    os.environ["JUMINZEI_DATA"] = str(city.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    import django  # noqa: PLC0415 - after the environment names the data folder

    django.setup()
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


if __name__ == "__main__":
    sys.exit(main())
