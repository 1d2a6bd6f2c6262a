"""All documents of a city put together: reports, and returns that rule over them.

``python benchmarks/consolidation.py --people 112000`` makes the city, brings it to matched
documents, enters a return for about a quarter of the people, and measures how long it takes
to consolidate everybody; beside it the same people one by one, on a sample, as a program
would that asks the database for each person. Ends with 1 when the goal is missed, or when
one by one comes to something else.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from city_steps import SEED, TAX_YEAR, City
from process_memory import KIBIBYTES_IN_A_MEBIBYTE, PEAK_GOAL_MIB

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GOAL_S = 8.0
SHARE_WITH_RETURN = 27
"""Percent of those on the list: about 30,000 returns for a city of 112,000."""
SAMPLE = 300
FIRST_ROW = 5_000_000


def main() -> int:
    """Print one JSON object with the figures; return 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        city.generate()
        city.take_in_people()
        city.freeze()
        city.take_in_documents()
        city.match()
        found = figures(city)
    print(json.dumps(found))
    return int(not found["goals_met"])


def figures(city: City) -> dict[str, object]:
    """Return the measured figures; seconds, persons a second, MiB."""
    os.environ["JUMINZEI_DATA"] = str(city.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    import django  # noqa: PLC0415 - after the environment names the data folder

    django.setup()
    from juminzei.apps.assessment.services.calculate_chunk import people_between  # noqa: PLC0415 - needs Django

    people = people_between(TAX_YEAR, 0, 10**10)
    reports, returns = entered(people)
    seconds, together = whole_city(people)
    places, alone, equal = one_by_one(people)
    scaled = alone / len(places) * len(people)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIBIBYTES_IN_A_MEBIBYTE
    return {
        "people": city.people,
        "consolidated": len(people),
        "reports": reports,
        "returns": returns,
        "ruled_by_a_return": together,
        "seconds": round(seconds, 2),
        "people_per_s": round(len(people) / seconds),
        "seconds_one_by_one_scaled": round(scaled, 1),
        "ratio_to_one_by_one": round(scaled / seconds, 1),
        "one_by_one_equal": equal,
        "peak_rss_mib": peak,
        "goals_met": seconds <= GOAL_S and equal and peak < PEAK_GOAL_MIB,
    }


def whole_city(people: NDArray[np.int64]) -> tuple[float, int]:
    """Return the seconds for everybody, in the chunks of a run, and how many returns rule."""
    from juminzei.apps.assessment.services.consolidation import consolidate  # noqa: PLC0415 - needs Django
    from juminzei.apps.assessment.services.consolidation_result import RuledBy  # noqa: PLC0415 - needs Django
    from juminzei.apps.assessment.services.start_run import plan  # noqa: PLC0415 - needs Django

    ruled = 0
    started = time.perf_counter()
    for part in plan(TAX_YEAR):
        chosen = people[(people >= part.first) & (people <= part.last)]
        by = consolidate(TAX_YEAR, chosen).ruled_by
        ruled += int((by >= RuledBy.INHABITANT_RETURN).sum())
    return time.perf_counter() - started, ruled


def one_by_one(people: NDArray[np.int64]) -> tuple[list[int], float, bool]:
    """Return a sample, the seconds for it one by one, and whether it comes to the same."""
    import numpy as np  # noqa: PLC0415 - beside Django

    from juminzei.apps.assessment.services.consolidation import consolidate  # noqa: PLC0415 - needs Django

    sample = sorted(random.Random(SEED).sample(people.tolist(), min(SAMPLE, len(people))))  # noqa: S311  # nosec B311 - made-up people
    started = time.perf_counter()
    alone = [consolidate(TAX_YEAR, np.array([one], dtype=np.int64)) for one in sample]
    seconds = time.perf_counter() - started
    together = consolidate(TAX_YEAR, np.array(sample, dtype=np.int64))
    same = [
        one.columns.to_sparse(0) == together.columns.to_sparse(place)
        for place, one in enumerate(alone)
    ]
    return sample, seconds, all(same)


def entered(people: NDArray[np.int64]) -> tuple[int, int]:
    """Enter returns of some people; return how many reports and how many returns there are."""
    from juminzei.apps.assessment.models import ReturnFigures, TaxDocument  # noqa: PLC0415 - needs Django
    from juminzei.platform.storage.bulk import Same, bulk_insert  # noqa: PLC0415 - needs Django
    from juminzei.platform.storage.ids import reserve_ids  # noqa: PLC0415 - needs Django

    reports = TaxDocument.objects.count()
    chance = random.Random(SEED)  # noqa: S311  # nosec B311 - made-up people
    filing = [one for one in people.tolist() if chance.randrange(100) < SHARE_WITH_RETURN]
    ids = list(reserve_ids(TaxDocument, len(filing)))
    texts = {"payer_name": Same(""), "name": Same(""), "kana": Same(""), "address": Same("")}
    bulk_insert(
        TaxDocument,
        {
            "id": ids,
            "tax_year": Same(TAX_YEAR),
            "kind": ["national_return" if one % 3 else "inhabitant_return" for one in ids],
            "document_number": [FIRST_ROW + place for place in range(len(ids))],
            "channel": Same("national_tax"),
            "source": Same("agency"),
            "row_number": [FIRST_ROW + place for place in range(len(ids))],
            "filed_on": [date(TAX_YEAR, 2, 16 + one % 10) for one in ids],
            "submission": Same("0"),
            "state": Same("active"),
            "content_key": [f"benchmark {one}" for one in ids],
            "slip_key": [f"benchmark {one}" for one in ids],
            "municipality": Same("112101"),
            "match_state": Same("number"),
            "addressee_id": filing,
            **texts,
        },
    )
    bulk_insert(
        ReturnFigures,
        {
            "document_id": ids,
            "columns": [_columns(chance) for _ in ids],
            "stated": Same({"life_deduction_stated": 40_000}),
            "collection_choice": Same("ordinary"),
        },
    )
    return reports, len(ids)


def _columns(chance: random.Random) -> dict[str, int]:
    return {
        "revenue_employment": chance.randrange(8_000_000),
        "income_business": chance.randrange(5_000_000),
        "income_real_estate": chance.randrange(2_000_000),
        "social_insurance": chance.randrange(900_000),
        "medical_paid": chance.randrange(300_000),
        "earthquake": chance.randrange(50_000),
        "donation_hometown": chance.randrange(100_000),
        "dependants_other": chance.randrange(3),
        "dependants_under16": chance.randrange(3),
        "has_spouse": chance.randrange(2),
    }


if __name__ == "__main__":
    sys.exit(main())
