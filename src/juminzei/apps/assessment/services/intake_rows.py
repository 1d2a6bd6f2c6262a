"""Which rows of a file are new, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.assessment.models import DocumentState, Submission, TaxDocument
from juminzei.apps.assessment.services.intake_corrections import AT_ONCE, Slip
from juminzei.apps.assessment.services.intake_keys import content_key, slip_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.apps.assessment.services.intake_file import ReportFile
    from juminzei.formats.pension_report import PensionReport
    from juminzei.formats.wage_report import WageReport

    Report = WageReport | PensionReport


@dataclass(frozen=True, slots=True, eq=False)
class NewRow:
    """One row of a file that has not been taken in before."""

    row_number: int
    report: Report
    submission: str
    content_key: str
    slip_key: str

    def at(self, row_number: int) -> NewRow:
        """Return the same row as one of another place in its file."""
        return replace(self, row_number=row_number)

    def is_misdirected(self, here: str) -> bool:
        """Return whether the row names another municipality than ``here`` (six digits)."""
        return self.report.municipality not in {"", here}


def new_rows(reports: ReportFile) -> list[NewRow]:
    """Return the rows whose content no earlier row of this or any other file has."""
    rows: dict[str, NewRow] = {}
    for number, report in reports.records:
        submission = report.submission or Submission.NEW
        key = content_key(report, submission)
        if key not in rows:
            slip = slip_key(reports.kind, report)
            rows[key] = NewRow(number, report, submission, key, slip)
    taken = _taken(reports.tax_year, list(rows))
    return [row for key, row in rows.items() if key not in taken]


def slips_of(rows: Sequence[NewRow], keys: Sequence[int]) -> list[Slip]:
    """Return what the corrections have to know of each row."""
    here = settings.CONFIGURATION.municipality
    return [
        Slip(
            document_id=key,
            slip_key=row.slip_key,
            content_key=row.content_key,
            submission=row.submission,
            kana=row.report.kana,
            birth_on=row.report.birth_on,
            content_if_cancelled=partial(content_key, row.report, Submission.CANCELLED),
            state=DocumentState.FORWARDED if row.is_misdirected(here) else DocumentState.ACTIVE,
        )
        for row, key in zip(rows, keys, strict=True)
    ]


def _taken(tax_year: int, keys: Sequence[str]) -> set[str]:
    of_year = TaxDocument.objects.filter(tax_year=tax_year)
    taken: set[str] = set()
    for first in range(0, len(keys), AT_ONCE):
        some = of_year.filter(content_key__in=keys[first : first + AT_ONCE])
        taken.update(some.values_list("content_key", flat=True))
    return taken
