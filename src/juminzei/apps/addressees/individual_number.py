"""The one door from addressees to the vault: each person's own Individual Number.

The vault is another database, so no transaction covers both. The order is always:
numbers are sealed first, under addressee numbers that are already fixed (the register's
own, or reserved and committed beforehand), then the city's database commits. A crash
between the two leaves a sealed number under an addressee number that nobody bears yet.
That is harmless: nothing reads the vault but through an addressee, and whoever compares
numbers keeps only pairs of existing addressees. Repeating the import seals the same
places again, which replaces what lies there, and so repairs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.vault import linking, proposals
from juminzei.platform.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.vault.models import NumberLink, PairedDecision

    Existing = Callable[[Iterable[int]], list[int]]

OWN = vault.Place("addressee", "own")


class NoSuchNumberError(Exception):
    """Such an addressee bears no Individual Number."""


NUMBER_REFUSALS = (
    NoSuchNumberError,
    KeysetError,
    linking.LinkRefusedError,
    vault.NothingSealedError,
    vault.SealBrokenError,
)
"""What the vault refuses with; each says in Japanese what to do."""


def link_own_numbers(
    numbers: Mapping[int, IndividualNumber], *, reason: str, actor: StaffMember, at: datetime
) -> int:
    """Tie the numbers that a file tells; see :func:`juminzei.platform.vault.linking.link_all`."""
    return linking.link_all(OWN, numbers, reason=reason, actor=actor, at=at)


def forget_own_numbers(addressee_ids: Iterable[int]) -> int:
    """Take out what an interrupted import may have left under these addressee numbers."""
    return vault.forget(OWN, addressee_ids)


def bearers(number: IndividualNumber) -> list[int]:
    """Return the addressee numbers under which ``number`` lies, also of interrupted imports."""
    return vault.find(OWN, number)


def reveal_own_number(
    addressee: int, *, purpose: str, reason: str, actor: StaffMember, at: datetime
) -> IndividualNumber:
    """Open a person's number, on record; see :func:`juminzei.platform.vault.revealing.reveal`."""
    return vault.reveal(OWN, addressee, actor=actor, purpose=purpose, at=at, reason=reason)


def has_own_number(addressee: int) -> bool:
    """Return whether a number is tied to a person."""
    return linking.has_number(OWN, addressee)


def link_own_number(
    addressee: int,
    number: IndividualNumber,
    *,
    reason: str,
    actor: StaffMember,
    at: datetime,
    existing: Existing,
) -> None:
    """Tie a number to a person; see :func:`juminzei.platform.vault.linking.link`."""
    linking.link(OWN, addressee, number, reason=reason, actor=actor, at=at, existing=existing)


def unlink_own_number(addressee: int, *, reason: str, actor: StaffMember, at: datetime) -> None:
    """Take the number off a person."""
    linking.unlink(OWN, addressee, reason=reason, actor=actor, at=at)


def propose_own_number(
    addressee: int,
    number: IndividualNumber,
    *,
    reason: str,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Put a number aside for a second person to decide on."""
    proposals.propose(OWN, addressee, number, reason=reason, actor=actor, at=at)


def settle_own_number(
    addressee: int,
    number: IndividualNumber | None,
    *,
    actor: StaffMember,
    at: datetime,
    existing: Existing,
) -> None:
    """Tie the number put aside, or turn it down, as the second person."""
    proposals.settle(OWN, addressee, number, actor=actor, at=at, existing=existing)


def number_history(addressee: int) -> Sequence[NumberLink]:
    """Return who tied a number to a person or took it off, the newest first."""
    return linking.history(OWN, addressee)


def numbers_to_decide() -> Sequence[PairedDecision]:
    """Return the numbers that wait for a second person, the oldest first."""
    return proposals.waiting()
