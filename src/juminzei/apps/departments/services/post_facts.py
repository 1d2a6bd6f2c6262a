"""Appending versions of facts; what says the same as the newest is not appended again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from juminzei.apps.departments.selectors.stores import StoreKind, newest, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from juminzei.apps.departments.models import DepartmentFile
    from juminzei.apps.departments.services.facts import Fact

AT_A_TIME = 2_000
NAMED_IN_QUERY = 5_000


class Posting(NamedTuple):
    """One fact that a row of a feed says."""

    row_number: int
    reference: str
    addressee: int
    withdrawn: bool
    fact: Fact


class Posted(NamedTuple):
    """How many versions were appended, and how many rows said nothing new."""

    appended: int
    unchanged: int


def post(
    kind: StoreKind, postings: Sequence[Posting], *, file: DepartmentFile, at: datetime
) -> Posted:
    """Append what is new of ``postings``; of several of one reference the last counts."""
    last = {posting.reference: posting for posting in postings}
    known = _known(kind, last.keys())
    new = [one for one in last.values() if known.get(one.reference) != _says(kind, one)]
    _append(kind, new, file, at)
    return Posted(len(new), len(postings) - len(new))


def withdraw_absent(
    kind: StoreKind,
    present: Collection[str],
    *,
    file: DepartmentFile,
    at: datetime,
    years: Collection[int] = (),
) -> int:
    """Say of everything that a file of everything does not name that it holds no longer.

    Args:
        kind: The store.
        present: The references that the file names, waiting rows too.
        file: The file.
        at: When.
        years: Of premiums, the years that the file is about; others stay.

    Returns:
        How many facts were withdrawn.
    """
    rows = newest(kind).filter(withdrawn=False)
    if years:
        rows = rows.filter(income_year__in=years)
    columns = ("reference", "addressee_id", *kind.facts)
    gone = [
        Posting(0, reference, addressee, True, dict(zip(kind.facts, fact, strict=True)))
        for reference, addressee, *fact in rows.values_list(*columns).order_by("pk")
        if reference not in present
    ]
    _append(kind, gone, file, at)
    return len(gone)


def _append(
    kind: StoreKind, postings: Sequence[Posting], file: DepartmentFile, at: datetime
) -> None:
    rows = [
        kind.manager.model(
            addressee_id=one.addressee,
            reference=one.reference,
            file=file,
            row_number=one.row_number,
            recorded_at=at,
            withdrawn=one.withdrawn,
            **one.fact,
        )
        for one in postings
    ]
    kind.manager.bulk_create(rows, batch_size=AT_A_TIME)


def _says(kind: StoreKind, one: Posting) -> tuple[Any, ...]:
    return (one.addressee, one.withdrawn, *(one.fact[name] for name in kind.facts))


def _known(kind: StoreKind, references: Collection[str]) -> dict[str, tuple[Any, ...]]:
    rows = rows_of(kind)
    if len(references) <= NAMED_IN_QUERY:
        rows = rows.filter(reference__in=references)
    columns = ("reference", "addressee_id", "withdrawn", *kind.facts)
    return {row[0]: tuple(row[1:]) for row in rows.values_list(*columns).order_by("pk")}
