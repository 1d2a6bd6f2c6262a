"""Processes that record acts at the same time.

``record N`` records N acts, each in a transaction of its own, as fast as it can; ``check``
prints how many records the audit database holds, how many wait, and how many problems
the verification finds. ``carry N`` records as a server does, with a carrier in a thread;
``away N`` does so while the audit database does not answer, and prints what waited then.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import django

django.setup()

from django.db import connections, transaction  # noqa: E402 - after set-up

from juminzei.platform.audit import services as audit  # noqa: E402 - the same
from juminzei.platform.audit.carrier import start_carrier  # noqa: E402 - the same
from juminzei.platform.audit.models import AuditRecord  # noqa: E402 - the same
from juminzei.platform.audit.outbox.models import OutgoingRecord  # noqa: E402 - the same
from juminzei.platform.clock import now  # noqa: E402 - the same
from juminzei.platform.staff.services import batch_member  # noqa: E402 - the same

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember


def main(task: str, count: int) -> None:
    """Record, or check."""
    if task == "check":
        problems = len(audit.verify())
        sys.stdout.write(f"{AuditRecord.objects.count()} {_waiting()} {problems}")
        return
    if task == "away":
        _carry_after_failing(count)
        return
    actor = batch_member(now())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    if task == "carry":
        carrier = start_carrier()
        _record(count, actor)
        carrier.stop()
    else:
        _record(count, actor)


def _record(count: int, actor: StaffMember) -> None:
    for number in range(count):
        with transaction.atomic():
            audit.record(action="race.run", actor=actor, at=now(), subject_id=str(number))
        sys.stdout.write(".")
        sys.stdout.flush()


def _carry_after_failing(count: int) -> None:
    """Take the audit's table away, record, bring it back, and wait until all is carried."""
    _audit("ALTER TABLE audit_auditrecord RENAME TO audit_elsewhere")
    start_carrier()
    _record(count, batch_member(now()))
    time.sleep(1)  # the carrier has tried, and failed
    sys.stdout.write(f" {_waiting()}")
    _audit("ALTER TABLE audit_elsewhere RENAME TO audit_auditrecord")
    deadline = time.monotonic() + 30
    while _waiting() and time.monotonic() < deadline:
        time.sleep(0.1)


def _audit(statement: str) -> None:
    with connections["audit"].cursor() as cursor:
        cursor.execute(statement)


def _waiting() -> int:
    return OutgoingRecord.objects.filter(drained=False).count()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
