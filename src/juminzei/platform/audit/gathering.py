"""Audit records of a command with thousands of acts, carried a moment's worth at a time.

A command is one thread that may be copied into others (fork), so that a carrier's thread is
not for it. Here an act whose record follows another carrying at once leaves it in the outbox,
as every act does whose process dies; the next act after :data:`GATHER_S`, or the end, carries
all that waits. What a copy leaves there is carried by the process that was copied.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog
from django.db import Error

from juminzei.platform.audit.carrier import GATHER_S, running
from juminzei.platform.audit.draining import drain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG = structlog.get_logger(__name__)


class Gathering:
    """Carries what waits when an act asks, unless that was done a moment ago."""

    alive = True

    def __init__(
        self,
        carry: Callable[[], int] = drain,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing carried yet."""
        self._carry = carry
        self._monotonic = monotonic
        self._carried_at = float("-inf")

    def wake(self) -> None:
        """Carry what waits, if the last time is long enough ago."""
        if self._monotonic() - self._carried_at >= GATHER_S:
            self.carry()

    def carry(self) -> None:
        """Carry what waits; a failure is not the act's, it waits in the outbox."""
        try:
            self._carry()
        except Error:
            LOG.exception("audit records wait: the audit database is out of reach")
        self._carried_at = self._monotonic()


@contextmanager
def gathered(gathering: Gathering | None = None) -> Iterator[None]:
    """Carry the records of all acts within a moment's worth at a time, and all at the end."""
    mine = gathering or Gathering()
    running.insert(0, mine)
    try:
        yield
    finally:
        running.remove(mine)
        mine.carry()
