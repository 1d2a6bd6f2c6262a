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
    """Enter a clerk, a supervisor and a privacy officer, and note how they sign in.

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
