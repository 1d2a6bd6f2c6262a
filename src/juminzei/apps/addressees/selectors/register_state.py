"""How far the files of the resident register have been applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import RegisterFile

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class RegisterState:
    """The last file applied: its 連番, and the day whose evening it tells of."""

    sequence: int
    processed_on: date


def register_state() -> RegisterState | None:
    """Return the last file of the register that was applied; None before the first."""
    last = RegisterFile.objects.order_by("-sequence").first()
    return None if last is None else RegisterState(last.sequence, last.processed_on)
