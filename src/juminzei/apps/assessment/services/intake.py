"""Takes in files of wage and pension reports, each file and each row once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


class IntakeRefusedError(Exception):
    """The whole file is refused; nothing of it was taken in."""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What became of one file; counts are of rows.

    ``received = accepted + quarantined + duplicates`` always.

    Attributes:
        kind: ``wage_report`` or ``pension_report``.
        known: The very same file had been taken in before; every row is a duplicate.
        forwarded: Accepted rows that belong to another municipality.
        replaced: Earlier documents that a correction (訂正) of this file replaced.
        cancelled: Earlier documents that a cancellation (取消) of this file cancelled.
        unresolved: Row numbers of corrections and cancellations that found nothing, or
            more than one document, to act on.
        warnings: Findings that did not stop a row.
    """

    kind: str
    received: int
    accepted: int
    quarantined: int
    duplicates: int
    known: bool
    forwarded: int
    replaced: int
    cancelled: int
    unresolved: tuple[int, ...]
    warnings: int


def import_documents(
    *, data: bytes, name: str, tax_year: int | None, actor: StaffMember, at: datetime
) -> IntakeReport:
    """Take in one file.

    Args:
        data: The file's bytes.
        name: Its name, for the list of received files; what counts is its digest.
        tax_year: 年度 that the file must be of; none takes the year that the file says.
        actor: Who takes it in; needs ``documents.import``.
        at: When, for the record.

    Raises:
        NotPermittedError: The actor may not take in documents.
        IntakeRefusedError: The file cannot be read as a whole, or is of another year.
    """
    raise NotImplementedError
