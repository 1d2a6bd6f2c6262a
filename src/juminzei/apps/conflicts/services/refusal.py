"""Why an act about closeness is refused."""

from __future__ import annotations


class ConflictsRefusedError(ValueError):
    """The act would break a rule about closeness; nothing was done, the text says what to do."""
