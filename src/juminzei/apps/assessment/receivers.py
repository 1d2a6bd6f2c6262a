"""The files that the assessment takes in, for whoever receives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.services.intake import (
    IntakeRefusedError,
    OvertakenError,
    import_documents,
)
from juminzei.apps.assessment.services.intake_file import read_reports
from juminzei.apps.assessment.services.intake_own import import_own_file, read_own_file
from juminzei.apps.assessment.services.own_files import READERS
from juminzei.formats.detect import detect_head
from juminzei.platform.documents.channel import Source
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.receivers import NotTakenError, Outcome
from juminzei.platform.documents.services import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.apps.assessment.services.intake import IntakeReport
    from juminzei.platform.documents.receivers import Receipt

MOST_BYTES = 256 * 1024**2
"""What the readers take; a larger file is not even opened."""


@dataclass(frozen=True, slots=True)
class DocumentReceiver:
    """Takes in files of one kind of document."""

    kind: str
    label: str
    function: str = "documents.import"
    folder: bool = False

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - what the file is called says nothing
        """Return whether the file begins as this kind's do."""
        return detect_head(head) == self.kind

    def take(self, path: Path, receipt: Receipt) -> Outcome:
        """Take the file in, once.

        Raises:
            NotTakenError: It is too large, or cannot be read as a whole.
            NotPermittedError: The actor may not take in documents.
        """
        data = _content(path, receipt.name)
        try:
            report = self._import(data, receipt)
        except (IntakeRefusedError, OvertakenError) as error:
            raise NotTakenError(f"{receipt.name}: {error}") from error
        file = ReceivedFile.objects.get(digest=digest_of(data))
        return _outcome(report, file.pk)

    def rows_in(self, path: Path, receipt: Receipt) -> int:
        """Return how many rows the file has, those that cannot be taken among them.

        Raises:
            NotTakenError: It is too large, cannot be read as a whole, or is not for us.
        """
        data = _content(path, path.name)
        try:
            if self.kind in READERS:
                return read_own_file(data, self.kind, receipt.tax_year, receipt.channel).received
            return read_reports(data, receipt.tax_year).received
        except IntakeRefusedError as error:
            raise NotTakenError(f"{path.name}: {error}") from error

    def _import(self, data: bytes, receipt: Receipt) -> IntakeReport:
        if self.kind in READERS:
            return import_own_file(
                data=data,
                kind=self.kind,
                name=receipt.name,
                channel=receipt.channel,
                tax_year=receipt.tax_year,
                actor=receipt.actor,
                at=receipt.at,
                delivery=receipt.delivery,
            )
        return import_documents(
            data=data,
            name=receipt.name,
            channel=receipt.channel,
            tax_year=receipt.tax_year,
            actor=receipt.actor,
            at=receipt.at,
            delivery=receipt.delivery,
            source=Source.MUNICIPALITY if receipt.source == Source.MUNICIPALITY else None,
        )


def _content(path: Path, name: str) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise NotTakenError(
            f"{name}: 大きすぎます（256 MiB まで）。分けて送るよう依頼してください。"
        )
    return path.read_bytes()


def _outcome(report: IntakeReport, file_id: int) -> Outcome:
    further = {
        "forwarded": report.forwarded,
        "replaced": report.replaced,
        "cancelled": report.cancelled,
        "unresolved": len(report.unresolved),
        "warnings": report.warnings,
    }
    return Outcome(
        received=report.received,
        accepted=report.accepted,
        held=report.quarantined,
        duplicates=report.duplicates,
        known=report.known,
        file_id=file_id,
        further=further,
    )


RECEIVERS = tuple(
    DocumentReceiver(kind, DocumentKind(kind).label)
    for kind in (DocumentKind.WAGE, DocumentKind.PENSION, *map(DocumentKind, READERS))
)
