"""Every document of a city: from files in drop folders to matched, consolidated and checked.

``python benchmarks/documents.py --people 112000`` makes the city, takes in its register, then
measures: receiving (the drop folders of three hosts at once: the tax agency's, employers', all
others'), matching, consolidating everybody, and, not counted among the seconds from files to
columns, resolving relatives and running every check. A city that was written into ``--data``
before is not written again; what was taken in there is thrown away.
It prints one JSON object: seconds, processor seconds and memory of each stage; what became of
every row of every file; by kind of document how many found their person without a clerk, with
precision and recall; and of the contradictions that the generator planted, how many the checks
found, and how many that they found were planted. The truth is read here and in tests, never by
the system. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from city_steps import TAX_YEAR, City
from documents_decided import decide_queue
from documents_judged import judged_by_kind, judged_checks

if TYPE_CHECKING:
    from city_steps import Step

Entry: TypeAlias = tuple[str, str, tuple[str, ...]]
GOAL_S = 90.0
"""From files to consolidated columns, for a city of 112,000 on two cores at rest."""
WORKERS = 2
"""Processes that consolidate, as ``juminzei assess --workers 2`` has them."""
GOAL_MIB = 1_536
GOAL_PRECISION, GOAL_RECALL = 0.9999, 0.97
"""Of matching without a clerk, of each kind of document."""
GOAL_CHECKS = 0.97
"""Of what was planted, found."""
HOSTS = (
    (("national_tax", "agency", ("national_returns",)),),
    (("eltax", "employer", ("wage_reports", "summaries")),),
    (
        ("eltax", "pension_payer", ("pension_reports",)),
        ("eltax", "municipality", ("one_stop", "city_notices")),
        ("paper", "person", ("inhabitant_returns",)),
        ("internal", "department", ("departments",)),
    ),
)
"""Drop folders of each host, one after the other: channel, source, folders of the city."""


def main() -> int:
    """Print one JSON object with the figures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--stage", choices=sorted(STAGES), help="a stage in a process of its own")
    options = parser.parse_args()
    if options.stage:
        print(json.dumps(STAGES[options.stage]()))
        return 0
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        found = figures(City(options.people, options.data or Path(folder)))
    print(json.dumps(found, ensure_ascii=False))
    return int(not found["goals_met"])


def figures(city: City) -> dict[str, Any]:
    """Measure one city from its files on and return what came of it."""
    written = _written(city)
    city.take_in_people()
    os.environ["JUMINZEI_STAFF"] = _stage(city, "staff").summary["staff"]
    city.freeze()
    begun = time.perf_counter()
    received = _receive(city)
    receiving_s = time.perf_counter() - begun
    stages = {"match": city.match(), "consolidation": _stage(city, "consolidation")}
    seconds = receiving_s + sum(step.seconds for step in stages.values())
    steps = {**received, **stages}
    cpu_seconds = sum(step.cpu_seconds for step in steps.values())
    steps["check"] = city.run("check", "--tax-year", str(TAX_YEAR))
    peak = max(step.peak_rss_mib for step in steps.values())
    os.environ["JUMINZEI_DATA"] = str(city.data)
    _django()
    kinds, checks = judged_by_kind(city.files), judged_checks(city.files)
    decided = decide_queue(city.files)
    city.run("check", "--tax-year", str(TAX_YEAR))
    after = judged_checks(city.files)
    rows = _rows(written, received)
    right = (
        all(one["precision"] >= GOAL_PRECISION for one in kinds.values())
        and all(one["recall"] >= GOAL_RECALL for one in kinds.values())
        and all(one["recall"] >= GOAL_CHECKS for one in after.values())
    )
    return {
        "people": city.people,
        "documents": sum(one["written"] for one in rows.values()),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
        "receiving_seconds": round(receiving_s, 1),
        "peak_rss_mib": peak,
        "stages": {name: _told(step) for name, step in steps.items()},
        "rows": rows,
        "kinds": kinds,
        "checks": checks,
        "queue_decided": decided,
        "checks_after_the_queue": after,
        "goals_met": right and seconds <= GOAL_S and peak < GOAL_MIB,
    }


