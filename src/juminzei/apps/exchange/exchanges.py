"""What went to other municipalities and through the gate, for the one log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse

from juminzei.apps.exchange.models import ConsignmentStep, Direction, MediumStep, Passage, Step
from juminzei.platform.documents.exchanges import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet


ENDS = (Step.RECEIVED, Step.RETURNED)


def exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the consignments that were sent and the media that were carried.

    A consignment waits until the other municipality has said that it has it, or sent it back.
    Where it went is not told: it may tell where somebody lives.
    """
    yield from _consignments(_sent(since, until))
    yield from _media(since, until)


def open_exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the consignments of which nobody has said that they came, or came back."""
    ended = ConsignmentStep.objects.filter(consignment=OuterRef("consignment"), step__in=ENDS)
    yield from _consignments(_sent(since, until).exclude(Exists(ended)))


def _sent(since: datetime, until: datetime) -> QuerySet[ConsignmentStep]:
    return ConsignmentStep.objects.filter(
        step=Step.SENT, done_at__gte=since, done_at__lte=until
    ).select_related("consignment")


def _consignments(sent: QuerySet[ConsignmentStep]) -> Iterator[Exchange]:
    for step in sent.prefetch_related("consignment__steps", "consignment__documents"):
        one = step.consignment
        count = len(one.documents.all()) or 1
        ended = any(other.step in ENDS for other in one.steps.all())
        yield Exchange(
            at=step.done_at,
            direction="out",
            channel=step.get_way_display(),
            partner="他市区町村",
            what=f"{one.get_kind_display()} {one.pk}",
            told=None,
            count=count,
            done=count if ended else 0,
            waiting=0 if ended else count,
            page=reverse("consignment", args=[one.pk]),
        )


def _media(since: datetime, until: datetime) -> Iterator[Exchange]:
    carried = MediumStep.objects.filter(
        step=Passage.CARRIED, done_at__gte=since, done_at__lte=until
    )
    for passage in carried.select_related("medium"):
        medium = passage.medium
        yield Exchange(
            at=passage.done_at,
            direction="out" if medium.direction == Direction.OUT else "in",
            channel="電子記録媒体（受渡し）",
            partner=medium.partner,
            what=f"媒体 {medium.label}",
            told=None,
            count=medium.file_count,
            done=medium.file_count,
            waiting=0,
            page=reverse("medium", args=[medium.pk]),
        )
