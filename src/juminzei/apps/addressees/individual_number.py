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

from juminzei.platform.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from juminzei.base.numbers.individual_number import IndividualNumber

OWN = vault.Place("addressee", "own")


def seal_own_numbers(numbers: Mapping[int, IndividualNumber]) -> int:
    """Put the numbers of persons into the vault, replacing what lay there.

    Args:
        numbers: By addressee number.

    Returns:
        How many were sealed.
    """
    return vault.seal(OWN, numbers.items())


def forget_own_numbers(addressee_ids: Iterable[int]) -> int:
    """Take out what an interrupted import may have left under these addressee numbers."""
    return vault.forget(OWN, addressee_ids)


def bearers(number: IndividualNumber) -> list[int]:
    """Return the addressee numbers under which ``number`` lies, also of interrupted imports."""
    return vault.find(OWN, number)
