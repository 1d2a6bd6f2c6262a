"""The relatives that wage and pension reports name, as rows of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.individual_number import SPOUSE
from juminzei.apps.assessment.services.intake_columns import blanked
from juminzei.apps.assessment.services.intake_named import named_in
from juminzei.formats.wage_report import WageReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.pension_report import PensionReport
    from juminzei.formats.relative import Relative
    from juminzei.platform.storage.bulk import Same

    Report = WageReport | PensionReport
    Columns = dict[str, Sequence[object] | Same]

HERE = ("", "00")
"""区分 of who lives in the country; every other one is of 非居住者."""


def relative_columns(reports: Sequence[Report], document_ids: Sequence[int]) -> Columns:
    """Return the columns of ``StatedRelative`` for everybody whom the reports name."""
    documents: list[int] = []
    places: list[str] = []
    relatives: list[Relative] = []
    incomes: list[int | None] = []
    for report, document_id in zip(reports, document_ids, strict=True):
        for place, relative in named_in(report):
            documents.append(document_id)
            places.append(place)
            relatives.append(relative)
            incomes.append(_income(report) if place == SPOUSE else None)
    return {
        "document_id": documents,
        "place": places,
        "name": blanked([one.name for one in relatives]),
        "kana": blanked([one.kana for one in relatives]),
        "relationship": [one.kind for one in relatives],
        "has_number": [one.number is not None for one in relatives],
        "income": incomes,
        "abroad": [one.kind not in HERE for one in relatives],
    }


def _income(report: Report) -> int | None:
    return report.spouse_income if isinstance(report, WageReport) else None
