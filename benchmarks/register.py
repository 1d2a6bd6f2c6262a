"""Taking in a city's people: the register, its changes, owners elsewhere, the frozen list.

``python benchmarks/register.py --people 112000 [--data DIR]`` prints one JSON object:
seconds and people a second of each command (each a process of its own, its start
included), the most memory, and how much faster the import is than the plain ORM way,
measured on some of the same people in the same run. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from city_steps import City
from process_memory import PEAK_GOAL_MIB

if TYPE_CHECKING:
    from city_steps import Step

GOAL_S = 10.0
"""For the import of 112,000 people."""
SAMPLE = 2_000


def main() -> int:
    """Print one JSON object with the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        place = options.data or Path(folder)
        city = City(options.people, place)
        city.generate()
        _, imported, changes, elsewhere = city.take_in_people()
        frozen = city.freeze()
        plain = _by_orm(city.files / "register.csv", place / "orm")
    steps = [imported, changes, elsewhere, frozen]
    figures = _figures(options.people, steps, plain)
    print(json.dumps(figures, ensure_ascii=False))
    return int(not figures["goals_met"])


def _figures(people: int, steps: list[Step], plain: dict[str, Any]) -> dict[str, Any]:
    imported, changes, elsewhere, frozen = steps
    persons = imported.summary["new_persons"]
    peak_mib = max(step.peak_rss_mib for step in steps)
    plain_s = plain["seconds"] / plain["people"] * persons
    return {
        "people": people,
        "persons": persons,
        "goals_met": imported.seconds <= GOAL_S and peak_mib < PEAK_GOAL_MIB,
        "peak_rss_mib": peak_mib,
        "import_seconds": imported.seconds,
        "import_persons_per_s": round(persons / imported.seconds),
        "import_peak_rss_mib": imported.peak_rss_mib,
        "plain_orm_seconds": round(plain_s, 1),
        "times_faster_than_plain_orm": round(plain_s / imported.seconds, 1),
        "change_files": changes.summary["files"],
        "changes": changes.summary["rows"],
        "contradictions": changes.summary["contradictions"],
        "changes_seconds": changes.seconds,
        "changes_peak_rss_mib": changes.peak_rss_mib,
        "nonregistered": elsewhere.summary["numbered"],
        "nonregistered_seconds": elsewhere.seconds,
        "included": frozen.summary["included"],
        "excluded": frozen.summary["excluded"],
        "freeze_seconds": frozen.seconds,
        "freeze_peak_rss_mib": frozen.peak_rss_mib,
    }


def _by_orm(register: Path, data: Path) -> dict[str, Any]:
    outcome = subprocess.run(  # noqa: S603 - the script beside this file
        [
            sys.executable,
            Path(__file__).parent / "register_by_orm.py",
            register,
            f"--sample={SAMPLE}",
        ],
        env={**os.environ, "JUMINZEI_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(outcome.stdout)
    return figures


if __name__ == "__main__":
    sys.exit(main())
