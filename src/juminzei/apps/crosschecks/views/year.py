"""The year that the pages are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.crosschecks.selectors.cases import newest_year

if TYPE_CHECKING:
    from datetime import datetime


def year_of(at: datetime) -> int:
    """Return the tax year that is being worked on."""
    return newest_year() or at.year
