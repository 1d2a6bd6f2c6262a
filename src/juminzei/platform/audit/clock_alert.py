"""Noticing that the wall clock was set back: records are in the order of their chain all the same.

Each record carries the wall clock and the machine's monotonic clock of the moment at which
it was chained. When the wall clock shows less than it did for the record before, somebody
has set it back, and a record of that follows at once.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import structlog

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.results import Result

LOG = structlog.get_logger(__name__)

TOLERANCE = timedelta(seconds=2)
"""Time servers move a clock by less than this."""

NUMBER, NAME = "system", "システム"
"""Who tells of it: nobody did it on purpose, as far as the system knows."""


def went_back(last_content: str, at: datetime) -> timedelta:
    """Return by how much the clock shows less than at the last record, zero within tolerance.

    Args:
        last_content: Content of the record before.
        at: What the clock shows now.
    """
    before = carried_at(last_content)
    back = before - at if before else timedelta(0)
    return back if back > TOLERANCE else timedelta(0)


def carried_at(content: str) -> datetime | None:
    """Return when a record was chained; none if somebody destroyed what it says.

    That is for the verification to tell, and must not stop others' records.
    """
    try:
        return datetime.fromisoformat(json.loads(content)["carried_at"])
    except (ValueError, KeyError, TypeError):
        return None


def told_of(back: timedelta, at: datetime) -> None:
    """Put an alert in the outbox: the clock was set back by ``back``."""
    LOG.error("the clock was set back", seconds=round(back.total_seconds()))
    OutgoingRecord.objects.create(
        recorded_at=at,
        staff_number=NUMBER,
        staff_name=NAME,
        action="audit.clock.went_back",
        subject_kind="clock",
        result=Result.FAILED,
        details={"seconds": round(back.total_seconds())},
    )
