"""A clerk's word on who a stated relative is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import known_numbers, survivor
from juminzei.apps.assessment.api import Resolution, StatedRelative, settle_relatives
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

ELSEWHERE = (Resolution.OUTSIDE.value, Resolution.ABROAD.value)


def decide_relative(
    *, relative_id: int, number: int | None, resolution: str, actor: StaffMember, at: datetime
) -> None:
    """Say who a relative is, or that it is somebody outside the city or abroad.

    Args:
        relative_id: The stated relative.
        number: The addressee number of somebody known here; none of somebody elsewhere.
        resolution: ``clerk`` with a number, ``outside`` or ``abroad`` without.
        actor: Who decides; needs ``match.decide`` or, of somebody elsewhere, ``match.run``.
        at: When.

    Raises:
        CrosschecksRefusedError: There is no such relative or person, or both or nothing is said.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    if (number is None) != (resolution in ELSEWHERE):
        raise CrosschecksRefusedError("宛名番号か、市外・国外のどちらか一方を選んでください。")
    if not StatedRelative.objects.filter(pk=relative_id).exists():
        raise CrosschecksRefusedError("この親族の記載はありません。一覧を読み直してください。")
    if number is not None and not known_numbers([number]):
        raise CrosschecksRefusedError("この宛名番号の人はいません。番号を確かめてください。")
    told = (survivor(number), Resolution.CLERK.value) if number is not None else (None, resolution)
    settle_relatives({relative_id: told}, actor=actor, at=at)
