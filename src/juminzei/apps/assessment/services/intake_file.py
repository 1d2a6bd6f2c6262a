"""Reads one received file, whatever its kind, and makes sure that it is of the right year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.formats import pension_report, wage_report
from juminzei.formats.detect import detect
from juminzei.formats.errors import BrokenRow, Finding, FormatError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from juminzei.formats.errors import ReadResult
    from juminzei.formats.pension_report import PensionReport
    from juminzei.formats.wage_report import WageReport

    Report = WageReport | PensionReport

    Read = Callable[[bytes], ReadResult[WageReport] | ReadResult[PensionReport]]

READERS: dict[str, Read] = {
    "wage_report": wage_report.read,
    "pension_report": pension_report.read,
}
YEAR_COLUMN = 11


class IntakeRefusedError(Exception):
    """The whole file is refused; nothing of it was taken in."""


@dataclass(frozen=True, slots=True, eq=False)
class ReportFile:
    """A file that can be taken in.

    Attributes:
        kind: ``wage_report`` or ``pension_report``.
        tax_year: 年度: the year after the 年分 of its rows.
        layout: The form that was recognised.
        records: Row number and row, of that year.
        broken: Rows that cannot be taken, those of other years among them.
        warnings: How many findings did not stop a row.
    """

    kind: str
    tax_year: int
    layout: str
    records: Sequence[tuple[int, Report]]
    broken: Sequence[BrokenRow]
    warnings: int

    @property
    def received(self) -> int:
        """How many rows the file has."""
        return len(self.records) + len(self.broken)


def read_reports(data: bytes, tax_year: int | None) -> ReportFile:
    """Read a file of wage or pension reports.

    Args:
        data: The file.
        tax_year: 年度 that it must be of; none takes the year that most rows say.

    Raises:
        IntakeRefusedError: It cannot be read, is of another kind, or has no row of the year.
    """
    try:
        kind = detect(data)
        if kind not in READERS:
            raise IntakeRefusedError(
                "給与支払報告書・公的年金等支払報告書のファイルではありません。"
                "住民記録や住登外者のファイルは、それぞれの取込で取り込んでください。"
            )
        result = READERS[kind](data)
    except FormatError as error:
        raise IntakeRefusedError(str(error)) from error
    year = _year([report for _, report in result.records], tax_year)
    ours = [(row, report) for row, report in result.records if report.income_year == year - 1]
    others = [_of_other_year(row, year) for row, r in result.records if r.income_year != year - 1]
    return ReportFile(
        kind=kind,
        tax_year=year,
        layout=result.layout,
        records=ours,
        broken=[*result.broken, *others],
        warnings=len(result.warnings),
    )


def _year(reports: Sequence[Report], wanted: int | None) -> int:
    years = Counter(report.income_year + 1 for report in reports)
    if not years:
        if wanted is None:
            raise IntakeRefusedError(
                "取り込める行がないため、年度が分かりません。年度を指定してください。"
            )
        return wanted
    found = years.most_common(1)[0][0]
    if wanted is not None and wanted not in years:
        raise IntakeRefusedError(
            f"{tax_year_text(found)}のファイルです（{tax_year_text(wanted)}の取込を行っています）。"
            "年度の指定とファイルを確かめてください。"
        )
    return found if wanted is None else wanted


def _of_other_year(row: int, year: int) -> BrokenRow:
    finding = Finding(
        row=row,
        column=YEAR_COLUMN,
        column_name="年分",
        value_class="ほかの年",
        problem=f"{tax_year_text(year)}の行ではありません。",
        remedy="正しい年度のファイルに分けるよう、提出者に依頼してください。",
    )
    return BrokenRow(row=row, raw="", findings=(finding,))
