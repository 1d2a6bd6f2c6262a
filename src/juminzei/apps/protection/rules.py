"""The installation's rules about protection: how long, and what happens at the end."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from pydantic import BaseModel, Field


class ProtectionRules(BaseModel):
    """Settings about protected persons.

    A year, and applications for extension from a month before its end, are what the
    ministry's guidance to resident registers is understood to say (住民基本台帳事務処理要領
    第6の10). Its text was not seen: they are assumptions.
    """

    protection_months: int = Field(
        default=12, ge=1, le=60, description="Months that a protection lasts if nothing is said"
    )
    protection_confirm_days: int = Field(
        default=7, ge=1, le=31, description="Days in which a temporary protection is decided on"
    )
    protection_stays_hidden: bool = Field(
        default=True, description="Whether an address stays hidden until two people end it"
    )


def rules() -> ProtectionRules:
    """Return the rules of this installation."""
    return cast("ProtectionRules", settings.CONFIGURATION)
