"""What stands in a box: from the elements of the XML to values, and back.

The numbers of the eras here are those of the tax agency's XML, which are not those of the
files of wage reports: there 1 and 3 stand the other way round.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from juminzei.base.numbers import corporate_number
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.base.wareki import Era, era_of, from_era
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.formats.national_return_xml import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from juminzei.formats.national_return_record import Value

ERAS: Mapping[str, Era] = MappingProxyType(
    {"1": Era.MEIJI, "2": Era.TAISHO, "3": Era.SHOWA, "4": Era.HEISEI, "5": Era.REIWA}
)
ERA_CODES = {era: code for code, era in ERAS.items()}
_AMOUNT = re.compile(r"-?[0-9]{1,15}")
_CODE = re.compile(r"[0-9A-Za-z]{1,10}")
LONGEST_TEXT = 400
PARTS = {
    "zip": ("zip1", "zip2"),
    "tel": ("tel1", "tel2", "tel3"),
    "mmdd": ("mm", "dd"),
    "yymm": ("era", "yy", "mm"),
}
OFFICE = ("zeimusho_CD", "zeimusho_NM")


class ValueNotReadError(ValueError):
    """What stands in a box is not of its kind; the text says what kind was expected."""


def value_of(element: _Element, kind: str) -> Value | None:
    """Return what stands in an element, or nothing if it is blank.

    Raises:
        ValueNotReadError: It is not of that kind; the value is not in the text.
    """
    leaf = len(element) == 0  # as nearly all are
    words = ((element.text or "") if leaf else "".join(element.itertext())).strip()
    if not words:
        return None
    parts = {local_name(child): (child.text or "").strip() for child in element}
    if kind in {"date", "yy"}:
        return _day(parts) if kind == "date" else _year(parts, words)
    if kind in PARTS:
        given = [parts.get(name, "") for name in PARTS[kind]]
        return "-".join(given) if any(given) else words
    if kind == "office":
        return " ".join(filter(None, (parts.get(name, "") for name in OFFICE))) or words
    if kind == "kubun":
        return _code(parts.get("kubun_CD", "" if parts else words))
    return simple_value(words, kind)


def simple_value(words: str, kind: str) -> Value:
    """Return a value that is written in one piece.

    Raises:
        ValueNotReadError: It is not of that kind.
    """
    if kind == "kingaku":
        return _amount(words)
    if kind == "kingaku_text":
        return int(words) if _AMOUNT.fullmatch(words) else _text(words)
    if kind == "number":
        return _number(words)
    return _code(words) if kind == "code" else _text(words)


def parts_of(value: Value, kind: str) -> list[tuple[str, str]] | str:
    """Return how a value is written: named parts, or one text."""
    if isinstance(value, date):
        era, year = era_of(value)
        days = (str(value.month).zfill(2), str(value.day).zfill(2))
        return [*_era_parts(era, year), *zip(("mm", "dd"), days, strict=True)]
    if kind == "yy" and isinstance(value, int):
        return _era_parts(*era_of(date(value, 12, 31)))
    if isinstance(value, IndividualNumber):
        return value.reveal()
    if kind in PARTS:
        return list(zip(PARTS[kind], str(value).split("-"), strict=False))
    if kind == "office":
        return list(zip(OFFICE, str(value).split(" ", 1), strict=False))
    return [("kubun_CD", str(value))] if kind == "kubun" else str(value)


def _era_parts(era: Era, year: int) -> list[tuple[str, str]]:
    return [("era", ERA_CODES[era]), ("yy", str(year).zfill(2))]


def _day(parts: Mapping[str, str]) -> date:
    day: date | None = None
    with suppress(KeyError, ValueError):
        numbers = [_digits(parts[name]) for name in ("yy", "mm", "dd")]
        day = from_era(ERAS[parts["era"]], *numbers)
    if day is None:
        raise ValueNotReadError("元号・年・月・日がそろった実在の日ではありません。")
    return day


def _year(parts: Mapping[str, str], words: str) -> int:
    year = 0
    with suppress(KeyError, ValueError):
        era = ERAS[parts["era"]] if "era" in parts else Era.REIWA
        year = from_era(era, _digits(parts["yy"] if parts else words), 12, 31).year
    if not year:
        raise ValueNotReadError("元号と年ではありません。")
    return year


def _digits(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) <= 2):  # noqa: PLR2004 - two digits
        raise ValueError(words)
    return int(words)


def _amount(words: str) -> int:
    if not _AMOUNT.fullmatch(words):
        raise ValueNotReadError("金額（半角数字15桁以内、円）ではありません。")
    return int(words)


def _number(words: str) -> IndividualNumber:
    number: IndividualNumber | None = None
    with suppress(ValueError):
        number = IndividualNumber(words)
    words = ""  # a traceback that shows local variables shows nothing
    if number is None:
        raise ValueNotReadError("個人番号（数字12桁）ではありません。")
    return number


def _code(words: str) -> str:
    if not _CODE.fullmatch(words):
        raise ValueNotReadError("区分（半角英数字10字以内）ではありません。")
    return words


def _text(words: str) -> str:
    if len(words) > LONGEST_TEXT:
        raise ValueNotReadError(f"文字が多すぎます（上限{LONGEST_TEXT}字）。")
    return words if corporate_number.is_valid(words) else blank_numbers_in_words(words)
