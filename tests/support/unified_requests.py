"""Two systems that ask for the numbers of the same people at the same time.

``ask SYSTEM COUNT`` waits for a line and asks for COUNT people; ``check`` prints how many people
there are, how many addressees are tied, and to how many people two systems are.
"""

from __future__ import annotations

import sys
from datetime import date
from uuid import uuid4

import django

django.setup()

from django.db.models import Count  # noqa: E402 - after set-up

from juminzei.apps.unified.basic import Basic  # noqa: E402 - the same
from juminzei.apps.unified.models import LocalAddressee, UnifiedPerson  # noqa: E402 - the same
from juminzei.apps.unified.services.answering import answer  # noqa: E402 - the same
from juminzei.apps.unified.services.asking import NumberAsked  # noqa: E402 - the same
from juminzei.apps.unified.systems import systems  # noqa: E402 - the same
from juminzei.base.numbers.individual_number import (  # noqa: E402 - the same
    IndividualNumber,
    check_digit,
)
from juminzei.platform.clock import now  # noqa: E402 - the same
from juminzei.platform.staff.services import batch_member  # noqa: E402 - the same


def request(system: str, serial: int) -> NumberAsked:
    """Return a 付番依頼; of every other person with an Individual Number."""
    body = f"{46_310_000_000 + serial:011d}"
    number = IndividualNumber(f"{body}{check_digit(body)}") if serial % 2 else None
    basic = Basic(f"見本{serial}", f"ミホン{serial}", date(1980, 4, 1), "1", f"加須市三俣{serial}")
    asked_of = systems(now().date())[system]
    return NumberAsked(asked_of, str(uuid4()), f"{serial:015d}", basic, number)


def ask(system: str, count: int) -> None:
    """Ask once the other is ready as well."""
    actor = batch_member(now())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for serial in range(count):
        answer(request(system, serial), actor=actor, at=now())


def check() -> str:
    """Return what came of it."""
    tied = LocalAddressee.objects.filter(person__isnull=False)
    twice = UnifiedPerson.objects.annotate(systems=Count("locals__system", distinct=True))
    return f"{UnifiedPerson.objects.count()} {tied.count()} {twice.filter(systems=2).count()}"


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        ask(sys.argv[2], int(sys.argv[3]))
    else:
        sys.stdout.write(check())
