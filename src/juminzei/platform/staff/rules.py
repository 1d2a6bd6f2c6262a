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
    most_users: int = Field(
        default=100, ge=1, description="Users of the tax files at which officers are told"
    )
    staff_of_users: dict[str, list[str]] = Field(
        default={}, description="Staff numbers that a user of the operating system may act as"
    )
    sign_in_profile: Literal["assessment", "asvs"] = Field(
        default="assessment", description="Whether passwords expire (assessment) or not (asvs)"
    )
    password_length: int = Field(default=12, ge=8, le=64, description="Fewest characters")
    password_days: int = Field(default=90, ge=1, description="Days that a password is good for")
    second_factor: bool | None = Field(
        default=None, description="Whether a one-time password is asked for at sign-in"
    )
    address: str = Field(
        default="",
        pattern=r"^(https://[a-z0-9.-]+(:[0-9]+)?)?$",
        description="Where staff open the pages, as https://host; security keys are bound to it",
    )
    registered_terminals_only: bool = Field(
        default=False, description="Whether only approved terminals may open any page"
    )
    terminal_proof: Literal["key", "certificate", "either"] = Field(
        default="either", description="What a terminal is known by"
    )
    idle_minutes: int = Field(default=10, ge=1, description="Minutes after which a page locks")
    session_hours: int = Field(default=8, ge=1, le=24, description="Longest time signed in")
    visitor_minutes: int = Field(
        default=40,
        ge=5,
        le=240,
        description="Minutes that a visitor's code is good for",
    )
    acknowledgement: bool | None = Field(
        default=None, description="Whether staff confirm each month that all is recorded"
    )

    @property
    def training_needed(self) -> bool:
        """Whether a role is void without valid training."""
        return self._strict(self.training)

    @property
    def second_factor_needed(self) -> bool:
        """Whether nothing opens but the page that asks for a one-time password."""
        return self._strict(self.second_factor)

    @property
    def acknowledgement_needed(self) -> bool:
        """Whether staff confirm each month that what they do is recorded."""
        return self._strict(self.acknowledgement)

    @property
    def passwords_expire(self) -> bool:
        """Whether a password is good for ``password_days`` only."""
        return self.sign_in_profile == "assessment"

    def deviations(self) -> list[str]:
        """Return where the settings are weaker than the assessment (特定個人情報保護評価) says."""
        found = {
            "パスワードの有効期限なし（asvs。漏えい時だけ変更する方式）": not self.passwords_expire,
            "第二要素（ワンタイムパスワード）なし": not self.second_factor_needed,
            "端末の登録の確認なし": not self.registered_terminals_only,
            "研修の有効期限による役割の停止なし": not self.training_needed,
        }
        return [text for text, weaker in found.items() if weaker]

    def _strict(self, given: bool | None) -> bool:  # noqa: FBT001 - a setting as it was given
        return self.profile == "production" if given is None else given


def rules() -> StaffRules:
    """Return the rules of this installation."""
    return cast("StaffRules", settings.CONFIGURATION)
