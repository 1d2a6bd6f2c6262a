"""Numbers that are one person's: the survivor, which stands for all, and the merged-away."""

from __future__ import annotations

from juminzei.apps.addressees.models import Addressee
from juminzei.platform.storage.transaction_locks import have_alone, share

LOCK = 0x6174656E61
"""Number of PostgreSQL's advisory lock under which numbers are brought together ("atena")."""


def hold_clusters() -> None:
    """Let no merge or separation happen until this transaction ends; many may hold at once.

    Whoever writes rows under the number that stands for a person calls it first.
    """
    share(LOCK)


def change_clusters() -> None:
    """Wait until nobody relies on the clusters any more, and keep others from doing so."""
    have_alone(LOCK)


def merged_into() -> dict[int, int]:
    """Return, for every merged-away number, the one into which it was merged."""
    merged = Addressee.objects.exclude(merged_into=None).order_by("pk")
    pairs = merged.values_list("pk", "merged_into")
    return {number: into for number, into in pairs if into is not None}


def survivors() -> dict[int, int]:
    """Return, for every merged-away number, the one that stands for the person now."""
    into = merged_into()
    found = {}
    for number, next_one in into.items():
        last = next_one
        while last in into:
            last = into[last]
        found[number] = last
    return found


def survivor(number: int) -> int:
    """Return the number that stands for the person of ``number``: itself, if it is not merged."""
    into = _into(number)
    while into is not None:
        number, into = into, _into(into)
    return number


def cluster(number: int) -> list[int]:
    """Return all numbers of the person of ``number``, the survivor first, the others in order."""
    return subtree(survivor(number))


def subtree(number: int) -> list[int]:
    """Return a number and all that were merged into it, directly or by way of others."""
    found, level = [number], [number]
    while level:
        below = Addressee.objects.filter(merged_into__in=level).order_by("pk")
        level = list(below.values_list("pk", flat=True))
        found += level
    return [number, *sorted(found[1:])]


def _into(number: int) -> int | None:
    found = Addressee.objects.filter(pk=number).values_list("merged_into", flat=True)
    return found.first()
