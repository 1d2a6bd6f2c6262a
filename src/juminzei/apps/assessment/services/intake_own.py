"""Takes in files of our own layouts, each file and each row once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services.handing_over import take_documents
from juminzei.apps.assessment.services.intake import IntakeRefusedError, IntakeReport
from juminzei.apps.assessment.services.intake_writing import write_quarantine
from juminzei.apps.assessment.services.own_files import READERS
from juminzei.base.wareki import tax_year_text
from juminzei.formats.errors import FormatError
from juminzei.platform.audit import services as audit
from juminzei.platform.documents import services as received_files
from juminzei.platform.documents.channel import Source, Way
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.services.own_files import OwnFile
    from juminzei.platform.documents.channel import Channel
    from juminzei.platform.staff.models import StaffMember


def import_own_file(
    *,
    data: bytes,
    kind: str,
    name: str,
    tax_year: int | None,
    channel: Channel,
    actor: StaffMember,
    at: datetime,
    delivery: int | None = None,
) -> IntakeReport:
    """Take in one file; a document that was taken before is counted as a duplicate.

    Args:
        data: The file's bytes.
        kind: ``one_stop``, or another key of ``own_files.READERS``.
        name: Its name, for the list of received files.
        tax_year: 年度 that it must be of; none takes the year that the file says.
        channel: How it came.
        actor: Who takes it in; needs ``documents.import``.
        at: When, for the record.
        delivery: The entry of the delivery register that it came with.

    Raises:
        NotPermittedError: The actor may not take in documents.
        IntakeRefusedError: The file cannot be read as a whole, does not add up, is of
            another year, or is for another city. Nothing was taken.
    """
    require(actor, "documents.import", on=at.date())
    own = read_own_file(data, kind, tax_year, channel)
    received = received_files.receive(
        content=data,
        kind=kind,
        name=name,
        actor=actor,
        at=at,
        layout=own.layout,
        way=Way(channel, Source.MUNICIPALITY, delivery),
    )
    if received.file.complete:
        return _report(own, accepted=0, known=True)
    take_documents(own.documents, received_file_id=received.file.pk, actor=actor, at=at)
    return _complete(received.file.pk, own, channel, actor=actor, at=at)


def read_own_file(data: bytes, kind: str, tax_year: int | None, channel: Channel) -> OwnFile:
    """Return what a file holds; nothing is written.

    Raises:
        IntakeRefusedError: As :func:`import_own_file` says.
    """
    try:
        own = READERS[kind](data, channel)
    except FormatError as error:
        raise IntakeRefusedError(str(error)) from error
    here = settings.CONFIGURATION.municipality
    if own.municipality != here:
        raise IntakeRefusedError(
            f"この市町村（{here}）あてのファイルではありません。送付元へ返してください。"
        )
    if tax_year not in {None, own.tax_year}:
        raise IntakeRefusedError(
            f"{tax_year_text(own.tax_year)}のファイルです。年度の指定とファイルを確かめてください。"
        )
    return own


def _complete(
    file_id: int, own: OwnFile, channel: Channel, *, actor: StaffMember, at: datetime
) -> IntakeReport:
    """Set the broken rows aside and say that the file is in, with its record.

    Documents of an attempt that was interrupted before this were taken by this file too.
    """
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().get(pk=file_id)
        accepted = TaxDocument.objects.filter(received_file=file).count()
        report = _report(own, accepted=accepted)
        if file.complete:
            return report
        write_quarantine(file, own.broken, tax_year=own.tax_year, channel=channel)
        counts = {
            "received": report.received,
            "accepted": report.accepted,
            "quarantined": report.quarantined,
            "duplicates": report.duplicates,
            "warnings": report.warnings,
        }
        received_files.complete(file, counts=counts, layout=own.layout)
        audit.record(
            action="assessment.documents.imported",
            actor=actor,
            at=at,
            subject_kind="received_file",
            subject_id=str(file.pk),
            details={"digest": file.digest, "tax_year": own.tax_year, **counts},
        )
    return report


def _report(own: OwnFile, *, accepted: int, known: bool = False) -> IntakeReport:
    return IntakeReport(
        kind=own.kind,
        received=own.received,
        accepted=accepted,
        quarantined=0 if known else len(own.broken),
        duplicates=own.received if known else len(own.documents) - accepted,
        known=known,
        warnings=own.warnings,
    )
