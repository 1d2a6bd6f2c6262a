"""On whose behalf a command acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def actor(at: datetime) -> StaffMember:
    """Return the staff member whom ``JUMINZEI_STAFF`` names, or the built-in batch member.

    Args:
        at: When the command runs, in Japan's time.

    Raises:
        UsageError: Nobody has that staff number.
    """
    from django.conf import settings

    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.staff.services import batch_member

    number = settings.CONFIGURATION.staff
    if not number:
        return batch_member(at)
    try:
        return StaffMember.objects.get(staff_number=number)
    except StaffMember.DoesNotExist:
        raise UsageError(
            f"JUMINZEI_STAFF={number}: 職員番号が登録されていません。番号を確かめてください。"
        ) from None
