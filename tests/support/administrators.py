"""Two administrators, as an installation begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.platform.staff.membership import enter_member, found_administrators
from support.moments import START

if TYPE_CHECKING:
    import pytest

    from juminzei.platform.staff.models import StaffMember

FIRST = ("9001", "管理 一子", "情報政策課")
SECOND = ("9002", "管理 二郎", "情報政策課")
TODAY = START.date()


def administrators() -> tuple[StaffMember, StaffMember]:
    """Return the two administrators of a new installation."""
    one, other = found_administrators([FIRST, SECOND], at=START)
    return one, other


def entered(actor: StaffMember, number: str = "2001", name: str = "課税 花子") -> StaffMember:
    """Return a person whom ``actor`` entered, in service from :data:`TODAY` on."""
    return enter_member(
        staff_number=number,
        name=name,
        department="税務課",
        valid_from=TODAY,
        actor=actor,
        at=START,
    )


def set_rules(patch: pytest.MonkeyPatch, **rules: object) -> None:
    """Let the installation have these settings for one test."""
    configuration = settings.CONFIGURATION.model_copy(update=rules)
    patch.setattr(settings, "CONFIGURATION", configuration)
