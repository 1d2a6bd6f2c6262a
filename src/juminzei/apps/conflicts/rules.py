"""The installation's rules about people whom a member of staff is close to."""

from __future__ import annotations

from typing import Literal, cast

from django.conf import settings
from pydantic import BaseModel, Field


class ClosenessRules(BaseModel):
    """Settings about closeness. The mode that is not set is strict in production."""

    profile: Literal["laptop", "production"] = "laptop"
    closeness: Literal["cosign", "flag"] | None = Field(
        default=None, description="Whether a close person opens with a co-sign, or is only flagged"
    )
    closeness_years: int = Field(
        default=2, ge=0, le=50, description="Years for which a common household makes close"
    )
    closeness_dwelling: int = Field(
        default=12, ge=0, description="Most persons at an address for neighbours to count as close"
    )
    cosign_minutes: int = Field(
        default=60, ge=1, le=1440, description="Minutes for which a supervisor's co-sign opens"
    )

    @property
    def cosign_needed(self) -> bool:
        """Whether a close person's pages open with a supervisor's co-sign only."""
        return (
            self.closeness or ("cosign" if self.profile == "production" else "flag")
        ) == "cosign"


def closeness_rules() -> ClosenessRules:
    """Return the rules of this installation."""
    return cast("ClosenessRules", settings.CONFIGURATION)
