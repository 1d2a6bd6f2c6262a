"""What a clerk looks for, as pages hand it on and sessions keep it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGITS = 10
"""An addressee number has ten digits."""

NARROWING = frozenset({"anywhere", "kind"})
"""What says how to look, and for nobody by itself."""


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a clerk looks for; empty terms do not narrow.

    ``number`` are the leading digits of the addressee number. ``kana`` and ``name`` are
    names of now or of earlier. ``anywhere`` finds them and ``address`` in the middle too.
    """

    number: str = ""
    kana: str = ""
    name: str = ""
    birth_on: date | None = None
    anywhere: bool = False
    address: str = ""
    corporate_number: str = ""
    kind: str = ""

    def stored(self) -> dict[str, object]:
        """Return the terms as a session keeps them on the server."""
        return {**asdict(self), "birth_on": self.birth_on and self.birth_on.isoformat()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Self:
        """Read what :meth:`stored` returned, by this version of the program or an earlier one."""
        born = stored.get("birth_on")
        texts = ("number", "kana", "name", "address", "corporate_number", "kind")
        return cls(
            **{name: stored.get(name, "") for name in texts},
            birth_on=date.fromisoformat(born) if born else None,
            anywhere=bool(stored["anywhere"]),
        )

    @property
    def kinds(self) -> list[str]:
        """Return which terms are given, without saying what they are (for the audit record)."""
        return [name for name, value in asdict(self).items() if value]

    @property
    def for_nobody(self) -> bool:
        """Whether nothing is given by which anybody could be found."""
        return not set(self.kinds) - NARROWING
