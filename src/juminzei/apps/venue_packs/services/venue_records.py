"""A venue's record of acts, appended to the city's: who looked at whom, there and then."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.venue_packs.models import Pack
from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

AT_ONCE = 200


def append_records(
    pack_id: int,
    records: Sequence[Mapping[str, Any]],
    staff: Mapping[str, StaffMember],
    *,
    at: datetime,
) -> None:
    """Append the acts of a venue, each once, under whoever did it and about whom it was.

    The city's own moment is that of merging; the venue's, its number and its digest stand in
    the details, so that the venue's chain can be told from the city's record.

    Args:
        pack_id: Which pack.
        records: Verified.
        staff: By staff number.
        at: When they are merged.
    """
    while True:
        with transaction.atomic():
            pack = Pack.objects.select_for_update().get(pk=pack_id)
            part = records[pack.records_taken : pack.records_taken + AT_ONCE]
            if not part:
                return
            for one in part:
                _append(pack, one, staff, at)
            pack.records_taken += len(part)
            pack.save(update_fields=["records_taken"])


def _append(
    pack: Pack, told: Mapping[str, Any], staff: Mapping[str, StaffMember], at: datetime
) -> None:
    content = json.loads(told["content"])
    member = staff.get(str(content.get("staff_number")))
    audit.record(
        action="venue_packs.act.appended",
        actor=member or pack.asked_by,
        at=at,
        subject_kind=content["subject_kind"],
        subject_id=content["subject_id"],
        terminal=f"会場（持出 {pack.pk}）",
        details={
            "pack": pack.pk,
            "act": content["action"],
            "done_at": content["recorded_at"],
            "sequence": told["sequence"],
            "digest": told["digest"],
            **({} if member else {"unattended": True}),
        },
    )
