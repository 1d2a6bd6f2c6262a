"""The installation's limits, as its settings name them."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from pydantic import BaseModel, Field


class LimitRules(BaseModel):
    """Settings about how much is too much."""

    sign_ins_per_minute: int = Field(
        default=20, ge=1, description="Tries to sign in from one address"
    )
    searches_per_minute: int = Field(default=120, ge=1, description="Searches by one member")
    calls_per_minute: int = Field(
        default=1_200, ge=1, description="Calls of the interface from one address"
    )
    persons_per_hour: int = Field(
        default=200, ge=1, description="Persons whom one member may look at"
    )


def limit_rules() -> LimitRules:
    """Return the rules of this installation."""
    return cast("LimitRules", settings.CONFIGURATION)
