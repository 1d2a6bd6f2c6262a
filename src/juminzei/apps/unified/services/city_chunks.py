"""A chunk of the city: many people numbered with four statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum

from juminzei.apps.addressees.api import BasicInformation, basic_information
from juminzei.apps.unified.models import (
    BasicVersion,
    LinkAct,
    LinkEvent,
    LinkReason,
    LocalAddressee,
    UnifiedPerson,
)
from juminzei.apps.unified.services.serials import one_at_a_time
from juminzei.apps.unified.systems import TAX
from juminzei.base.numbers import unified_number
from juminzei.platform.jobs.models import Chunk
from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.apps.unified.services.unnumbered import Unnumbered
    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.storage.bulk import Column

TOLD = ("name", "kana", "birth_on", "sex", "postcode", "address")
KEYS = ("name_key", "kana_key", "address_key")


def people_of(chunk: Chunk, waiting: Unnumbered) -> list[BasicInformation]:
    """Return who is numbered in ``chunk``; nobody of whom the rules must be asked."""
    wanted = set(waiting.many)
    people = basic_information(chunk.first, chunk.last)
    return [one for one in people if one.number in wanted]


def number_chunk(
    chunk: Chunk,
    people: Sequence[BasicInformation],
    *,
    first: int,
    actor: StaffMember,
    at: datetime,
) -> dict[str, int]:
    """Number ``people``, in the chunk's transaction, with the serials set aside for it."""
    one_at_a_time()
    since = _entered(chunk)  # whoever asked for a number while the city was being numbered
    people = [one for one in people if one.number not in since][: chunk.size]
    before = Chunk.objects.filter(job_id=chunk.job_id, number__lt=chunk.number)
    start = first + (before.aggregate(sum=Sum("size"))["sum"] or 0)
    numbers = [unified_number.number(start + place) for place in range(len(people))]
    if not people:
        return {"numbered": 0}
    _enter_people(people, numbers, at)
    _enter_ties(people, numbers, actor, at)
    return {"numbered": len(people)}


def _entered(chunk: Chunk) -> set[int]:
    span = (f"{chunk.first:015d}", f"{chunk.last:015d}")
    rows = LocalAddressee.objects.filter(system=TAX, local_number__range=span)
    return {int(text) for text in rows.values_list("local_number", flat=True)}


def _enter_people(people: Sequence[BasicInformation], numbers: Sequence[int], at: datetime) -> None:
    told: dict[str, Column] = {name: [getattr(one, name) for one in people] for name in TOLD}
    source: dict[str, Column] = {
        "source": Same(TAX),
        "source_version": [one.version for one in people],
    }
    keys: dict[str, Column] = {name: [getattr(one, name) for one in people] for name in KEYS}
    bulk_insert(
        UnifiedPerson, {"number": numbers, "numbered_at": Same(at), **source, **told, **keys}
    )
    bulk_insert(
        BasicVersion,
        {
            "person_id": numbers,
            "version": Same(1),
            "on": Same(at.date()),
            "recorded_at": Same(at),
            **source,
            **told,
        },
    )


def _enter_ties(
    people: Sequence[BasicInformation],
    numbers: Sequence[int],
    actor: StaffMember,
    at: datetime,
) -> None:
    keys = reserve_ids(LocalAddressee, len(people))
    bulk_insert(
        LocalAddressee,
        {
            "id": keys,
            "system": Same(TAX),
            "local_number": [f"{one.number:015d}" for one in people],
            "person_id": numbers,
            "linked_on": Same(at.date()),
            "entered_at": Same(at),
        },
    )
    bulk_insert(
        LinkEvent,
        {
            "local_id": keys,
            "person_id": numbers,
            "act": Same(LinkAct.LINKED.value),
            "on": Same(at.date()),
            "recorded_at": Same(at),
            "reason": Same(LinkReason.NUMBERED.value),
            "staff_number": Same(actor.staff_number),
            "staff_name": Same(actor.name),
        },
    )
