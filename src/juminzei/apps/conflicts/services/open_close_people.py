"""Opening people's data: close people are flagged, and where it is asked for, co-signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.conflicts.rules import closeness_rules
from juminzei.apps.conflicts.selectors.closeness import close_among
from juminzei.apps.conflicts.selectors.cosigns import cosigned
from juminzei.platform.audit import services as audit
from juminzei.platform.policy.closeness import ClosePersonError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def opened(actor: StaffMember, numbers: Collection[int], *, where: str, at: datetime) -> None:
    """Record each close person among ``numbers``, whether opened or refused.

    Raises:
        ClosePersonError: A co-sign is needed for one of them and is not there.
    """
    close = close_among(actor, numbers, at=at)
    if not close:
        return
    signed = cosigned(actor, list(close), at=at)
    missing = sorted(set(close) - set(signed)) if closeness_rules().cosign_needed else []
    for number in missing or sorted(close):
        said = "refused" if missing else "opened"
        audit.record(
            action=f"conflicts.close_person.{said}",
            actor=actor,
            at=at,
            subject_kind="addressee",
            subject_id=f"{number:010d}",
            details={
                "closeness": list(close[number]),
                "where": where,
                "cosign": signed.get(number),
            },
        )
    if missing:
        raise ClosePersonError(
            "利害関係のある人の記録は、上司の確認を受けてから開けます。"
            "申請の画面で、利用目的と理由を入れてください。",
            actor=actor,
            number=missing[0],
        )
