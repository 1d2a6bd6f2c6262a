"""What happens while the record cannot be vouched for: four hours of warnings, then no acts.

A checkpoint is late when it cannot be signed or does not reach the second place. Each
process remembers since when, so that no page has to ask.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from juminzei.platform import clock
from juminzei.platform.audit.anchoring import not_copied, second_place
from juminzei.platform.audit.checkpoints import checkpoint_when_due
from juminzei.platform.audit.clock_alert import carried_at
from juminzei.platform.audit.models import AuditRecord, Checkpoint

if TYPE_CHECKING:
    from datetime import datetime

LIMIT = timedelta(hours=4)
"""How long a checkpoint may be late before acts are refused."""

ASK_AGAIN_S = 60
"""A process asks at most this often."""


class Lateness:
    """Since when a checkpoint has been late, as far as this process knows."""

    def __init__(self) -> None:
        self.since: datetime | None = None
        self._asked_s: float | None = None

    def ask(self, *, anew: bool = False) -> None:
        """Look whether a checkpoint is late, unless that was done a moment ago."""
        clock_s = time.monotonic()
        if anew or self._asked_s is None or clock_s - self._asked_s >= ASK_AGAIN_S:
            self._asked_s = clock_s
            self.since = late_since()

    def too_late(self) -> datetime | None:
        """Return since when, if that is longer than :data:`LIMIT` and cannot be mended now."""
        if not self._beyond_limit():
            return None
        checkpoint_when_due(clock.now())
        self.ask(anew=True)
        return self.since if self._beyond_limit() else None

    def _beyond_limit(self) -> bool:
        return self.since is not None and clock.now() - self.since > LIMIT


LATENESS = Lateness()
"""This process's."""


def late_since() -> datetime | None:
    """Return when the oldest thing was made that has no checkpoint where it should be."""
    if second_place() is not None:
        for checkpoint in not_copied():
            return checkpoint.made_at
    last = Checkpoint.objects.order_by("-number").first()
    size = last.tree_size if last else 0
    unsigned = AuditRecord.objects.filter(sequence__gt=size).order_by("sequence").first()
    if unsigned is None:
        return None
    return carried_at(unsigned.content) or unsigned.recorded_at
