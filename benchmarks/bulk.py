"""A file of people to the file of their tax: a prefecture's, then the nation's in one run.

``python benchmarks/bulk.py [--people 3700000] [--nation 60000000] [--data DIR]`` prints one
JSON object. Seconds are those of the whole command, start-up and digest of the file included;
memory is of all its processes together. The ratio is to the naive way: the whole chain once
for each person in a Python loop, reading and writing left out in its favour. Ends with 1 when a
goal is missed: the prefecture within 3 GiB, the nation with no more than a quarter above what
the prefecture took, and Dask's file the same to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from naive_loop import people_per_second as naive_people_per_second
from people_columns import TAX_YEAR, write_columns
from process_memory import Watch

GOAL_MIB = 3_072
GOAL_GROWTH = 1.25
"""Of the nation's memory over the prefecture's, which is sixteen times smaller."""
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of the command."""

    seconds: float
    peak_mib: int
    digest: str
    mebibytes: int


def main() -> int:
    """Measure and print; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=3_700_000, help="of the prefecture")
    parser.add_argument("--nation", type=int, default=60_000_000, help="0 leaves the nation out")
    parser.add_argument("--data", type=Path, help="where files lie while it runs")
    options = parser.parse_args()
    if options.data:
        options.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="juminzei-bulk-", dir=options.data) as folder:
        figures = measured(options.people, options.nation, Path(folder))
    print(json.dumps(figures))
    return int(not figures["goals_met"])


def measured(people: int, nation: int, folder: Path) -> dict[str, object]:
    """Return the figures of both sizes."""
    file = folder / "prefecture.parquet"
    write_columns(people, file)
    local = command(file, "--workers", str(WORKERS))
    dask = command(file, "--workers", str(WORKERS), "--engine", "dask")
    alone = command(file, "--workers", "1")
    same = local.digest == dask.digest == alone.digest
    naive = naive_people_per_second()
    rate = people / local.seconds
    figures: dict[str, object] = {
        "people": people,
        "seconds": local.seconds,
        "people_per_second": round(rate),
        "peak_rss_mib": local.peak_mib,
        "result_mib": local.mebibytes,
        "seconds_one_process": alone.seconds,
        "seconds_dask": dask.seconds,
        "peak_rss_mib_dask": dask.peak_mib,
        "all_engines_same_bytes": same,
        "naive_loop_people_per_second": round(naive),
        "ratio_to_naive_loop": round(rate / naive),
    }
    met = same and local.peak_mib < GOAL_MIB
    file.unlink()
    if nation:
        file = folder / "nation.parquet"
        write_columns(nation, file)
        whole = command(file, "--workers", str(WORKERS))
        met = met and whole.peak_mib < min(GOAL_MIB, GOAL_GROWTH * local.peak_mib)
        figures |= {
            "nation": nation,
            "nation_seconds": whole.seconds,
            "nation_people_per_second": round(nation / whole.seconds),
            "nation_peak_rss_mib": whole.peak_mib,
            "nation_people_mib": mebibytes(file),
            "nation_result_mib": whole.mebibytes,
        }
    return {**figures, "goals_met": met}


def command(people: Path, *options: str) -> Measured:
    """Run ``juminzei calculate`` on a file; its result is read for its digest, and deleted."""
    out = people.with_name("tax.parquet")
    call: list[str | Path] = [
        sys.executable,
        "-m",
        "juminzei.cli",
        "calculate",
        people,
        "--out",
        out,
    ]
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        [*call, "--tax-year", str(TAX_YEAR), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        with Watch(running.pid) as watch:
            status = running.wait()
        if status:
            raise subprocess.CalledProcessError(status, call)
    seconds = round(time.perf_counter() - started, 2)
    with out.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = mebibytes(out)
    out.unlink()
    return Measured(seconds, watch.peak_mib, digest, size)


def mebibytes(file: Path) -> int:
    """Return how large a file is."""
    return file.stat().st_size // 2**20


if __name__ == "__main__":
    sys.exit(main())