def _written(city: City) -> dict[str, Any]:
    """Write the city, unless it was written before, and return what was said of its files."""
    said = city.files.parent / "written.json"
    for taken_in in (city.data, city.data.parent / "drop"):
        shutil.rmtree(taken_in, ignore_errors=True)
    if not said.exists():
        said.parent.mkdir(parents=True, exist_ok=True)
        said.write_text(json.dumps(city.generate().summary["documents"]))
    return dict(json.loads(said.read_text()))


def _receive(city: City) -> dict[str, Step]:
    """Receive all drop folders, those of several hosts at once."""

    def of_host(entries: tuple[Entry, ...]) -> dict[str, Step]:
        return {f"receive {entry[2][0]}": _received(city, entry) for entry in entries}

    with ThreadPoolExecutor(len(HOSTS)) as hosts:
        return {name: step for told in hosts.map(of_host, HOSTS) for name, step in told.items()}


def _received(city: City, entry: Entry) -> Step:
    channel, source, folders = entry
    drop = city.drop(*folders)
    return city.run("receive", str(drop), "--channel", channel, "--source", source)


def _stage(city: City, name: str) -> Step:
    return city.step([sys.executable, __file__, "--stage", name])


def _rows(written: dict[str, Any], received: dict[str, Step]) -> dict[str, dict[str, int]]:
    """Return of each kind how many rows were written, and what became of them."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in written}
    for step in received.values():
        for file in step.summary["each"]:
            kind = file["kind"].removesuffix("_delivery")
            for name in ("received", "accepted", "held", "duplicates"):
                found[kind][name] += file[name]
    return {kind: {"written": written[kind]["rows"], **found[kind]} for kind in written}


def _told(step: Step) -> dict[str, object]:
    return {name: value for name, value in asdict(step).items() if name != "summary"}


def _django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    import django  # noqa: PLC0415 - after the environment names the data folder

    django.setup()


def staff_stage() -> dict[str, object]:
    """Enter the staff of the demo, one of whom may do all that follows."""
    _django()
    from juminzei.cli.demo_staff import SUPERVISOR, add_demo_staff  # noqa: PLC0415 - needs Django

    add_demo_staff(Path(os.environ["JUMINZEI_DATA"]) / "demo-users.txt")
    return {"staff": SUPERVISOR}


def consolidation_stage() -> dict[str, object]:
    """Consolidate everybody on the list in the chunks of a run, two processes at once."""
    _django()
    from django.db import connections  # noqa: PLC0415 - after django.setup()

    from juminzei.apps.assessment.services.calculate_chunk import people_between  # noqa: PLC0415 - needs Django
    from juminzei.apps.assessment.services.consolidation import consolidate  # noqa: PLC0415 - needs Django
    from juminzei.apps.assessment.services.start_run import plan  # noqa: PLC0415 - needs Django

    people = people_between(TAX_YEAR, 0, 10**10)
    parts = [(people >= part.first) & (people <= part.last) for part in plan(TAX_YEAR)]
    connections.close_all()  # a copy of this process opens its own

    def every_second(first: int) -> None:
        for part in parts[first::WORKERS]:
            consolidate(TAX_YEAR, people[part])

    fork = multiprocessing.get_context("fork")
    copies = [fork.Process(target=every_second, args=(first,)) for first in range(WORKERS)]
    for copy in copies:
        copy.start()
    for copy in copies:
        copy.join()
        if copy.exitcode:
            raise RuntimeError(f"consolidation ended with {copy.exitcode}")
    return {"people": len(people)}


STAGES = {"staff": staff_stage, "consolidation": consolidation_stage}


if __name__ == "__main__":
    sys.exit(main())
