"""Returns that were sent on, for the one log of everything sent and received.

Deliveries that came stand in the delivery register, from where they are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.urls import reverse

from juminzei.apps.national_returns.models import ForwardingAct, ForwardingStep
from juminzei.platform.documents.exchanges import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


def exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the deliveries of returns that went to other municipalities."""
    sent = ForwardingStep.objects.filter(
        act=ForwardingAct.SENT, done_at__gte=since, done_at__lte=until
    )
    for row in sent.values("delivery_id").annotate(count=Count("pk"), at=Min("done_at")):
        yield Exchange(
            at=row["at"],
            direction="out",
            channel="団体間回送",
            partner="他市区町村",
            what=f"確定申告書の回送 {row['delivery_id']}",
            told=None,
            count=row["count"],
            done=row["count"],
            waiting=0,
            page=reverse("national_forwarding"),
        )


def open_exchanges(since: datetime, until: datetime) -> Iterable[Exchange]:
    """Return nothing: what was sent is erased here in the same act, and nobody answers."""
    del since, until
    return ()
