"""Which deliveries should have come by now (KR-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from juminzei.apps.national_returns.models import (
    DeliveryKind,
    DeliverySource,
    DeliveryState,
    ExpectedDelivery,
    ReturnDelivery,
)

if TYPE_CHECKING:
    from datetime import date

GRACE_DAYS = 1
"""A delivery that is due today may come during the day."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a source on a day."""

    source: str
    label: str
    every_days: int
    last_on: date | None
    due_on: date
    missing: bool


def expected_on(day: date) -> list[Expected]:
    """Return for each source with an entry for the day when the next delivery is due."""
    found: list[Expected] = []
    for source in DeliverySource:
        rows = ExpectedDelivery.objects.filter(
            source=source, valid_from__lte=day, valid_until__gte=day
        )
        entry = rows.order_by("-pk").first()
        if entry is None:
            continue
        last = last_delivery(source)
        since = max(last, entry.valid_from - timedelta(days=1)) if last else entry.valid_from
        due = since + timedelta(days=entry.every_days)
        missing = day > due + timedelta(days=GRACE_DAYS - 1)
        found.append(Expected(source, source.label, entry.every_days, last, due, missing))
    return found


def last_delivery(source: str) -> date | None:
    """Return the day of the newest delivery of a source that was taken in."""
    rows = ReturnDelivery.objects.filter(
        source=source, kind=DeliveryKind.DELIVERY, state=DeliveryState.TAKEN
    )
    return rows.order_by("-delivered_on").values_list("delivered_on", flat=True).first()
