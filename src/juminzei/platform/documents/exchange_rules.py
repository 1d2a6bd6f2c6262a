"""The city's own days about what goes out and comes in; no law sets them."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from pydantic import BaseModel, Field


class ExchangeRules(BaseModel):
    """Settings about exchanges with others."""

    forwarding_days: int = Field(
        default=14,
        ge=1,
        le=90,
        description="Days from making up until what belongs elsewhere should have been sent; "
        "the law says without delay, so this number is an assumption",
    )
    forwarding_scans: bool = Field(
        default=True,
        description="Scans of a document go with it to the city that it belongs to; a scan may "
        "show a number that stands on the paper, as the paper itself would: an assumption",
    )
    exchange_alarm_days: int = Field(
        default=3,
        ge=1,
        le=90,
        description="Days after which what was sent or received and is not dealt with alarms",
    )
    letter_days: int = Field(
        default=14,
        ge=1,
        le=90,
        description="Days that a sender is given to send a corrected file, unless told otherwise",
    )


def exchange_rules() -> ExchangeRules:
    """Return the rules of this installation."""
    return cast("ExchangeRules", settings.CONFIGURATION)
