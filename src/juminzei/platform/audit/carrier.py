"""One thread of a server process that carries audit records, so that no page waits for it.

Each page commits its record with the act. Carrying it costs two commits more, one in the
audit database and one to mark it; here they are shared by all acts of a moment.
"""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol

import structlog
from django.db import Error, connections

from juminzei.platform.audit.draining import drain

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = structlog.get_logger(__name__)

GATHER_S = 0.2
"""Seconds for which records are gathered before they are carried together."""

IDLE_S = 60.0
"""Seconds after which it looks unasked: a checkpoint may be due."""

RETRY_S = 1.0
"""Seconds after which a failed carrying is tried again."""


class Carrier:
    """Carries what waits whenever it is woken, in a daemon thread with its own connections.

    Nothing is lost if the thread or its process dies: records wait in the outbox for the
    next carrier, or for the next act without one.
    """

    def __init__(
        self,
        carry: Callable[[], int] = drain,
        *,
        gather_s: float = GATHER_S,
        retry_s: float = RETRY_S,
    ) -> None:
        """Prepare the thread; :meth:`start` sets it going.

        Args:
            carry: Carries everything that waits; may fail as a database does.
            gather_s: Seconds between being woken and carrying.
            retry_s: Seconds between a failure and the next try.
        """
        self._carry = carry
        self._gather_s = gather_s
        self._retry_s = retry_s
        self._woken = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._work, name="audit-carrier", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether there is a thread at work; never so in a process forked from this one."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin, with what an earlier process may have left behind."""
        self._woken.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that a record waits; returns at once."""
        self._woken.set()

    def stop(self) -> None:
        """Carry once more what waits by now, and end; the thread has ended on return."""
        self._stopping.set()
        self._woken.set()
        self._thread.join()

    def _work(self) -> None:
        try:
            last = False
            while not last:
                if not self._stopping.is_set():
                    self._woken.wait(IDLE_S)
                last = self._stopping.wait(self._gather_s)
                self._woken.clear()  # before carrying: a record of now on wakes anew
                if not self._carried():
                    self._stopping.wait(self._retry_s)
                    self._woken.set()
        finally:
            connections.close_all()

    def _carried(self) -> bool:
        """Carry what waits; a failure is logged, and its connections are not used again."""
        try:
            self._carry()
        except Error:
            LOG.exception("audit records wait: the audit database is out of reach")
            connections.close_all()
            return False
        return True


class Carries(Protocol):
    """Whoever carries this process's records when it is woken."""

    @property
    def alive(self) -> bool:
        """Whether it will do so."""

    def wake(self) -> None:
        """Say that a record waits."""


running: list[Carries] = []
"""Who carries this process's records; the first that is alive does."""


def start_carrier() -> Carrier:
    """Carry this process's audit records in a thread from now on, and return it."""
    carrier = Carrier()
    carrier.start()
    running[:] = [carrier]
    return carrier


def woken() -> bool:
    """Wake this process's carrier, and return whether it has one alive."""
    for carrier in running:
        if carrier.alive:
            carrier.wake()
            return True
    return False
