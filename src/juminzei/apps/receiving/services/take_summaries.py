"""Takes in files of 総括表, each row once."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.api import Payer
from juminzei.apps.receiving.models import SummarySheet
from juminzei.apps.receiving.services.unknown_employers import queue_unknown
from juminzei.apps.receiving.services.whole_file import rows_of_year
from juminzei.formats import employer_summary
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.receivers import Outcome
from juminzei.platform.documents.services import complete, receive
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.employer_summary import EmployerSummary
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.documents.receivers import Receipt

IMPORT = "documents.import"
Rows = list[tuple[int, "EmployerSummary"]]


def take_summaries(content: bytes, receipt: Receipt) -> Outcome:
    """Take in one file of summaries; all of it, or nothing.

    Raises:
        NotTakenError: A row cannot be read, or is of another year.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(receipt.actor, IMPORT, on=receipt.at.date())
    rows = rows_of_year(employer_summary.FORMAT, content, receipt.tax_year)
    with transaction.atomic():
        received = receive(
            content=content,
            kind=employer_summary.KIND,
            name=receipt.name,
            actor=receipt.actor,
            at=receipt.at,
            layout="1",
            way=receipt.way,
        )
        file = received.file
        if file.complete:
            return Outcome(len(rows), 0, 0, len(rows), known=True, file_id=file.pk)
        made = _written(file, rows, receipt)
        queued = queue_unknown(map(_payer, made), received_file_id=file.pk, at=receipt.at)
        counts = {"received": len(rows), "accepted": len(made), "held": 0}
        complete(file, counts={**counts, "duplicates": len(rows) - len(made)})
        audit.record(
            action="receiving.summaries.taken",
            actor=receipt.actor,
            at=receipt.at,
            subject_kind="received_file",
            subject_id=str(file.pk),
            details={**counts, "digest": file.digest},
        )
    return Outcome(
        len(rows),
        len(made),
        duplicates=len(rows) - len(made),
        file_id=file.pk,
        further={"unknown_employers": queued},
    )


def _written(file: ReceivedFile, rows: Rows, receipt: Receipt) -> Sequence[EmployerSummary]:
    """Write the rows that were not taken before, and return them."""
    keys = [_content_key(one) for _, one in rows]
    known = set(
        SummarySheet.objects.filter(content_key__in=keys).values_list("content_key", flat=True)
    )
    made, sheets = [], []
    for (row, one), key in zip(rows, keys, strict=True):
        if key in known:
            continue
        known.add(key)
        made.append(one)
        sheets.append(
            SummarySheet(
                received_file=file,
                row_number=row,
                content_key=key,
                tax_year=one.tax_year,
                received_at=receipt.at,
                **asdict(one),
            )
        )
    SummarySheet.objects.bulk_create(sheets)
    return made


def _content_key(one: EmployerSummary) -> str:
    said = "\0".join(str(value) for value in asdict(one).values())
    return hashlib.sha256(said.encode()).hexdigest()


def _payer(one: EmployerSummary) -> Payer:
    return Payer(
        collector_number=one.collector_number,
        corporate_number=one.corporate_number,
        name=one.name,
        address=one.address,
        tax_year=one.tax_year,
        documents=one.reported,
    )
