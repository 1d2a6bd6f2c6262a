"""Returns whose time is over (KR-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from juminzei.apps.national_returns.models import StagedReturn, StagedState

if TYPE_CHECKING:
    from datetime import date

ALIVE = tuple(
    state for state in StagedState if state not in {StagedState.ERASED, StagedState.FORWARDED}
)
"""Of which something is left to erase."""


def over_by(until: date) -> QuerySet[StagedReturn]:
    """Return the returns whose time ended on a day or before it, and that are still there."""
    return StagedReturn.objects.filter(keep_until__lte=until, state__in=ALIVE)


def over_by_year(until: date) -> list[tuple[int, date, int]]:
    """Return how many returns are over their time, by tax year and last day."""
    rows = over_by(until).values("tax_year", "keep_until").annotate(many=Count("pk"))
    return [
        (row["tax_year"], row["keep_until"], row["many"])
        for row in rows.order_by("tax_year", "keep_until")
    ]
