"""Whom a notice is sent to: the block that shows in the envelope's window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """Name and address as drawn; both already checked against the font.

    ``postcode`` is seven digits or empty, ``honorific`` 様 for people and 御中 for bodies.
    """

    postcode: str
    address: str
    name: str
    honorific: str = "様"

    @property
    def sorting_key(self) -> tuple[str, str]:
        """Postcode, then address: the order in which the post wants letters (empty last)."""
        return (self.postcode or "9999999", self.address)
