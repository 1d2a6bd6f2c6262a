"""Runs every benchmark, one after the other, each in a process of its own.

``python benchmarks/all.py --people 112000`` prints one JSON object a benchmark and
writes them to ``benchmarks/results/<commit>.json``. Figures are of the machine that
runs them; ratios within one benchmark travel better.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ORDER = (
    "generate",
    "register",
    "import_documents",
    "matching",
    "initial_assessment",
    "notices",
    "search",
    "kernel",
)


def main() -> int:
    """Run what is asked for and return 1 if any benchmark failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--only", nargs="*", choices=ORDER, default=ORDER)
    options = parser.parse_args()
    results: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        for name in options.only:
            results[name] = figures(name, options.people, Path(folder))
            print(json.dumps({name: results[name]}), flush=True)
    written = HERE / "results" / f"{commit()}.json"
    written.parent.mkdir(exist_ok=True)
    written.write_text(json.dumps(results, indent=1) + "\n")
    return int(None in results.values())


def figures(name: str, people: int, folder: Path) -> object:
    """Return what one benchmark printed, ``None`` if it failed."""
    data = folder / name
    outcome = subprocess.run(  # noqa: S603 - the benchmarks beside this file
        [sys.executable, HERE / f"{name}.py", "--people", str(people), "--data", str(data)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "JUMINZEI_DATA": str(data)},
    )
    return json.loads(outcome.stdout.splitlines()[-1]) if outcome.returncode == 0 else None


def commit() -> str:
    """Return the short name of the commit that is measured."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(git, capture_output=True, text=True, check=True, cwd=HERE).stdout.strip()  # noqa: S603 - git itself


if __name__ == "__main__":
    sys.exit(main())
