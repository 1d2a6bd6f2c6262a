"""What permission, closeness and the record of acts cost on the person page.

``python benchmarks/guards.py --people 112000 [--data DIR]`` prints one JSON object: the
middle milliseconds of a person page as it is, with the record off, with permission and
closeness off, and with all off, and the ratio of the first to the last. They take turns, so
that a slower minute of the machine slows all of them. The guards can be put aside in this
program only; there is no setting for it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from city_steps import City
from served_pages import WITHOUT_LIMITS, add_clerks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 200
GOAL_RATIO = 2.0
GOAL_MS = 400
"""A person page of any city (p95)."""


def main() -> int:
    """Measure and print; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None, help="a city kept from before")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        if not city.data.exists():
            city.generate()
            city.take_in_people()
        os.environ.update(WITHOUT_LIMITS)
        add_clerks(city.data, "a long word for measuring")
        figures = {"people": options.people, **measured()}
    figures["goals_met"] = figures["ratio"] < GOAL_RATIO and figures["p95_ms"] < GOAL_MS
    print(json.dumps(figures))
    return int(not figures["goals_met"])


def measured() -> dict[str, Any]:
    """Open the pages of people at random under each set of guards in turn."""
    from django.conf import settings  # noqa: PLC0415 - after Django's set-up
    from django.test import Client  # noqa: PLC0415 - the same

    from juminzei.apps.addressees.models import Addressee  # noqa: PLC0415 - the same
    from juminzei.cli.serve import collect_static_files  # noqa: PLC0415 - the same
    from juminzei.platform.staff.models import StaffMember  # noqa: PLC0415 - the same

    collect_static_files()
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(StaffMember.objects.get(staff_number="bench0"))
    people = list(Addressee.objects.filter(resident=True).values_list("number", flat=True)[:20_000])
    chance = random.Random(4)  # noqa: S311 - no secret
    ways: dict[str, list[Callable[[], object]]] = {
        "guarded": [],
        "without_record": [_record_off],
        "without_permission": [_permission_off],
        "without_all": [_record_off, _permission_off],
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS + 5):
        for name, off in ways.items():
            with ExitStack() as stack:
                for one in off:
                    stack.enter_context(one())  # type: ignore[arg-type]  # context managers below
                began = time.perf_counter()
                status = client.get(f"/persons/{chance.choice(people)}/").status_code
                took = 1000 * (time.perf_counter() - began)
            if status != 200:  # noqa: PLR2004 - a page
                raise RuntimeError(f"the page of a person answered {status}")
            if turn >= 5:  # noqa: PLR2004 - the first ones warm up
                times[name].append(took)
    middle = {name: statistics.median(found) for name, found in times.items()}
    return {
        **{f"{name}_ms": round(value, 1) for name, value in middle.items()},
        "p95_ms": round(statistics.quantiles(times["guarded"], n=20)[-1], 1),
        "ratio": round(middle["guarded"] / middle["without_all"], 2),
    }


@contextmanager
def _record_off() -> Iterator[None]:
    """Record nothing, and count nothing."""
    with (
        mock.patch("juminzei.platform.audit.services.record", return_value=None),
        mock.patch("juminzei.web.views.person.count_person", return_value=None),
    ):
        yield


@contextmanager
def _permission_off() -> Iterator[None]:
    """Let everybody do everything, close or not."""
    with (
        mock.patch("juminzei.platform.staff.acting.require", return_value=None),
        mock.patch("juminzei.web.close_people.about", return_value=()),
    ):
        yield


if __name__ == "__main__":
    sys.exit(main())
