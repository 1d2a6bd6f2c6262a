"""Who is protected (支援措置) on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.addressees.models import ProtectedPerson

if TYPE_CHECKING:
    from datetime import date


def protected(on: date) -> set[int]:
    """Return the addressee numbers of all persons protected on the day; both ends count."""
    open_ended = Q(valid_until=None) | Q(valid_until__gte=on)
    found = ProtectedPerson.objects.filter(open_ended, valid_from__lte=on)
    return set(found.values_list("addressee_id", flat=True))


def is_protected(addressee_id: int, *, on: date) -> bool:
    """Say whether the person's address must be hidden on the day."""
    open_ended = Q(valid_until=None) | Q(valid_until__gte=on)
    return ProtectedPerson.objects.filter(
        open_ended, valid_from__lte=on, addressee_id=addressee_id
    ).exists()
