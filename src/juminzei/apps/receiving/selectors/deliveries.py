"""Deliveries: what was done with them, and what of them waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from juminzei.apps.receiving.models import OPEN, DeliveredFile, Delivery, DeliveryStep, Step
from juminzei.platform.documents.channel import Channel

if TYPE_CHECKING:
    from django.db.models import QuerySet


def must_be_confirmed(delivery: Delivery) -> bool:
    """Return whether a second person must confirm before anything is read."""
    return delivery.channel == Channel.MEDIUM


def steps_of(delivery: Delivery) -> set[str]:
    """Return what has been done with a delivery as a whole."""
    return set(delivery.steps.values_list("step", flat=True))


def open_files(delivery: Delivery) -> QuerySet[DeliveredFile]:
    """Return the files of a delivery that have not found their place."""
    return delivery.files.filter(state__in=OPEN)


def deliveries() -> QuerySet[Any]:
    """Return every delivery with its counts and whether it is confirmed and closed."""
    waiting = Q(files__state__in=OPEN)
    return Delivery.objects.select_related("received_by").annotate(
        file_count=Count("files"),
        open_count=Count("files", filter=waiting),
        row_count=Sum("files__received_rows", default=0),
        confirmed=_done(Step.CONFIRMED),
        turned_down=_done(Step.TURNED_DOWN),
        closed=_done(Step.CLOSED),
    )


def unconfirmed() -> QuerySet[Delivery]:
    """Return the media that wait for the second person."""
    over = DeliveryStep.objects.exclude(step__in=[Step.RETURNED, Step.EMPTIED])
    return Delivery.objects.filter(channel=Channel.MEDIUM).exclude(pk__in=over.values("delivery"))


def _done(step: Step) -> Exists:
    return Exists(DeliveryStep.objects.filter(delivery=OuterRef("pk"), step=step))
