"""Uses an installation's vault until its standard input ends, as the office does all day.

``python vault_in_use.py read|write COUNT SEED``: opens numbers that ``canaries.py`` sealed and
compares them, or seals them anew. Ends by printing how often it did, and what went wrong.
``check COUNT`` opens every seventh of them once.
"""

from __future__ import annotations

import json
import random
import sys
import threading

import django

django.setup()

from juminzei.base.numbers.individual_number import IndividualNumber  # noqa: E402 - the same
from juminzei.platform.vault.revealing import opened  # noqa: E402 - the same
from juminzei.platform.vault.services import find, seal  # noqa: E402 - the same
from support.canaries import PLACE, canary  # noqa: E402 - after set-up


def read(subject: int) -> None:
    """Open one number and find its subject by it.

    Raises:
        ValueError: It is another number, or another subject.
    """
    number = opened(PLACE, subject)
    if number.reveal() != canary(subject) or find(PLACE, number) != [subject]:
        raise ValueError("not the number that was sealed")


def write(subject: int) -> None:
    """Seal one number anew."""
    seal(PLACE, [(subject, IndividualNumber(canary(subject)))])


def _wait_for_the_end(stopped: threading.Event) -> None:
    sys.stdin.read()
    stopped.set()


def main(task: str, count: int, seed: int) -> None:
    """Work until told to stop, and tell of it."""
    done, problems = 0, []
    act = write if task == "write" else read
    if task == "check":
        for subject in range(0, count, 7):
            act(subject)
        print(json.dumps({"done": count, "problems": []}))  # noqa: T201 - what it is for
        return
    choose = random.Random(seed)  # noqa: S311 - no secret
    stopped = threading.Event()
    threading.Thread(target=_wait_for_the_end, args=[stopped], daemon=True).start()
    while not stopped.is_set():
        try:
            act(choose.randrange(count))
            done += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells of it
            problems.append(f"{type(error).__name__}: {error}")
    print(json.dumps({"done": done, "problems": problems}))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
