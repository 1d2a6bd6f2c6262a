"""The address that security keys are bound to, so that no other site can ask them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from juminzei.platform.staff.rules import rules

LAPTOP = "localhost"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """A host, and the one origin of its pages; on a laptop any port of ``localhost``."""

    host: str
    origin: str

    def is_ours(self, origin: str) -> bool:
        """Return whether a browser that shows our pages tells this origin."""
        if self.origin:
            return origin == self.origin
        try:
            parts = urlsplit(origin)
            _a_number = parts.port
        except ValueError:
            return False
        return parts.scheme == "http" and parts.hostname == LAPTOP


def relying_party() -> RelyingParty | None:
    """Return what keys are bound to; nothing where no address is set, but on a laptop."""
    address = rules().address
    if address:
        return RelyingParty(urlsplit(address).hostname or "", address)
    return RelyingParty(LAPTOP, "") if rules().profile == "laptop" else None
