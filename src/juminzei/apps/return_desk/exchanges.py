"""People who were told that their return belongs elsewhere, for the one log (評価書 R-3.2.3).

Nothing of theirs is kept and nothing is sent: one line a day and venue says how many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.urls import reverse

from juminzei.apps.return_desk.models import Referral
from juminzei.platform.documents.exchanges import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


def exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield how many were told on each day at each venue."""
    told = Referral.objects.filter(referred_at__gte=since, referred_at__lte=until)
    days = told.order_by().values("venue_day").annotate(many=Count("pk"), last=Max("referred_at"))
    for day in days:
        yield Exchange(
            at=day["last"],
            direction="out",
            channel="窓口",
            partner="他市区町村・税務署",
            what="管轄外の案内",
            told=None,
            count=day["many"],
            done=day["many"],
            waiting=0,
            page=reverse("desk_referrals"),
        )


def open_exchanges(since: datetime, until: datetime) -> Iterable[Exchange]:
    """Return nothing: whoever was told took the return along."""
    del since, until
    return ()
