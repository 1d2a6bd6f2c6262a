"""Runs every benchmark, one after the other, each in a process of its own.

``python benchmarks/all.py --people 112000`` prints one JSON object a benchmark and
writes them to ``benchmarks/results/<commit>.json``. Figures are of the machine that
runs them; ratios within one benchmark travel better. Ends with 1 when a benchmark broke
off or missed a goal; its figures are kept all the same, with its exit status.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ORDER = (
    "generate",
    "register",
    "import_documents",
    "matching",
    "consolidation",
    "documents",
    "initial_assessment",
    "notices",
    "search",
    "simulate",
    "vault",
    "unified",
    "guards",
    "audit",
    "kernel",
    "income_tax",
    "bulk",
    "calculate_lines",
)
WITHOUT_A_CITY = {"audit", "kernel", "income_tax", "bulk", "calculate_lines"}
"""These take no city's size but their own."""


def main() -> int:
    """Run what is asked for and return 1 if any benchmark failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000, help="residents of the city")
    parser.add_argument("--only", nargs="*", choices=ORDER, default=ORDER)
    options = parser.parse_args()
    results: dict[str, dict[str, Any]] = {}
    for name in options.only:
        people = None if name in WITHOUT_A_CITY else options.people
        results[name] = figures(name, people)
        print(json.dumps({name: results[name]}), flush=True)
    written = HERE / "results" / f"{commit()}.json"
    written.parent.mkdir(exist_ok=True)
    written.write_text(json.dumps(results, indent=1) + "\n")
    return int(any(result["exit"] for result in results.values()))


def figures(name: str, people: int | None) -> dict[str, Any]:
    """Return what one benchmark printed last, and ``exit``, its status.

    Args:
        name: One of :data:`ORDER`.
        people: How many it is asked for; ``None`` leaves it to the benchmark.
    """
    size = [] if people is None else ["--people", str(people)]
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        data = str(Path(folder) / name)
        outcome = subprocess.run(  # noqa: S603 - the benchmarks beside this file
            [sys.executable, HERE / f"{name}.py", *size, "--data", data],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "JUMINZEI_DATA": data},
        )
    return {**last_object(outcome.stdout), "exit": outcome.returncode}


def last_object(printed: str) -> dict[str, Any]:
    """Return the JSON object on the last line, empty when the benchmark did not come so far."""
    lines = printed.splitlines()
    try:
        found = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def commit() -> str:
    """Return the short name of the commit that is measured."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(git, capture_output=True, text=True, check=True, cwd=HERE).stdout.strip()  # noqa: S603 - git itself


if __name__ == "__main__":
    sys.exit(main())
