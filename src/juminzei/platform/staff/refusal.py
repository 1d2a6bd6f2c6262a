"""Why an act about staff is refused."""

from __future__ import annotations


class StaffRefusedError(ValueError):
    """The act would break a rule about staff; nothing was done, the text says what to do."""
