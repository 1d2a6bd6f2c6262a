"""Taking in a single row after a clerk has corrected it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.individual_number import forget_numbers, seal_numbers
from juminzei.apps.assessment.models import DocumentKind, QuarantinedRow, RowActKind, TaxDocument
from juminzei.apps.assessment.services.after_intake import tell_of_intake
from juminzei.apps.assessment.services.handing_over import take_documents
from juminzei.apps.assessment.services.intake_columns import numbers_by_field
from juminzei.apps.assessment.services.intake_corrections import corrections_for
from juminzei.apps.assessment.services.intake_file import IntakeRefusedError, read_reports
from juminzei.apps.assessment.services.intake_keys import content_key
from juminzei.apps.assessment.services.intake_rows import new_rows, slips_of
from juminzei.apps.assessment.services.intake_writing import SOURCES, Came, write_documents
from juminzei.apps.assessment.services.own_files import READERS, file_of_line
from juminzei.apps.assessment.services.resolve_row import RowNotOpenError, end_row, opened_row
from juminzei.apps.assessment.services.row_line import LineRefusedError, corrected_line
from juminzei.formats.errors import FormatError
from juminzei.platform.documents.channel import Channel
from juminzei.platform.staff.services import require
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from juminzei.apps.assessment.models import RowAct
    from juminzei.apps.assessment.services.intake_file import ReportFile
    from juminzei.apps.assessment.services.intake_rows import NewRow
    from juminzei.formats.errors import BrokenRow
    from juminzei.platform.staff.models import StaffMember


def retake_row(
    *,
    row_id: int,
    reason: str,
    actor: StaffMember,
    at: datetime,
    cells: Mapping[int, str] | None = None,
    line: str = "",
    numbers: Sequence[str] = (),
    left_out: bool = False,
) -> RowAct:
    """Take in one row of a file as it should have been, and nothing else of the file.

    Args:
        row_id: The row that could not be taken.
        reason: Why it is right so, such as who was asked.
        actor: Who corrected it; needs ``documents.import``.
        at: When.
        cells: New text of cells, by column from 1.
        line: The whole line, for a row that has other cells than its form.
        numbers: What stands in the blanks, in their order.
        left_out: Blanks for which nothing is given are taken as empty.

    Returns:
        The act; its kind tells whether a document came of it or one was there already.

    Raises:
        NotPermittedError: The actor may not.
        RowNotOpenError: The row waits no more.
        LineRefusedError: The line still cannot be taken, and why.
    """
    require(actor, "documents.import", on=at.date())
    row = opened_row(row_id)
    text = corrected_line(row, cells=cells or {}, line=line, numbers=numbers, left_out=left_out)
    take = _take_own if row.received_file.kind in READERS else _take_report
    document, is_new = take(row, text, actor, at)
    return end_row(
        row_id,
        kind=RowActKind.RETAKEN if is_new else RowActKind.KNOWN,
        columns=sorted(cells or {}),
        document=document,
        reason=reason,
        actor=actor,
        at=at,
    )


def _take_own(row: QuarantinedRow, text: str, actor: StaffMember, at: datetime) -> tuple[int, bool]:
    kind = row.received_file.kind
    try:
        file = file_of_line(kind, text, row.tax_year or 0, _sender(row))
        own = READERS[kind](file, _channel(row))
    except FormatError as error:
        raise LineRefusedError(error.problem) from error
    _must_be_whole(own.broken)
    (document,) = own.documents
    numbered = document.in_row(row.row_number)
    (key,) = take_documents([numbered], received_file_id=row.received_file_id, actor=actor, at=at)
    return key, _is_of_row(key, row)


def _take_report(
    row: QuarantinedRow,
    text: str,
    actor: StaffMember,  # noqa: ARG001 - as _take_own
    at: datetime,
) -> tuple[int, bool]:
    try:
        reports = read_reports(f"{text}\r\n".encode(), row.tax_year)
    except IntakeRefusedError as error:
        raise LineRefusedError(str(error)) from error
    _must_be_whole(reports.broken)
    known = _known(reports)
    if known is not None:
        return known, _is_of_row(known, row)
    came = Came(_channel(row), SOURCES[reports.kind])
    (new,) = new_rows(reports)
    keys = reserve_ids(TaxDocument, 1)
    forget_numbers(keys)
    try:
        seal_numbers(numbers_by_field([new.report], keys))
        _write_report(row, reports, new.at(row.row_number), keys, came=came, at=at)
    except Exception:
        forget_numbers(keys)
        raise
    return keys[0], True


@transaction.atomic
def _write_report(
    row: QuarantinedRow,
    reports: ReportFile,
    new: NewRow,
    keys: range,
    *,
    came: Came,
    at: datetime,
) -> None:
    """Write the one row, unless somebody else has done so meanwhile."""
    file = opened_row(row.pk).received_file
    if TaxDocument.objects.filter(received_file=file, row_number=new.row_number).exists():
        raise RowNotOpenError("この行は、いま別の職員が取り込みました。")
    slips = slips_of([new], keys)
    corrections = corrections_for(reports.tax_year, slips)
    for slip in slips:
        if slip.counts:
            corrections.take(slip)
    write_documents(file, reports, [new], slips, corrections, came=came)
    tell_of_intake(file.pk, at)


def _known(reports: ReportFile) -> int | None:
    ((_, report),) = reports.records
    submission = report.submission or "0"
    found = TaxDocument.objects.filter(
        tax_year=reports.tax_year, content_key=content_key(report, submission)
    )
    return found.values_list("pk", flat=True).first()


def _sender(row: QuarantinedRow) -> tuple[str, ...]:
    """Return what the header of another city's file said of its sender, by its documents."""
    if row.received_file.kind != DocumentKind.CITY_NOTICE:
        return ()
    senders = TaxDocument.objects.filter(received_file=row.received_file_id)
    found = senders.values_list("payer_name", flat=True).first()
    if found is None:
        raise LineRefusedError("送付元が分かりません。直したファイルを取り込み直してください。")
    return (found,)


def _is_of_row(key: int, row: QuarantinedRow) -> bool:
    place = TaxDocument.objects.values_list("received_file", "row_number").get(pk=key)
    return place == (row.received_file_id, row.row_number)


def _must_be_whole(broken: Sequence[BrokenRow]) -> None:
    if broken:
        told = [finding for row in broken for finding in row.findings]
        raise LineRefusedError("　".join(f"{one.column_name}: {one.problem}" for one in told))


def _channel(row: QuarantinedRow) -> Channel:
    """Return how the row's file came; of old rows its documents know."""
    documents = TaxDocument.objects.filter(received_file=row.received_file_id)
    known = row.channel or documents.values_list("channel", flat=True).first()
    if not known:
        raise LineRefusedError(
            "このファイルの入手方法が分かりません。直したファイルを取り込み直してください。"
        )
    return Channel(known)
