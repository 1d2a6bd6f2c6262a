"""Whoever calculates under a law that awaits its review is told so, beside every output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.kernel.law import Law


def warn_of_drafts(laws: Iterable[Law]) -> list[str]:
    """Tell on standard error which of ``laws`` are drafts, each year once.

    Returns:
        The sentences told, for the ``warnings`` of a summary; none if all are reviewed.
    """
    warnings = list(dict.fromkeys(law.warning for law in laws if law.warning))
    for warning in warnings:
        print(warning, file=sys.stderr, flush=True)
    return warnings
