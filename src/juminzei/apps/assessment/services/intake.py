"""Takes in files of wage and pension reports, each file and each row once.

The vault is not in the transaction of the documents, so numbers go first. Document
keys are reserved and noted with the file; the numbers are sealed under them; then
documents, figures, quarantined rows and the audit record are committed together. An
interruption in between leaves numbers under keys that no document has and none will
get: they match nothing, and taking the file in again erases them and starts afresh.
The noted keys are a fence as well: if another process has begun the same file
meanwhile, the commit finds other keys there and gives up.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.assessment.individual_number import forget_numbers, seal_numbers
from juminzei.apps.assessment.models import DocumentState, TaxDocument
from juminzei.apps.assessment.services.after_intake import tell_of_intake
from juminzei.apps.assessment.services.intake_columns import numbers_by_field
from juminzei.apps.assessment.services.intake_corrections import corrections_for
from juminzei.apps.assessment.services.intake_file import (
    IntakeRefusedError,
    ReportFile,
    read_reports,
)
from juminzei.apps.assessment.services.intake_rows import new_rows, slips_of
from juminzei.apps.assessment.services.intake_writing import (
    SOURCES,
    Came,
    OvertakenError,
    write_documents,
    write_quarantine,
)
from juminzei.platform.audit import services as audit
from juminzei.platform.documents import services as received_files
from juminzei.platform.documents.channel import Way
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.services import require
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.apps.assessment.services.intake_corrections import Slip
    from juminzei.apps.assessment.services.intake_rows import NewRow
    from juminzei.platform.documents.channel import Channel, Source
    from juminzei.platform.staff.models import StaffMember

__all__ = ["IntakeRefusedError", "IntakeReport", "OvertakenError", "import_documents"]


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What became of one file; counts are of rows.

    ``received = accepted + quarantined + duplicates`` always.

    Attributes:
        kind: ``wage_report`` or ``pension_report``.
        known: The very same file had been taken in before; every row is a duplicate.
        forwarded: Accepted rows that belong to another municipality.
        replaced: Documents that are replaced (訂正) now that the file has come.
        cancelled: Documents that are cancelled (取消) now that the file has come.
        unresolved: Row numbers of corrections and cancellations that found nothing, or
            more than one document, to act on.
        warnings: Findings that did not stop a row.
    """

    kind: str
    received: int
    accepted: int
    quarantined: int
    duplicates: int
    known: bool = False
    forwarded: int = 0
    replaced: int = 0
    cancelled: int = 0
    unresolved: tuple[int, ...] = ()
    warnings: int = 0


def import_documents(
    *,
    data: bytes,
    name: str,
    tax_year: int | None,
    channel: Channel,
    actor: StaffMember,
    at: datetime,
    delivery: int | None = None,
    source: Source | None = None,
) -> IntakeReport:
    """Take in one file.

    Args:
        data: The file's bytes.
        name: Its name, for the list of received files; what counts is its digest.
        tax_year: 年度 that the file must be of; none takes the year that the file says.
        channel: How it came.
        actor: Who takes it in; needs ``documents.import``.
        at: When, for the record.
        delivery: The entry of the delivery register that it came with.
        source: From whom; without it what follows from the kind of report.

    Raises:
        NotPermittedError: The actor may not take in documents.
        IntakeRefusedError: The file cannot be read as a whole, or is of another year.
        OvertakenError: Another process took the same file in at the same time, or ended a
            document that this file ends.
    """
    require(actor, "documents.import", on=at.date())
    reports = read_reports(data, tax_year)
    came = Came(channel, source or SOURCES[reports.kind])
    received = received_files.receive(
        content=data,
        kind=reports.kind,
        name=name,
        actor=actor,
        at=at,
        layout=reports.layout,
        way=Way(channel, came.source, delivery),
    )
    if received.file.complete:
        return _known(reports)
    rows = new_rows(reports)
    keys = _begin(received.file.pk, len(rows))
    if keys is None:
        return _known(reports)
    try:
        seal_numbers(numbers_by_field([row.report for row in rows], keys))
        return _commit(received.file.pk, reports, rows, keys, came, actor=actor, at=at)
    except Exception:
        if not TaxDocument.objects.filter(pk__in=keys[:1]).exists():
            forget_numbers(keys)  # else the error came after the commit, and documents need them
        raise


def _begin(file_id: int, count: int) -> range | None:
    """Note the document keys that this attempt will use, and clear up after the one before.

    Returns:
        The keys, or none if the file has been taken in meanwhile.
    """
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().get(pk=file_id)
        if file.complete:
            return None
        left_behind = range(*file.counts.get("reserved", (0, 0)))
        keys = reserve_ids(TaxDocument, count)
        file.counts = {"reserved": [keys.start, keys.stop]}
        file.save(update_fields=["counts"])
    forget_numbers(left_behind)
    forget_numbers(keys)  # of an attempt that was undone with the keys that it had reserved
    return keys


def _commit(
    file_id: int,
    reports: ReportFile,
    rows: list[NewRow],
    keys: range,
    came: Came,
    *,
    actor: StaffMember,
    at: datetime,
) -> IntakeReport:
    """Write everything that the file brings, in one transaction with its audit record."""
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().get(pk=file_id)
        if file.complete or file.counts.get("reserved") != [keys.start, keys.stop]:
            raise OvertakenError(
                "同じファイルが別の処理で取り込まれています。その処理の結果を確認してください。"
            )
        slips = slips_of(rows, keys)
        corrections = corrections_for(reports.tax_year, slips)
        for slip in slips:
            if slip.counts:
                corrections.take(slip)
        write_documents(file, reports, rows, slips, corrections, came=came)
        write_quarantine(file, reports.broken, tax_year=reports.tax_year, channel=came.channel)
        report = _report(reports, rows, corrections.unresolved, corrections.changed.values(), keys)
        if rows:
            tell_of_intake(file.pk, at)
        received_files.complete(file, counts=_counts(report), layout=reports.layout)
        audit.record(
            action="assessment.documents.imported",
            actor=actor,
            at=at,
            subject_kind="received_file",
            subject_id=str(file.pk),
            details={"digest": file.digest, "tax_year": reports.tax_year, **_counts(report)},
        )
    return report


def _report(
    reports: ReportFile,
    rows: list[NewRow],
    unresolved: Iterable[int],
    ended: Iterable[Slip],
    keys: range,
) -> IntakeReport:
    states = [slip.state for slip in ended]
    here = settings.CONFIGURATION.municipality
    return IntakeReport(
        kind=reports.kind,
        received=reports.received,
        accepted=len(rows),
        quarantined=len(reports.broken),
        duplicates=len(reports.records) - len(rows),
        forwarded=sum(row.is_misdirected(here) for row in rows),
        replaced=states.count(DocumentState.REPLACED),
        cancelled=states.count(DocumentState.CANCELLED),
        unresolved=tuple(rows[key - keys.start].row_number for key in unresolved),
        warnings=reports.warnings,
    )


def _known(reports: ReportFile) -> IntakeReport:
    return IntakeReport(
        kind=reports.kind,
        received=reports.received,
        accepted=0,
        quarantined=0,
        duplicates=reports.received,
        known=True,
    )


def _counts(report: IntakeReport) -> dict[str, int]:
    counts = {key: value for key, value in asdict(report).items() if type(value) is int}
    return {**counts, "unresolved": len(report.unresolved)}
