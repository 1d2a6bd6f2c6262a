"""Takes in files of employers' notifications (届出), each row once."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.receiving.models import EmployerApplication
from juminzei.apps.receiving.services.whole_file import rows_of_year
from juminzei.formats import employer_application
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.receivers import Outcome
from juminzei.platform.documents.services import complete, receive
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.documents.receivers import Receipt

    Said = employer_application.EmployerApplication

IMPORT = "documents.import"
OWN = {
    **{name: name for name in ("application", "tax_year", "filed_on", "name", "telephone")},
    **{name: name for name in ("collector_number", "corporate_number", "recipient_reference")},
    **{name: name for name in ("person_name", "person_kana", "person_birth_on")},
    "address": "office_address",
    "person_address": "person_place",
}
"""Field of the format → column of its own; the others stand in ``stated``."""


def take_applications(content: bytes, receipt: Receipt) -> Outcome:
    """Take in one file of notifications; all of it, or nothing.

    Raises:
        NotTakenError: A row cannot be read, or is of another year.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(receipt.actor, IMPORT, on=receipt.at.date())
    rows = rows_of_year(employer_application.FORMAT, content, receipt.tax_year)
    with transaction.atomic():
        file = receive(
            content=content,
            kind=employer_application.KIND,
            name=receipt.name,
            actor=receipt.actor,
            at=receipt.at,
            layout="1",
            way=receipt.way,
        ).file
        if file.complete:
            return Outcome(len(rows), 0, 0, len(rows), known=True, file_id=file.pk)
        made = _written(file, rows, receipt)
        counts = {"received": len(rows), "accepted": made, "held": 0}
        complete(file, counts={**counts, "duplicates": len(rows) - made})
        audit.record(
            action="receiving.applications.taken",
            actor=receipt.actor,
            at=receipt.at,
            subject_kind="received_file",
            subject_id=str(file.pk),
            details=counts,
        )
    return Outcome(len(rows), made, 0, len(rows) - made, file_id=file.pk)


def _written(file: ReceivedFile, rows: list[tuple[int, Said]], receipt: Receipt) -> int:
    """Write the rows that were not taken before, and return how many there were."""
    keyed = {_content_key(one): (row, one) for row, one in reversed(rows)}
    there = EmployerApplication.objects.filter(content_key__in=keyed)
    known = set(there.values_list("content_key", flat=True))
    entries = [
        EmployerApplication(
            received_file=file,
            row_number=row,
            content_key=key,
            received_at=receipt.at,
            stated=_stated(one),
            **{column: _blanked(getattr(one, name)) for name, column in OWN.items()},
        )
        for key, (row, one) in sorted(keyed.items(), key=lambda entry: entry[1][0])
        if key not in known
    ]
    EmployerApplication.objects.bulk_create(entries)
    return len(entries)


def _stated(one: Said) -> dict[str, object]:
    others = {name: value for name, value in asdict(one).items() if name not in OWN}
    return {
        name: value.isoformat() if isinstance(value, date) else _blanked(value)
        for name, value in others.items()
        if value not in {None, ""}
    }


def _blanked(value: object) -> object:
    """Return a value without Individual Numbers; a corporate number has a digit more."""
    whole = not isinstance(value, str) or len(value) == 13  # noqa: PLR2004 - 法人番号
    return value if whole else blank_numbers_in_words(str(value))


def _content_key(one: Said) -> str:
    said = "\0".join(str(value) for value in asdict(one).values())
    return hashlib.sha256(said.encode()).hexdigest()
