"""Why an act on unified numbers is refused."""

from __future__ import annotations


class UnifiedRefusedError(Exception):
    """The act cannot be done so; nothing was done, the text says what to do."""


class NumbersUsedUpError(UnifiedRefusedError):
    """There are no serials left."""
