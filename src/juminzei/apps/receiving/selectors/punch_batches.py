"""Batches lent to the contractor: which are out, which are held, which are back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from juminzei.apps.receiving.models import PunchBatch, PunchReturn

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def punch_batches() -> QuerySet[Any]:
    """Return every batch, whether it was counted on its return, and whether that agreed."""
    counted = PunchReturn.objects.filter(batch=OuterRef("pk"))
    return PunchBatch.objects.select_related("lent_by").annotate(
        counted=Exists(counted), agreed=Exists(counted.filter(agrees=True))
    )


def troubled_batches(on: date) -> QuerySet[Any]:
    """Return the batches whose counts did not agree, or that are late."""
    return punch_batches().filter(Q(counted=True) | Q(due_on__lt=on), agreed=False)


def late_batches(on: date) -> QuerySet[Any]:
    """Return the batches that are not back, or not as lent, after the day agreed on."""
    return punch_batches().filter(agreed=False, due_on__lt=on)
