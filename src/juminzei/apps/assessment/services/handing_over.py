"""Takes in documents that other applications hand over, each of them once.

As with files of reports, numbers go into the vault first, under keys reserved for the
documents; then all rows, decisions and the record are committed together. A document is
known again by the reference that the handing application gives it, so that an act that
was interrupted can simply be done again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.individual_number import forget_numbers, seal_numbers
from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services.document_numbers import next_numbers
from juminzei.apps.assessment.services.handed_document import (
    HandedDocument,
    HandedOverError,
    HandedRelative,
    refuse_impossible,
)
from juminzei.apps.assessment.services.handed_rows import write_rows
from juminzei.apps.assessment.services.note_old_results import note_old_results
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember

__all__ = ["HandedDocument", "HandedOverError", "HandedRelative", "take_documents"]

AT_ONCE = 500


def take_documents(
    handed: Sequence[HandedDocument],
    *,
    received_file_id: int | None,
    actor: StaffMember,
    at: datetime,
) -> list[int]:
    """Take in documents and return their keys in the same order.

    A document that was taken before gives the key it was given then. One whose
    ``addressee`` is given is that person's by the clerk's decision, any other waits for
    matching; one addressed to another municipality is forwarded.

    Args:
        handed: The documents.
        received_file_id: The received file that they stand in, if they came in one.
        actor: Who takes them in; needs ``documents.import``.
        at: When.

    Raises:
        HandedOverError: One of them cannot be taken; none was.
        juminzei.kernel.column_kind.ColumnError: A column is unknown or out of range.
        NotPermittedError: The actor may not take in documents.
    """
    require(actor, "documents.import", on=at.date())
    refuse_impossible(handed)
    wanted: dict[str, HandedDocument] = {}
    for one in handed:
        wanted.setdefault(one.key(), one)
    known = _known(wanted)
    new = {key: one for key, one in wanted.items() if key not in known}
    keys = reserve_ids(TaxDocument, len(new))
    forget_numbers(keys)  # of an attempt that was undone with the keys that it had reserved
    given = dict(zip(new, keys, strict=True))
    try:
        seal_numbers(_numbers(new, given))
        taken = _write(new, given, received_file_id=received_file_id, actor=actor, at=at)
    except Exception:
        forget_numbers(keys)
        raise
    found = {**known, **taken}
    return [found[one.key()] for one in handed]


def _known(wanted: Mapping[str, HandedDocument]) -> dict[str, int]:
    """Return which of the documents were taken before."""
    found: dict[str, int] = {}
    contents = sorted(wanted)
    for first in range(0, len(contents), AT_ONCE):
        rows = TaxDocument.objects.filter(content_key__in=contents[first : first + AT_ONCE])
        found.update(rows.values_list("content_key", "pk"))
    return found


def _numbers(
    new: Mapping[str, HandedDocument], given: Mapping[str, int]
) -> dict[str, list[tuple[int, IndividualNumber]]]:
    places: dict[str, list[tuple[int, IndividualNumber]]] = defaultdict(list)
    for key, document in new.items():
        for place, number in document.numbers():
            places[place].append((given[key], number))
    return dict(places)


def _write(
    new: Mapping[str, HandedDocument],
    given: Mapping[str, int],
    *,
    received_file_id: int | None,
    actor: StaffMember,
    at: datetime,
) -> dict[str, int]:
    """Write what nobody has taken meanwhile, and record it; return the keys."""
    if not new:
        return {}
    with transaction.atomic():
        years: dict[int, int] = defaultdict(int)
        for document in new.values():
            years[document.tax_year] += 1
        numbers = {year: iter(next_numbers(year, years[year])) for year in sorted(years)}
        faster = _known(new)  # somebody else's, now that nobody else can write
        rest = {key: one for key, one in new.items() if key not in faster}
        write_rows(
            {given[key]: one for key, one in rest.items()},
            {given[key]: next(numbers[one.tax_year]) for key, one in rest.items()},
            received_file_id=received_file_id,
            actor=actor,
            at=at,
        )
        for year in sorted(years):
            owners = [one.addressee for one in rest.values() if one.tax_year == year]
            note_old_results(year, owners, actor=actor, at=at)
        audit.record(
            action="assessment.documents.handed_over",
            actor=actor,
            at=at,
            subject_kind="received_file" if received_file_id else "",
            subject_id=str(received_file_id or ""),
            details={
                "documents": len(rest),
                "first": min((given[key] for key in rest), default=None),
                "kinds": sorted({str(one.kind) for one in rest.values()}),
                "tax_years": sorted({one.tax_year for one in rest.values()}),
            },
        )
    forget_numbers([given[key] for key in faster])
    return {**{key: given[key] for key in rest}, **faster}
