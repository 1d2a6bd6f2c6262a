"""The vault: operations a second, and a whole city's keys replaced while numbers are read.

``python benchmarks/vault.py --people 112000 [--data DIR]`` prints one JSON object: numbers
sealed, opened and hashed a second in memory; seconds to seal the city into the database and to
seal it anew under a new key; and how many numbers another process opened meanwhile, with the
milliseconds of the middle and of the 99th hundredth of them. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.synchronize import Event

GOAL_OPERATIONS_PER_S = 50_000
"""Sealed, and opened, on one core, in memory."""
GOAL_ROTATION_S = 60
"""For 112,000 numbers; other sizes in proportion."""
CITY = 112_000
IN_MEMORY = 100_000


def main() -> int:
    """Print one JSON object with the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=CITY)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        os.environ["JUMINZEI_DATA"] = str(options.data or folder)
        subprocess.run([sys.executable, "-m", "juminzei.cli", "migrate"], check=True)
        _set_up()
        figures = {"people": options.people, **_in_memory(), **_in_the_database(options.people)}
    figures["goals_met"] = _goals_met(figures)
    print(json.dumps(figures))
    return int(not figures["goals_met"])


def _set_up() -> None:
    import django  # noqa: PLC0415 - once the settings are in the environment

    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    django.setup()


def _number(serial: int) -> Any:  # noqa: ANN401 - its type can be named after set-up only
    from juminzei.base.numbers.individual_number import (  # noqa: PLC0415 - as above
        IndividualNumber,
        check_digit,
    )

    body = f"{10_000_000_000 + serial * 7:011d}"
    return IndividualNumber(f"{body}{check_digit(body)}")


def _in_memory() -> dict[str, int]:
    """Return operations a second without a database."""
    from juminzei.platform.vault import keyset, sealing  # noqa: PLC0415 - after set-up
    from juminzei.platform.vault.place import Place  # noqa: PLC0415 - the same

    keys, place = keyset.current("112101"), Place("addressee", "own")
    numbers = [_number(serial) for serial in range(IN_MEMORY)]
    sealed, seal_s = _timed(
        lambda: sealing.seal_all(keys, "112101", place, range(IN_MEMORY), numbers)
    )

    def opened() -> None:
        for row in range(IN_MEMORY):
            sealing.open_one(
                keys,
                "112101",
                place,
                row,
                key_id=sealed.key_id,
                nonce=sealed.nonces[row],
                ciphertext=sealed.ciphertexts[row],
            )

    _, open_s = _timed(opened)
    _, index_s = _timed(lambda: [sealing.blind_index(keys, number) for number in numbers])
    return {
        "sealed_and_hashed_per_s": round(IN_MEMORY / seal_s),
        "opened_per_s": round(IN_MEMORY / open_s),
        "hashed_per_s": round(IN_MEMORY / index_s),
    }


def _in_the_database(people: int) -> dict[str, Any]:
    """Return how long sealing and rotating a city takes, and what a reader saw meanwhile."""
    from juminzei.platform import clock  # noqa: PLC0415 - after set-up
    from juminzei.platform.jobs.services import this_worker  # noqa: PLC0415 - the same
    from juminzei.platform.staff.services import batch_member  # noqa: PLC0415 - the same
    from juminzei.platform.vault.place import Place  # noqa: PLC0415 - the same
    from juminzei.platform.vault.rotation import rotate  # noqa: PLC0415 - the same
    from juminzei.platform.vault.services import seal  # noqa: PLC0415 - the same

    place = Place("addressee", "own")
    _, seal_s = _timed(lambda: seal(place, ((one, _number(one)) for one in range(people))))
    context = multiprocessing.get_context("spawn")
    stop, results = context.Event(), context.SimpleQueue()
    reader = context.Process(target=_read, args=(people, stop, results))
    reader.start()
    results.get()  # it has read its first number
    actor = batch_member(clock.now())
    done, rotation_s = _timed(lambda: rotate(actor=actor, worker=this_worker(), clock=clock.now))
    stop.set()
    times, failed = results.get()
    reader.join()
    ordered = sorted(times)
    return {
        "sealed_in_s": round(seal_s, 2),
        "rotated_in_s": round(rotation_s, 2),
        "left": done.left,
        "read_meanwhile": len(ordered),
        "read_failed": failed,
        "read_ms_p50": round(ordered[len(ordered) // 2] * 1_000, 2),
        "read_ms_p99": round(ordered[len(ordered) * 99 // 100] * 1_000, 2),
    }


def _read(people: int, stop: Event, results: multiprocessing.SimpleQueue[Any]) -> None:
    """Open numbers in another process until told to stop."""
    _set_up()
    from juminzei.platform.vault.place import Place  # noqa: PLC0415 - after set-up
    from juminzei.platform.vault.revealing import opened  # noqa: PLC0415 - the same

    place, choose = Place("addressee", "own"), random.Random(7)  # noqa: S311 - no secret
    opened(place, 0)
    results.put("ready")
    times, failed = [], 0
    while not stop.is_set():
        subject = choose.randrange(people)
        started = time.perf_counter()
        number = opened(place, subject)
        times.append(time.perf_counter() - started)
        failed += number != _number(subject)
    results.put((times, failed))


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = act()
    return result, time.perf_counter() - started


def _goals_met(figures: dict[str, Any]) -> bool:
    most = GOAL_ROTATION_S * max(figures["people"] / CITY, 0.1)
    return bool(
        figures["sealed_and_hashed_per_s"] >= GOAL_OPERATIONS_PER_S
        and figures["opened_per_s"] >= GOAL_OPERATIONS_PER_S
        and figures["rotated_in_s"] <= most
        and figures["read_failed"] == figures["left"] == 0
    )


if __name__ == "__main__":
    sys.exit(main())
