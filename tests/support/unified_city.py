"""A city to be numbered by processes that are killed.

``python unified_city.py people N`` enters N people; ``state`` prints how many have a number
and the SHA-256 of who has which.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import date, timedelta

import django

django.setup()

from juminzei.apps.addressees.models import Addressee  # noqa: E402 - after set-up
from juminzei.apps.unified.models import LocalAddressee  # noqa: E402 - the same
from juminzei.base.numbers import addressee_number  # noqa: E402 - the same
from juminzei.platform.storage.bulk import Same, bulk_insert  # noqa: E402 - the same

FIRST_DAY = date(1940, 1, 1)


def people(count: int) -> None:
    """Enter people, each with a name of their own."""
    names = [f"見本{body}" for body in range(1, count + 1)]
    bulk_insert(
        Addressee,
        {
            "number": [addressee_number.number(body) for body in range(1, count + 1)],
            "kind": Same("resident"),
            "version": Same(1),
            "name": names,
            "name_key": names,
            "kana": names,
            "kana_key": names,
            "birth_on": [FIRST_DAY + timedelta(days=body % 29_000) for body in range(count)],
            "address": Same("加須市三俣二丁目1番地1"),
            "address_key": Same("加須市三俣2-1-1"),
        },
    )


def state() -> str:
    """Return how many are numbered, and a digest of all numbers."""
    tied = LocalAddressee.objects.filter(person__isnull=False).order_by("local_number")
    rows = list(tied.values_list("local_number", "person_id"))
    digest = hashlib.sha256(str(rows).encode()).hexdigest()
    return f"{len(rows)} {len({row[1] for row in rows})} {digest}"


if __name__ == "__main__":
    if sys.argv[1] == "people":
        people(int(sys.argv[2]))
    else:
        sys.stdout.write(state())
