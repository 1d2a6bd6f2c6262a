"""One SHA-256 over everything that a run decided of everybody.

The same documents, list and law give the same digest, whatever the chunks, the workers,
the keys of rows and the time: a person's row is whole numbers only, in the order of
:func:`names`, each as 8 bytes, little-endian. The people, in the order of their addressee
numbers, are hashed in blocks of :data:`BLOCK`; the digest covers a heading (year, law,
names of the columns) and the digests of the blocks. Chunks are whole blocks.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.apps.assessment.services.ledger_rows import FIGURES
from juminzei.kernel.columns import TaxpayerColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.calculate_chunk import Calculated
    from juminzei.kernel.instalments import Due

BLOCK = 4_096
PARTS = ("special_amount", "pension_amount", "ordinary_amount")


def blocks(calculated: Calculated) -> list[str]:
    """Return the digest of each block of the people calculated."""
    return block_digests(figures_of(calculated))


def block_digests(columns: Sequence[NDArray[Any]]) -> list[str]:
    """Return the digest of each block of people.

    Args:
        columns: Whole numbers, one column for each of :func:`names`, one row a person.
    """
    rows = np.empty((len(columns[0]), len(columns)), dtype="<i8")
    for place, column in enumerate(columns):
        rows[:, place] = column
    return [
        hashlib.sha256(rows[first : first + BLOCK].tobytes()).hexdigest()
        for first in range(0, len(rows), BLOCK)
    ]


def result_digest(
    *, tax_year: int, law_digest: str, slots: Sequence[Due], digests: Iterable[str]
) -> str:
    """Return the digest of a whole run from those of its blocks, in order."""
    heading = [
        "juminzei ledger 1",
        str(tax_year),
        law_digest,
        *names(slots),
        *(f"{slot.kind} {slot.term} {slot.due_on.isoformat()}" for slot in slots),
    ]
    return hashlib.sha256("\n".join([*heading, *digests]).encode()).hexdigest()


def names(slots: Sequence[Due]) -> list[str]:
    """Return the name of each number in a person's row, in order."""
    inputs = [field.name for field in fields(TaxpayerColumns)]
    own = ["exempt", "method", "reasons", "document_count"]
    due = [f"{slot.kind}_{slot.term}" for slot in slots]
    return ["addressee", *inputs, *own, *FIGURES, *PARTS, *due]


def figures_of(calculated: Calculated) -> list[NDArray[Any]]:
    """Return the numbers of the people calculated, in the order of :func:`names`."""
    people, assessment = calculated.people, calculated.assessment
    return [
        people.addressee_ids,
        *(getattr(people.columns, field.name) for field in fields(people.columns)),
        assessment.exempt,
        calculated.collection.method,
        calculated.collection.reasons,
        people.document_count,
        *(getattr(assessment, name) for name in FIGURES),
        *(getattr(calculated.spread, name) for name in PARTS),
        *calculated.spread.amounts.T,
    ]
