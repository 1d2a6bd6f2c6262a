"""``juminzei calculate`` on JSON lines, and how long a command takes to start.

``python benchmarks/calculate_lines.py [--people 100000] [--data DIR]`` prints one JSON object.
Seconds are those of the whole command: reading, checking, calculating, writing. The people
are dense: about 1.3 kB of JSON each, with nearly every key. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from people_columns import write_lines
from process_memory import Watch

GOAL_SECONDS = 30
"""For 100,000 people; others in proportion."""
GOAL_PEOPLE = 100_000
GOAL_STARTUP_SECONDS = 0.5
ROUNDS = 9
ONE_PERSON = '{"tax_year": 2026, "revenue": {"employment": 5000000}}'
STARTS = {
    "help": ["--help"],
    "calculate_help": ["calculate", "--help"],
    "calculate_one_person": ["calculate"],
    "serve_help": ["serve", "--help"],
}


def main() -> int:
    """Measure and print; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=GOAL_PEOPLE)
    parser.add_argument("--data", type=Path, help="where the file lies while it runs")
    options = parser.parse_args()
    if options.data:
        options.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="juminzei-lines-", dir=options.data) as folder:
        file = Path(folder) / "people.jsonl"
        write_lines(options.people, file)
        seconds, peak_mib = answered(file, options.people)
        size = file.stat().st_size // 2**20
    starts = {name: started(arguments) for name, arguments in STARTS.items()}
    met = (
        seconds <= GOAL_SECONDS * options.people / GOAL_PEOPLE
        and max(starts.values()) <= GOAL_STARTUP_SECONDS
    )
    figures = {
        "people": options.people,
        "input_mib": size,
        "seconds": seconds,
        "people_per_second": round(options.people / seconds),
        "peak_rss_mib": peak_mib,
        "startup_seconds": starts,
        "goals_met": met,
    }
    print(json.dumps(figures))
    return int(not met)


def answered(file: Path, people: int) -> tuple[float, int]:
    """Return the seconds and the memory of the command, after checking that all are answered."""
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "juminzei.cli", "calculate", file],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        with Watch(running.pid) as watch:
            answers = sum(1 for _ in running.stdout or ())
        status = running.wait()
    if status or answers != people:
        raise SystemExit(f"{answers} of {people} answers, status {status}")
    return round(time.perf_counter() - began, 2), watch.peak_mib


def started(arguments: list[str]) -> float:
    """Return the seconds that a command takes, at the middle of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "juminzei.cli", *arguments],
            input=ONE_PERSON.encode(),
            check=True,
            capture_output=True,
        )
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken), 3)


if __name__ == "__main__":
    sys.exit(main())
