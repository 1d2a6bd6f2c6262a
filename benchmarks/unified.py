"""How long the city's unified numbering takes: ``python benchmarks/unified.py --people 112000``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Enter people, seal a number for each, number them, and number nobody again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    people = parser.parse_args().people
    os.environ["JUMINZEI_DATA"] = tempfile.mkdtemp(prefix="juminzei-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    sys.path[:0] = [str(Path(__file__).parents[1] / part) for part in ("src", "tests")]
    from juminzei.cli.main import main as juminzei  # noqa: PLC0415 - after the settings

    juminzei(["migrate", "--json"])
    from juminzei.base.numbers import addressee_number  # noqa: PLC0415 - the same
    from juminzei.platform.vault.services import seal  # noqa: PLC0415 - the same
    from support import unified_city  # noqa: PLC0415 - the same
    from support.unified_rows import OWN, made_up, numbered  # noqa: PLC0415 - the same

    unified_city.people(people)
    seal(OWN, [(addressee_number.number(body), made_up(body)) for body in range(1, people + 1)])
    for what in ("numbered", "nobody new"):
        began = time.perf_counter()
        told = numbered()
        took = time.perf_counter() - began
        print(f"{what}: {told.numbered:,} people, {took:.1f} s")
    print(unified_city.state())


if __name__ == "__main__":
    main()
