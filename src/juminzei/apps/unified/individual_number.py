"""The one door from unified numbers to the vault.

A number that another system sends is sealed under that system's addressee, and lives nowhere
else; those of the tax's own addressees lie where addressees keep them. Nothing here opens a
number: who has the same one is found by its keyed hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.vault import linking
from juminzei.platform.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember

LOCAL = vault.Place("unified_local", "own")
ADDRESSEE = vault.Place("addressee", "own")

NUMBER_REFUSALS = (KeysetError,)
"""What the vault refuses with; each says in Japanese what to do."""


class Holders(NamedTuple):
    """Who has a number: keys of local addressees, and the tax's addressee numbers."""

    locals: list[int]
    addressees: list[int]


def holders(number: IndividualNumber) -> Holders:
    """Return who has ``number``, wherever it was told."""
    return Holders(vault.find(LOCAL, number), vault.find(ADDRESSEE, number))


def keep_number(local: int, number: IndividualNumber, *, actor: StaffMember, at: datetime) -> bool:
    """Seal what a system told of its addressee.

    Returns:
        Whether it lies there now; ``False`` if another number lies there, which stays.

    Raises:
        KeysetError: The keys cannot be used; nothing was sealed.
    """
    if linking.has_number(LOCAL, local):
        return local in vault.find(LOCAL, number)
    try:
        linking.link(LOCAL, local, number, reason="request", actor=actor, at=at, existing=_nobody)
    except linking.LinkRefusedError:  # another request was quicker
        return local in vault.find(LOCAL, number)
    return True


def has_number(local: int, addressee: int | None) -> bool:
    """Return whether a number is known of a local addressee."""
    place, subject = (LOCAL, local) if addressee is None else (ADDRESSEE, addressee)
    return linking.has_number(place, subject)


def equal_addressees() -> list[tuple[int, int]]:
    """Return pairs of the tax's addressees with one number, the lower first, in order."""
    pairs = vault.equal_pairs(ADDRESSEE, ADDRESSEE).tolist()
    return [(one, other) for one, other in pairs if one < other]


def equal_elsewhere() -> list[tuple[int, int]]:
    """Return which addressee of the tax and which local addressee have one number, in order."""
    return [(one, local) for one, local in vault.equal_pairs(ADDRESSEE, LOCAL).tolist()]


def _nobody(_subjects: Iterable[int]) -> list[int]:
    """Stand in no number's way: the same person's number lies under each of their systems."""
    return []
