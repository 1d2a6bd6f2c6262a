"""Taking in a whole city's wage and pension reports.

``python benchmarks/import_documents.py --people 112000`` makes the city, takes its
reports in with one process, takes them in once more (nothing may change), and prints
one JSON object. Beside it, on a sample scaled to all rows, the plain way: the same rows,
read already, written with ``save()`` one by one. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from city_steps import City
from process_memory import PEAK_GOAL_MIB

GOAL_S = 20.0
"""For the reports of a city of 112,000."""
SAMPLE = 2_000


def main() -> int:
    """Print one JSON object with the figures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        city.generate()
        city.run("migrate")
        first = city.take_in_documents()
        again = city.take_in_documents()
        plain_s = plain_way(city)
    rows = sum(kind["received"] for kind in first.summary.values())
    ours_s = first.seconds
    figures = {
        "people": options.people,
        "rows": rows,
        "seconds": ours_s,
        "rows_per_s": round(rows / ours_s),
        "peak_rss_mib": first.peak_rss_mib,
        "seconds_same_files_again": again.seconds,
        "taken_in_twice": sum(kind["accepted"] for kind in again.summary.values()),
        "seconds_writing_by_save_scaled": round(plain_s * rows / SAMPLE, 1),
        "by_kind": first.summary,
    }
    quick = ours_s <= GOAL_S and first.peak_rss_mib < PEAK_GOAL_MIB
    met = quick and not figures["taken_in_twice"]
    print(json.dumps({**figures, "goals_met": met}))
    return int(not met)


def plain_way(city: City) -> float:
    """Return the seconds that the ORM's own ``save()`` takes for a sample of documents.

    Only the writing is measured, in one transaction, without the vault.
    """
    os.environ["JUMINZEI_DATA"] = str(city.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    import django  # noqa: PLC0415 - after the environment names the data folder

    django.setup()
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from juminzei.apps.assessment.models import TaxDocument  # noqa: PLC0415 - the same

    sample = list(TaxDocument.objects.filter(kind="wage_report").select_related("wage")[:SAMPLE])
    started = time.perf_counter()
    with transaction.atomic():
        for document in sample:
            figures = document.wage
            document.pk = None
            document.tax_year += 100  # a year of its own, so that its keys are free
            document.row_number += 1_000_000
            document.document_number += 1_000_000
            document.save(force_insert=True)
            figures.document_id = document.pk
            figures.save(force_insert=True)
        transaction.set_rollback(True)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
