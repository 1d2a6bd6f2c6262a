"""Which numbers were one person's at a moment, by the record of merges and separations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.merging.models import Merge

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def in_force(known_at: datetime | None = None) -> QuerySet[Merge]:
    """Return the merges that hold, now or at the moment ``known_at``."""
    if known_at is None:
        return Merge.objects.filter(separation=None)
    undone_later = Q(separation=None) | Q(separation__decided_at__gt=known_at)
    return Merge.objects.filter(undone_later, decided_at__lte=known_at)


def known_survivor(number: int, known_at: datetime | None = None) -> int:
    """Return the number that stood for the person of ``number``."""
    into = _into(number, known_at)
    while into is not None:
        number, into = into, _into(into, known_at)
    return number


def known_cluster(number: int, known_at: datetime | None = None) -> list[int]:
    """Return all numbers of the person of ``number``, the survivor first, the others in order."""
    first = known_survivor(number, known_at)
    found, level = [first], [first]
    while level:
        below = in_force(known_at).filter(survivor__in=level)
        level = list(below.values_list("merged_away", flat=True))
        found += level
    return [first, *sorted(found[1:])]


def _into(number: int, known_at: datetime | None) -> int | None:
    found = in_force(known_at).filter(merged_away=number)
    return found.values_list("survivor", flat=True).first()
