"""How far the resident register has been read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import Addressee, RegisterFile

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class RegisterState:
    """The newest file applied, none at first, and how many addressees there are."""

    sequence: int | None
    processed_on: date | None
    addressees: int


def register_state() -> RegisterState:
    """Return how far the register has been read."""
    newest = RegisterFile.objects.order_by("-sequence").first()
    return RegisterState(
        sequence=newest.sequence if newest else None,
        processed_on=newest.processed_on if newest else None,
        addressees=Addressee.objects.count(),
    )
