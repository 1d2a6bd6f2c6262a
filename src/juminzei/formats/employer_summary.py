"""総括表: what an employer says of its wage reports as a whole (own layout, OWN-SOKATSU.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.numbers import corporate_number
from juminzei.formats import charset
from juminzei.formats.cells.codec import CELL_REMEDY
from juminzei.formats.errors import Finding, FormatError, ReadResult
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of, first_line, line_of, rows_of
from juminzei.formats.own_rows import all_broken
from juminzei.formats.reading import read_columns, records_of, wrong_width
from juminzei.formats.register_file import END_OF_LINE, VERSION
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.formats.reading import Reading

KIND = "employer_summary"
HEADER = (
    "jigyosho_no", "shitei_no", "hojin_bango", "name", "kana", "zip", "address", "rep", "tel",
    "contact", "zeirishi", "pay_from", "pay_to", "houkoku_total", "houkoku_tokucho",
    "houkoku_futsu_taishoku", "houkoku_futsu_other", "noufusho_flag", "tsuchi_gimusha_method",
    "tsuchi_nozeisha_method", "email", "teishutsu_date", "teishutsu_kbn",
)  # fmt: skip
"""The first row of a file; by it the kind is known."""
YEAR = "年間分"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerSummary:
    """One summary of one employer; counts are of persons."""

    office_reference: str = ""
    collector_number: str = ""
    """指定番号."""
    corporate_number: str = ""
    """法人番号; blank of a sole proprietor, whose own number never stands here."""
    name: str
    kana: str = ""
    postcode: str = ""
    address: str
    representative: str = ""
    telephone: str = ""
    contact: str = ""
    tax_accountant: str = ""
    pays_from: date
    pays_until: date
    reported: int
    special: int
    ordinary_left: int
    ordinary_other: int
    slips_wanted: bool = False
    notice_to_collector: str = ""
    notice_to_employees: str = ""
    notified_at: str = ""
    filed_on: date
    part: str = YEAR

    @property
    def tax_year(self) -> int:
        """The year after that of the last payment."""
        return self.pays_until.year + 1


def recognises(head: bytes) -> bool:
    """Return whether a file begins with the names of the columns.

    Args:
        head: The beginning of a file; it may end within a sign.
    """
    text = head.decode("utf-8-sig", "ignore")
    return tuple(cells_of(first_line(text))) == HEADER


def read(data: bytes) -> ReadResult[EmployerSummary]:
    """Return every summary of a file; a row's number is that of its line.

    Raises:
        FormatError: The file is not text, or its first row is not :data:`HEADER`.
    """
    text, coded_as = charset.decode(data)
    rows = rows_of(text)
    if not rows or tuple(rows[0].cells) != HEADER:
        raise FormatError(
            row=1,
            problem="先頭の行が総括表の項目名ではありません。",
            remedy="総括表のファイルか、項目の順番を確かめてください。",
        )
    layout = load(KIND, VERSION)
    width = len(layout.columns)
    whole = [row for row in rows[1:] if len(row.cells) == width]
    rest = [wrong_width(row, width) for row in rows[1:] if len(row.cells) != width]
    reading = read_columns(whole, layout)
    _refuse_contradictions(reading)
    return ReadResult(
        records=records_of(reading, EmployerSummary),
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=layout.name,
        charset=coded_as,
    )


def write(records: Sequence[EmployerSummary]) -> bytes:
    """Return ``records`` as a file."""
    layout = load(KIND, VERSION)
    lines = [line_of(HEADER), *map(line_of, rows_to_write(records, layout)), ""]
    return charset.encode(END_OF_LINE.join(lines), layout.charset)


def _refuse_contradictions(reading: Reading) -> None:
    """Refuse rows whose numbers, days or counts contradict each other."""
    values = reading.values
    for position, row in enumerate(reading.rows):
        if position in reading.refused:
            continue
        number = str(values["corporate_number"][position])
        if number and not corporate_number.is_valid(number):
            problem = (3, "検査数字の誤り", "法人番号（検査数字を含む13桁）ではありません。")
            reading.refused[position].append(_finding(row.number, *problem))
        if values["pays_from"][position] > values["pays_until"][position]:  # type: ignore[operator]  # both are days
            problem = (13, "前後の誤り", "支払期間の終わりが始めより前です。")
            reading.refused[position].append(_finding(row.number, *problem))


def _finding(row: int, column: int, value_class: str, problem: str) -> Finding:
    name = load(KIND, VERSION).columns[column - 1].name
    return Finding(row, column, name, value_class, problem, CELL_REMEDY)
