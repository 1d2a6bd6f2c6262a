"""Why images are not taken, or not shown."""

from __future__ import annotations


class ImageRefusedError(ValueError):
    """The content is no image of a document that is taken; the text says why and what to do."""

    document: int = 0
    """Which of several documents it is, from 0; nothing of any was stored."""


class ImageGoneError(LookupError):
    """There is no such page: never stored, or erased."""


class ImageBrokenError(Exception):
    """What is stored does not open: changed, moved or lost. The text says what to do."""
