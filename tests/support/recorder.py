"""Processes that record acts at the same time.

``record N`` records N acts, each in a transaction of its own, as fast as it can; ``check``
prints how many records the audit database holds, how many wait, and how many problems
the verification finds.
"""

from __future__ import annotations

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402 - after set-up

from juminzei.platform.audit import services as audit  # noqa: E402 - the same
from juminzei.platform.audit.models import AuditRecord  # noqa: E402 - the same
from juminzei.platform.audit.outbox.models import OutgoingRecord  # noqa: E402 - the same
from juminzei.platform.clock import now  # noqa: E402 - the same
from juminzei.platform.staff.services import batch_member  # noqa: E402 - the same


def main(task: str, count: int) -> None:
    """Record, or check."""
    if task == "check":
        waiting = OutgoingRecord.objects.filter(drained=False).count()
        sys.stdout.write(f"{AuditRecord.objects.count()} {waiting} {len(audit.verify())}")
        return
    actor = batch_member(now())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for number in range(count):
        with transaction.atomic():
            audit.record(action="race.run", actor=actor, at=now(), subject_id=str(number))
        sys.stdout.write(".")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
