"""Writes what a file brings: documents, their figures, and the rows set aside."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from juminzei.apps.assessment.models import (
    DocumentKind,
    DocumentState,
    MatchState,
    QuarantinedRow,
    StatedRelative,
    TaxDocument,
)
from juminzei.apps.assessment.services.document_numbers import next_numbers
from juminzei.apps.assessment.services.intake_columns import (
    document_columns,
    figure_columns,
    figures_model,
)
from juminzei.apps.assessment.services.intake_relatives import relative_columns
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.storage.bulk import Same, bulk_insert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.apps.assessment.services.intake_corrections import Corrections, Slip
    from juminzei.apps.assessment.services.intake_file import ReportFile
    from juminzei.apps.assessment.services.intake_rows import NewRow
    from juminzei.formats.errors import BrokenRow
    from juminzei.platform.documents.models import ReceivedFile


SOURCES: dict[str, Source] = {
    DocumentKind.WAGE: Source.EMPLOYER,
    DocumentKind.PENSION: Source.PENSION_PAYER,
}
"""Who sends reports of a kind."""


class Came(NamedTuple):
    """How a file came, and from whom."""

    channel: Channel
    source: Source


class OvertakenError(Exception):
    """Another process was faster; nothing was taken in here."""


def write_documents(
    file: ReceivedFile,
    reports: ReportFile,
    rows: Sequence[NewRow],
    slips: Sequence[Slip],
    corrections: Corrections,
    *,
    came: Came,
) -> None:
    """Write the new rows with their figures, and the ends of documents of earlier files.

    Raises:
        OvertakenError: A document to be ended no longer counts; let it go up.
    """
    if not rows:
        return
    here = settings.CONFIGURATION.municipality
    contents = [row.report for row in rows]
    keys = [slip.document_id for slip in slips]
    bulk_insert(
        TaxDocument,
        {
            "id": keys,
            "tax_year": Same(reports.tax_year),
            "kind": Same(reports.kind),
            "document_number": next_numbers(reports.tax_year, len(rows)),
            "channel": Same(came.channel),
            "source": Same(came.source),
            "received_file_id": Same(file.pk),
            "row_number": [row.row_number for row in rows],
            "submission": [row.submission for row in rows],
            "state": [slip.state for slip in slips],
            "replaced_by_id": [slip.replaced_by_id for slip in slips],
            "content_key": [row.content_key for row in rows],
            "slip_key": [row.slip_key for row in rows],
            "municipality": [report.municipality or here for report in contents],
            "match_state": [_match_state(slip) for slip in slips],
            **document_columns(contents),
        },
    )
    kind = figures_model(contents[0])
    bulk_insert(kind, {"document_id": keys, **figure_columns(kind, contents)})
    bulk_insert(StatedRelative, relative_columns(contents, keys))
    _end_earlier(corrections, first_new=keys[0])


def write_quarantine(
    file: ReceivedFile, broken: Sequence[BrokenRow], *, tax_year: int, channel: str
) -> None:
    """Set aside the rows that cannot be taken, each with its findings."""
    bulk_insert(
        QuarantinedRow,
        {
            "received_file_id": Same(file.pk),
            "row_number": [row.row for row in broken],
            "tax_year": Same(tax_year),
            "channel": Same(channel),
            "findings": [[asdict(finding) for finding in row.findings] for row in broken],
            "raw": [row.raw for row in broken],
        },
    )


def _end_earlier(corrections: Corrections, *, first_new: int) -> None:
    for key, slip in corrections.changed.items():
        if key < first_new:
            still = TaxDocument.objects.filter(pk=key, state=DocumentState.ACTIVE)
            if not still.update(state=slip.state, replaced_by_id=slip.replaced_by_id):
                raise OvertakenError(
                    f"訂正・取消の対象の資料 {key} が、取込の間に別の処理で変わりました。"
                    "もう一度取り込んでください。"
                )


def _match_state(slip: Slip) -> str:
    return MatchState.NOT_OURS if slip.state == DocumentState.FORWARDED else MatchState.WAITING
