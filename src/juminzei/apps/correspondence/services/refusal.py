"""What a clerk is told when an act about letters was not done."""

from __future__ import annotations


class CorrespondenceRefusedError(Exception):
    """The act was not done; the text says why and what to do, ``field`` where.

    ``conflict`` is True where another clerk's entry stands in the way.
    """

    def __init__(self, text: str, *, field: str | None = None, conflict: bool = False) -> None:
        super().__init__(text)
        self.field, self.conflict = field, conflict
