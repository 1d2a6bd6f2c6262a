"""Who receives a person's letters, as others are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.apps.correspondence.models import Arrangement


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom and where a person's letters about one tax go on a day.

    ``receiver`` is the addressee number of whoever receives them: the person, or who
    represents the person; ``address`` is always the receiver's. ``stopped`` says why
    nothing is sent and is empty where letters go out.
    """

    person: int
    person_name: str
    receiver: int
    name: str
    """The line on the envelope, without 様."""
    postcode: str
    address: str
    kind: str
    """A key of ``precedence.toml``; ``address`` where nothing was arranged."""
    why: str
    ceased_reason: str = ""
    """Why the register says that the receiver, or a dead person's own letter, needs a look."""
    stopped: str = ""

    @property
    def represented(self) -> bool:
        """Whether somebody else receives the letters."""
        return self.receiver != self.person


def address_text(arrangement: Arrangement) -> str:
    """Return the address as one line: address, building, 様方, country."""
    parts = (
        arrangement.address,
        arrangement.building,
        f"{arrangement.care_of}様方" if arrangement.care_of else "",
        arrangement.country,
    )
    return "　".join(part for part in parts if part)
