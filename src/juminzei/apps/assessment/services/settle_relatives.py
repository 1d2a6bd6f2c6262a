"""Who the relatives are that documents name, as others found out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import Resolution, StatedRelative
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

AT_A_TIME = 2_000


@transaction.atomic
def settle_relatives(
    found: Mapping[int, tuple[int | None, str]], *, actor: StaffMember, at: datetime
) -> int:
    """Write down who stated relatives are; what a clerk found stays.

    Args:
        found: By key of the stated relative: the addressee number, if it is somebody known
            here, and how that was found (a value of ``Resolution``).
        actor: Who is answerable; needs ``match.decide`` or ``match.run``.
        at: When.

    Returns:
        How many changed.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    by_clerk = any(resolution == Resolution.CLERK for _number, resolution in found.values())
    require(actor, "match.decide" if by_clerk else "match.run", on=at.date())
    changed = 0
    keys = sorted(found)
    for first in range(0, len(keys), AT_A_TIME):
        rows = StatedRelative.objects.select_for_update().filter(
            pk__in=keys[first : first + AT_A_TIME]
        )
        known = rows.values_list("pk", "addressee_id", "resolution")
        other = [
            StatedRelative(pk=key, addressee_id=found[key][0], resolution=found[key][1])
            for key, number, resolution in known
            if _news((number, resolution), found[key], by_clerk=by_clerk)
        ]
        StatedRelative.objects.bulk_update(other, ["addressee", "resolution"])
        changed += len(other)
    audit.record(
        action="assessment.relatives.settled",
        actor=actor,
        at=at,
        details={"asked": len(found), "changed": changed, "by_clerk": by_clerk},
    )
    return changed


def _news(before: tuple[int | None, str], after: tuple[int | None, str], *, by_clerk: bool) -> bool:
    """Return whether what was found says anything new, and may."""
    return before != after and (by_clerk or before[1] != Resolution.CLERK)
