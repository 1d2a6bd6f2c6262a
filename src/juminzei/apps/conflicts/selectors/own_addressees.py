"""Which addressees members of staff are, as far as two people said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.conflicts.models import Relation, StaffAddressee
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class OwnAddressees:
    """The addressees that a member is, and the relatives they told of."""

    own: frozenset[int]
    relatives: frozenset[int]


def own_addressees(member: StaffMember) -> OwnAddressees:
    """Return whom ``member`` is tied to today."""
    entries = _confirmed().filter(staff_member=member)
    newest = {
        (addressee, relation): holds
        for addressee, relation, holds in entries.values_list("addressee", "relation", "holds")
    }
    held = {
        relation: frozenset(
            number for (number, of), holds in newest.items() if holds and of == relation
        )
        for relation in Relation
    }
    return OwnAddressees(held[Relation.SELF], held[Relation.RELATIVE])


def staff_among(numbers: Collection[int]) -> frozenset[int]:
    """Return those of ``numbers`` who are members of staff."""
    entries = _confirmed().filter(addressee__in=numbers, relation=Relation.SELF)
    newest = {
        (addressee, member): holds
        for addressee, member, holds in entries.values_list("addressee", "staff_member", "holds")
    }
    return frozenset(number for (number, _), holds in newest.items() if holds)


def not_entered(on: date) -> int:
    """Return how many people in service nobody is known to be: they are close to nobody."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    serving = StaffMember.objects.filter(still, valid_from__lte=on, is_active=True)
    machines = serving.filter(grants__role__in=[Role.BATCH, Role.CLIENT])
    entered = _confirmed().filter(relation=Relation.SELF).values("staff_member")
    return serving.exclude(pk__in=machines.values("pk")).exclude(pk__in=entered).count()


def _confirmed() -> QuerySet[StaffAddressee]:
    """Return every confirmed entry, the newest last."""
    return StaffAddressee.objects.filter(decision__confirmed=True).order_by("pk")
