"""The installation's rules about receiving."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from pydantic import BaseModel, Field


class ReceivingRules(BaseModel):
    """Settings about receiving."""

    receiving_largest_mb: int = Field(
        default=512, ge=1, description="Megabytes that a file or folder may have"
    )
    receiving_alarm_hours: int = Field(
        default=24, ge=1, description="Hours after which what was received and not taken in alarms"
    )
    low_pay_threshold: int = Field(
        default=930_000,
        ge=0,
        description="Yen a year up to which 普C (pay too low to withhold from) is plausible; "
        "cities differ (930,000, 965,000 and 1,000,000 were seen), so this is an assumption",
    )


def receiving_rules() -> ReceivingRules:
    """Return the rules of this installation."""
    return cast("ReceivingRules", settings.CONFIGURATION)


def most_bytes() -> int:
    """Return how many bytes a file or folder may have."""
    return receiving_rules().receiving_largest_mb * 1_000_000
