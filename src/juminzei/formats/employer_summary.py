"""総括表: what an employer says of its wage reports as a whole (own layout, OWN-SOKATSU.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.numbers import corporate_number
from juminzei.formats.cells.codec import CELL_REMEDY
from juminzei.formats.errors import Finding
from juminzei.formats.headed_rows import HeadedRows
from juminzei.formats.layout import load
from juminzei.formats.register_file import VERSION

if TYPE_CHECKING:
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


FORMAT = HeadedRows(KIND, HEADER, EmployerSummary, "総括表", _refuse_contradictions)
recognises, read, write = FORMAT.recognises, FORMAT.read, FORMAT.write
