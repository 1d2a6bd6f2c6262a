"""The one door from the assessment to the vault: numbers written in tax documents.

A number found in a document is sealed under the document's key, whether its
check digit is right or not, and lives nowhere else. Matching learns only which
document and which person carry equal numbers, never the numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.vault import services as vault
from juminzei.platform.vault.keyset import KeysetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from juminzei.base.numbers.individual_number import IndividualNumber

SUBJECT_KIND = "tax_document"
RECIPIENT = "recipient"
PAYER = "payer"
SPOUSE = "spouse"
RELATIVES = 12
"""Dependants of a kind with a place of their own: four blocks of the form, then the text."""
FAMILY_EMPLOYEES = 6
"""専従者 with a place of their own, as many as a statement of business income has lines."""

FIELDS = (
    RECIPIENT,
    PAYER,
    SPOUSE,
    *(f"dependant_{place}" for place in range(1, RELATIVES + 1)),
    *(f"under16_{place}" for place in range(1, RELATIVES + 1)),
    *(f"family_employee_{place}" for place in range(1, FAMILY_EMPLOYEES + 1)),
)
"""Where in a document a number can stand; the payer's only if the payer is a natural person."""

ADDRESSEE = vault.Place("addressee", "own")

NUMBER_REFUSALS = (KeysetError, vault.NothingSealedError, vault.SealBrokenError)
"""What the vault refuses with: its keys are missing or wrong, or a seal does not open."""


def seal_numbers(numbers: Mapping[str, Sequence[tuple[int, IndividualNumber]]]) -> None:
    """Put numbers into the vault.

    Args:
        numbers: By field (one of :data:`FIELDS`), pairs of document key and number.
    """
    with transaction.atomic(using="vault"):
        for field, entries in numbers.items():
            vault.seal(vault.Place(SUBJECT_KIND, field), entries)


def forget_numbers(document_ids: Iterable[int]) -> int:
    """Take every number of these documents out of the vault; return how many there were."""
    ids = document_ids if isinstance(document_ids, range) else list(document_ids)
    return vault.forget_everywhere(SUBJECT_KIND, FIELDS, ids)


def holders(*, below: int) -> set[int]:
    """Return the keys of all documents, stored or not, under which a number is sealed.

    Args:
        below: Only keys before this one.
    """
    return vault.subjects(SUBJECT_KIND, below=below)


def equal_numbers() -> NDArray[np.int64]:
    """Return which document's recipient and which addressee have equal numbers.

    Returns:
        ``int64[n, 2]``: document key, addressee number.
    """
    return vault.equal_pairs(vault.Place(SUBJECT_KIND, RECIPIENT), ADDRESSEE)


def equal_relatives(places: Iterable[str]) -> list[tuple[int, str, int]]:
    """Return which relative of which document and which addressee have equal numbers.

    Args:
        places: Where relatives stand, such as ``spouse``.

    Returns:
        Document key, place, addressee number.
    """
    wanted = sorted(set(places))
    found = vault.equal_pairs_of([vault.Place(SUBJECT_KIND, one) for one in wanted], ADDRESSEE)
    return [
        (document, place, addressee)
        for place, pairs in zip(wanted, found, strict=True)
        for document, addressee in pairs.tolist()
    ]
