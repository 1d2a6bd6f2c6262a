"""The newest version of what was arranged, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from juminzei.apps.correspondence.models import Arrangement

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def newest() -> QuerySet[Arrangement]:
    """Return the newest version of every entry."""
    later = Arrangement.objects.filter(
        addressee_id=OuterRef("addressee_id"),
        entry=OuterRef("entry"),
        version__gt=OuterRef("version"),
    )
    return Arrangement.objects.filter(~Exists(later))


def in_force(on: date) -> QuerySet[Arrangement]:
    """Return what is in force on the day; first and last day count."""
    return newest().filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)


def arranged_for(*addressee_numbers: int) -> list[Arrangement]:
    """Return every version of every entry under a person's numbers, the newest entry first."""
    found = Arrangement.objects.filter(addressee_id__in=addressee_numbers)
    return list(
        found.select_related("connected", "recorded_by").order_by(
            "-valid_from", "addressee_id", "-entry", "-version"
        )
    )


def stopped_now(on: date) -> int:
    """Return for how many people something is not sent on the day."""
    stops = in_force(on).filter(kind="sending_stop")
    return stops.values("addressee_id").distinct().count()
