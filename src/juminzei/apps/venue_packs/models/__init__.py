"""Packs, who is in them, what came back."""

from juminzei.apps.venue_packs.models.brought_back import (
    BroughtReturn,
    Outcome,
    SealedNumber,
)
from juminzei.apps.venue_packs.models.pack import (
    OUT,
    Pack,
    PackedPerson,
    PackState,
    PackStep,
    Selection,
)

__all__ = [
    "OUT",
    "BroughtReturn",
    "Outcome",
    "Pack",
    "PackState",
    "PackStep",
    "PackedPerson",
    "SealedNumber",
    "Selection",
]
