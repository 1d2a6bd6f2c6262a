"""What the tax office was told of returns, and what it was not told yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, Max, OuterRef

from juminzei.apps.return_desk.models import LotItem, LotItemKind, ReturnKind, ReturnState
from juminzei.apps.return_desk.selectors.returns import returns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from juminzei.apps.return_desk.models import DeskReturn


def untold() -> QuerySet[DeskReturn]:
    """Return the finished national returns that no lot has told."""
    told = LotItem.objects.filter(desk_return=OuterRef("pk"), live=True)
    done = returns().filter(kind=ReturnKind.NATIONAL, state=ReturnState.DONE)
    return done.exclude(Exists(told))


def changed() -> QuerySet[DeskReturn]:
    """Return the returns that were told and stand otherwise now."""
    told = (
        LotItem.objects.filter(desk_return=OuterRef("pk"), live=True)
        .order_by()
        .values("desk_return")
        .annotate(last=Max("version"))
        .values("last")
    )
    later = returns().annotate(told=told).filter(versions__gt=F("told"))
    gone = LotItem.objects.filter(
        desk_return=OuterRef("pk"),
        live=True,
        version=OuterRef("told"),
        kind=LotItemKind.CANCELLED,
    )
    return later.exclude(Exists(gone), state=ReturnState.CANCELLED)


def waiting_for_a_lot(before: date) -> int:
    """Return how many finished or changed returns no lot has told yet.

    Args:
        before: Those finished on this day and later are not counted.
    """
    return untold().filter(finished_on__lt=before).count() + changed().count()


def newest_told(keys: Iterable[int]) -> dict[int, LotItem]:
    """Return what the tax office was told last of each return."""
    items = LotItem.objects.filter(desk_return__in=list(keys), live=True)
    rows = items.select_related("lot").order_by("version", "pk")
    return {item.desk_return_id: item for item in rows}
