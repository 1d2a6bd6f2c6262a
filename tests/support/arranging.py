"""Enters a sending address when told to, as one of several clerks at the same time.

``python arranging.py prepare`` makes the people and two clerks; ``arranging.py CLERK PEOPLE`` says
that it is ready, waits for a line, enters an address for each of the people and prints
how many were entered and how many refused because of the other clerk.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from juminzei.apps.correspondence.models import Arrangement  # noqa: E402 - after set-up
from juminzei.apps.correspondence.selectors.arrangements import newest  # noqa: E402 - the same
from juminzei.apps.correspondence.services.arrange import enter  # noqa: E402 - the same
from juminzei.apps.correspondence.services.refusal import (  # noqa: E402 - the same
    CorrespondenceRefusedError,
)
from juminzei.base.numbers import addressee_number  # noqa: E402 - the same
from juminzei.platform.staff.models import StaffMember  # noqa: E402 - the same
from support.letters import entry  # noqa: E402 - the same
from support.page_rows import AT, person, staff  # noqa: E402 - the same

CLERKS = ("1001", "1002")


def prepare(people: int) -> None:
    """Enter the people and the clerks."""
    for body in range(1, people + 1):
        person(body, "山田　太郎", "ヤマダ タロウ")
    for number in CLERKS:
        staff(number)


def work(clerk: str, people: int) -> dict[str, int]:
    """Enter an address for everybody; the other clerk does the same."""
    member = StaffMember.objects.get(staff_number=clerk)
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    sys.stdin.readline()
    entered = refused = 0
    for body in range(1, people + 1):
        number = addressee_number.number(body)
        try:
            enter(number, entry(address=f"{clerk}の住所"), actor=member, at=AT)
            entered += 1
        except CorrespondenceRefusedError as error:
            if not error.conflict:
                raise
            refused += 1
    return {"entered": entered, "refused": refused}


def count() -> dict[str, int]:
    """Return how many entries and people with one there are."""
    people = newest().values("addressee_id").distinct().count()
    return {"entries": Arrangement.objects.count(), "people": people}


def main(task: str, people: int) -> None:
    """Do what was asked and print what came of it."""
    if task == "prepare":
        prepare(people)
        return
    print(json.dumps(count() if task == "count" else work(task, people)))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
