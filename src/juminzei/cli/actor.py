"""On whose behalf a command acts."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def actor(at: datetime) -> StaffMember:
    """Return the staff member whom ``JUMINZEI_STAFF`` names, or the built-in batch member.

    On a laptop the number is believed. In production the user of the operating system,
    who has signed in to the server, must be one that may act under it.

    Args:
        at: When the command runs, in Japan's time.

    Raises:
        UsageError: Nobody has that staff number, or this user may not act under it.
    """
    from django.conf import settings

    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.staff.rules import rules
    from juminzei.platform.staff.services import batch_member

    number = settings.CONFIGURATION.staff
    if not number:
        return batch_member(at)
    try:
        member = StaffMember.objects.get(staff_number=number)
    except StaffMember.DoesNotExist:
        raise UsageError(
            f"JUMINZEI_STAFF={number}: 職員番号が登録されていません。番号を確かめてください。"
        ) from None
    user = system_user()
    if rules().profile == "production" and number not in rules().staff_of_users.get(user, []):
        raise UsageError(
            f"JUMINZEI_STAFF={number}: OS の利用者 {user} は、この職員番号では操作できません。"
            f'JUMINZEI_STAFF_OF_USERS（例：{{"{user}": ["{number}"]}}）で対応を登録してください。'
        )
    return member


def named_actor(at: datetime) -> StaffMember:
    """Return the member whom ``JUMINZEI_STAFF`` names; acts about staff are somebody's.

    Raises:
        UsageError: No number is given, or not one to act under.
    """
    from django.conf import settings

    if not settings.CONFIGURATION.staff:
        raise UsageError(
            "誰が行うのかを JUMINZEI_STAFF（職員番号）で指定してください。記録されます。"
        )
    return actor(at)


def system_user() -> str:
    """Return the name of the user of the operating system that runs this."""
    return pwd.getpwuid(os.getuid()).pw_name
