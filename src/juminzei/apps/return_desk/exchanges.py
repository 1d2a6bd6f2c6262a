"""What left the desk, for the one log: lots for the tax office, and who was told to go elsewhere.

Of people who declare elsewhere (評価書 R-3.2.3) nothing is kept and nothing is sent: one line a day
and venue says how many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.urls import reverse

from juminzei.apps.return_desk.models import LotState, LotStep, Referral
from juminzei.platform.documents.exchanges import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

WAITING = (LotState.MADE, LotState.SENT)
"""Made, and the tax office has not said that it has it."""


def exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the lots that were made, and how many were told on each day at each venue."""
    yield from _lots(_made(since, until))
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


def open_exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the lots of which the tax office has not said that it has them."""
    yield from _lots(_made(since, until).filter(lot__state__in=WAITING))


def _made(since: datetime, until: datetime) -> QuerySet[LotStep]:
    made = LotStep.objects.filter(state=LotState.MADE, done_at__gte=since, done_at__lte=until)
    return made.exclude(lot__state=LotState.WITHDRAWN).select_related("lot")


def _lots(made: QuerySet[LotStep]) -> Iterator[Exchange]:
    for step in made:
        lot = step.lot
        waits = lot.state in WAITING
        yield Exchange(
            at=step.done_at,
            direction="out",
            channel="電子記録媒体（受渡し）",
            partner=lot.tax_office,
            what=f"確定申告書の引継ぎ {lot.pk}（{lot.get_state_display()}）",
            told=None,
            count=lot.count,
            done=0 if waits else lot.count,
            waiting=lot.count if waits else 0,
            page=reverse("desk_lot", args=[lot.pk]),
            due_on=lot.due_on,
        )
