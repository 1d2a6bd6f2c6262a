"""The installation's rules about staff: what is asked of them, and how strictly."""

from __future__ import annotations

from typing import Literal, cast

from django.conf import settings
from pydantic import BaseModel, Field


class StaffRules(BaseModel):
    """Settings about staff. What is not set is strict in production, easy on a laptop."""

    profile: Literal["laptop", "production"] = "laptop"
    training: bool | None = Field(
        default=None, description="Whether a role is void without valid training"
    )
    most_administrators: int = Field(default=5, ge=2, description="Administrators at one time")
    staff_of_users: dict[str, list[str]] = Field(
        default={}, description="Staff numbers that a user of the operating system may act as"
    )

    @property
    def training_needed(self) -> bool:
        """Whether a role is void without valid training."""
        return self._strict(self.training)

    def _strict(self, given: bool | None) -> bool:  # noqa: FBT001 - a setting as it was given
        return self.profile == "production" if given is None else given


def rules() -> StaffRules:
    """Return the rules of this installation."""
    return cast("StaffRules", settings.CONFIGURATION)
