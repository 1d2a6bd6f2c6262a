"""The memory of a command with all the processes that it started, as Linux counts it.

Pages that processes share count once for each of them: the figure is never too small.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

PEAK_GOAL_MIB = 2_048
"""What each stage of a city of 112,000 must stay below."""
LOOK_EVERY_S = 0.05
KIBIBYTES_IN_A_MEBIBYTE = 1024
PROCESSES = Path("/proc")


class Watch:
    """Looks at a process and its descendants, for as long as the block lasts.

    Attributes:
        peak_mib: The most that they held together at one look.
    """

    def __init__(self, pid: int) -> None:
        self.peak_mib = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop looking."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_EVERY_S):
            self.peak_mib = max(self.peak_mib, together_mib(self._pid, "VmRSS"))


def together_mib(pid: int, field: str) -> int:
    """Return the sum over a process and its descendants.

    Args:
        pid: The oldest of them.
        field: ``VmRSS``, what each holds now, or ``VmHWM``, the most that each ever held.
    """
    kibibytes = sum(_kibibytes(one, field) for one in _family(pid))
    return kibibytes // KIBIBYTES_IN_A_MEBIBYTE


def _family(pid: int) -> list[int]:
    """Return the process and its descendants, without those that have ended meanwhile."""
    found = [pid]
    for one in found:  # grows while it is read
        for children in (PROCESSES / str(one) / "task").glob("*/children"):
            found.extend(map(int, _text(children).split()))
    return found


def _kibibytes(pid: int, field: str) -> int:
    for line in _text(PROCESSES / str(pid) / "status").splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0])
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process has ended
        return ""
