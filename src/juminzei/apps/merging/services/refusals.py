"""Why a merge or separation is refused."""

from __future__ import annotations


class MergingRefusedError(Exception):
    """It cannot be done so; nothing was done, the text says why and what to do."""
