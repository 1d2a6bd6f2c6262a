"""特別徴収に関する届出: what employers report of collection from pay (own layout, OWN-TODOKE)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from juminzei.base.numbers import corporate_number
from juminzei.formats.cells.codec import CELL_REMEDY
from juminzei.formats.errors import Finding
from juminzei.formats.headed_rows import HeadedRows
from juminzei.formats.layout import load
from juminzei.formats.register_file import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from juminzei.formats.reading import Reading

KIND = "employer_application"
HEADER = (
    "todoke_kbn", "teishutsu_date", "nendo", "shitei_no", "hojin_bango", "name", "address", "tel",
    "jukyusha_no", "shimei", "shimei_kana", "birth", "idou_address", "idou_date", "idou_jiyu",
    "idougo_choshu", "choshuzumi", "new_shitei_no", "kaishi_tsuki", "new_name", "new_address",
    "joji_jinin", "tsuchi_gimusha_method", "tsuchi_nozeisha_method", "email",
)  # fmt: skip
"""The first row of a file; by it the kind is known."""
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
NUMBER_RUN = re.compile(r"\d{12}")


class ApplicationKind(StrEnum):
    """Which notification (届出区分)."""

    MOVEMENT = "異動"
    SWITCH = "切替"
    CHANGE = "名称所在地変更"
    SPECIAL_DUE = "納期特例"
    RECEIVING = "受取方法変更"


NEEDED: dict[str, tuple[str, ...]] = {
    ApplicationKind.MOVEMENT: ("person_name", "moved_on", "movement", "collected_after"),
    ApplicationKind.SWITCH: ("person_name", "begins_in"),
    ApplicationKind.SPECIAL_DUE: ("regular_staff",),
}
"""Notification → every field that it is nothing without."""
ONE_OF: dict[str, tuple[str, ...]] = {
    ApplicationKind.CHANGE: ("new_name", "new_address"),
    ApplicationKind.RECEIVING: ("notice_to_collector", "notice_to_employees"),
}
"""Notification → fields one of which must stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerApplication:
    """One notification of one employer; ``collected_yen`` is yen, ``regular_staff`` persons."""

    application: str
    filed_on: date
    tax_year: int
    collector_number: str = ""
    """指定番号."""
    corporate_number: str = ""
    name: str
    address: str = ""
    telephone: str = ""
    recipient_reference: str = ""
    """受給者番号 of the employee, as in the employer's wage reports."""
    person_name: str = ""
    person_kana: str = ""
    person_birth_on: date | None = None
    person_address: str = ""
    moved_on: date | None = None
    movement: str = ""
    collected_after: str = ""
    collected_yen: int | None = None
    new_collector_number: str = ""
    begins_in: str = ""
    new_name: str = ""
    new_address: str = ""
    regular_staff: int | None = None
    notice_to_collector: str = ""
    notice_to_employees: str = ""
    notified_at: str = ""


def _refuse_contradictions(reading: Reading) -> None:
    """Refuse rows that lack what their notification is about."""
    for position, row in enumerate(reading.rows):
        if position not in reading.refused:
            said = {name: values[position] for name, values in reading.values.items()}
            found = [_finding(row.number, *problem) for problem in _problems(said)]
            if found:
                reading.refused[position].extend(found)


def _problems(said: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield field, class of value and problem of whatever is wrong with a row as a whole."""
    number, kind = str(said["corporate_number"]), str(said["application"])
    if number and not corporate_number.is_valid(number):
        yield "corporate_number", "検査数字の誤り", "法人番号（検査数字を含む13桁）ではありません。"
    if not (said["collector_number"] or number):
        yield "collector_number", "空欄", "指定番号と法人番号の両方がありません。"
    for name in NEEDED.get(kind, ()):
        if said[name] in {None, ""}:
            yield name, "空欄", f"「{kind}」の届出には必要です。"
    one_of = ONE_OF.get(kind, ())
    if one_of and not any(said[name] for name in one_of):
        yield one_of[0], "空欄", f"「{kind}」の届出には、変更後の内容が必要です。"
    if said["begins_in"] and not MONTH.fullmatch(str(said["begins_in"])):
        yield "begins_in", "月の誤り", "年と月（2026-06 の形）ではありません。"
    for name in ("recipient_reference", "person_name", "notified_at"):
        if NUMBER_RUN.search(str(said[name])):
            yield name, "12桁の数字", "個人番号は書けません。"


def _finding(row: int, field: str, value_class: str, problem: str) -> Finding:
    column = next(one for one in load(KIND, VERSION).columns if one.field == field)
    return Finding(row, column.number, column.name, value_class, problem, CELL_REMEDY)


FORMAT = HeadedRows(KIND, HEADER, EmployerApplication, "届出", _refuse_contradictions)
recognises, read, write = FORMAT.recognises, FORMAT.read, FORMAT.write
