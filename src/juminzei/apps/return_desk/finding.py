"""What a check of a return finds: an error, or a warning that a clerk may confirm."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

SIGNS = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``box`` is the id of the field it is about, empty for the whole."""

    check: str
    text: str
    remedy: str
    grave: bool = False
    """An error: the return is not finished with it. Otherwise a warning."""
    box: str = ""

    @property
    def key(self) -> str:
        """By which a clerk's answer is kept; what is found anew, and otherwise, has another."""
        about = hashlib.sha256(f"{self.box}{self.text}".encode()).hexdigest()[:SIGNS]
        return f"{self.check}:{about}"
