"""A process that stores images until it is killed: prints the key of each set that is stored.

``read`` prints how many sets there are and how many of their pages do not open.
"""

from __future__ import annotations

import sys

import django

django.setup()

from juminzei.apps.images import api  # noqa: E402 - after set-up
from juminzei.platform.clock import now  # noqa: E402 - the same
from juminzei.platform.staff.services import batch_member  # noqa: E402 - the same
from support.image_files import scanned  # noqa: E402 - the same


def store() -> None:
    """Store sets of two pages without end."""
    actor, content = batch_member(now()), scanned(0, 1)
    while True:
        key = api.store_images([content], about="race", actor=actor, at=now())
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()


def read() -> None:
    """Open every page of every set."""
    sets = list(api.ImageSet.objects.order_by("pk"))
    broken = 0
    for one in sets:
        for page in range(1, one.pages + 1):
            try:
                api.page_png(one.pk, page)
            except api.ImageBrokenError:
                broken += 1
    sys.stdout.write(f"{len(sets)} {broken}")


if __name__ == "__main__":
    read() if sys.argv[1] == "read" else store()
