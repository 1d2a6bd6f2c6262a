"""The made-up staff of the demo, with passwords of this demo's own."""

from __future__ import annotations

import os
import secrets
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CLERK, SUPERVISOR, OFFICER = "1001", "1002", "1003"
IN_SERVICE_SINCE = date(2025, 4, 1)


def add_demo_staff(file: Path) -> list[tuple[str, str, str]]:
    """Enter whom two-person acts and each kind of page need, and note how they sign in.

    Args:
        file: Where the numbers and passwords are written, readable by its owner only.

    Returns:
        Staff number, what they are, password; one a member.
    """
    from juminzei.platform.staff.policy import Role
    from juminzei.platform.staff.services import add_member

    members = [
        (CLERK, "課税 花子", "税務課", Role.TAX_CLERK),
        (SUPERVISOR, "係長 太郎", "税務課", Role.TAX_SUPERVISOR),
        (OFFICER, "保護 次郎", "総務課", Role.PRIVACY_OFFICER),
        ("1004", "市民 三郎", "税務課", Role.TAX_CLERK),
        ("1005", "管理 四郎", "情報政策課", Role.ADMINISTRATOR),
        ("1006", "管理 五月", "情報政策課", Role.ADMINISTRATOR),
        ("1007", "監査 六花", "監査委員事務局", Role.AUDITOR),
    ]
    users = []
    for number, name, department, role in members:
        password = secrets.token_urlsafe(9)
        add_member(
            staff_number=number,
            name=name,
            department=department,
            roles=[role],
            valid_from=IN_SERVICE_SINCE,
            password=password,
        )
        users.append((number, str(role.label), password))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as notes:
        notes.writelines("\t".join(user) + "\n" for user in users)
    return users
