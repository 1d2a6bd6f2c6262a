"""The resident register as handed to the tax office: one row per person (own layout)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.formats.errors import ReadResult

if TYPE_CHECKING:
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRecord:
    """Everything the register says of one person from ``true_from`` on."""

    addressee_number: int
    version: int
    """履歴番号, from 1; the newest is the greatest."""
    reason: str
    """異動事由, a value of :class:`juminzei.formats.register_reasons.Reason`."""
    true_from: date
    """異動日."""
    reported_on: date | None = None
    """届出日."""
    name: str
    kana: str
    alias_name: str = ""
    former_surname: str = ""
    latin_name: str = ""
    birth_on: date | None
    """The day to sort by; None where nothing of it is known."""
    birth_text: str
    """What to show: 昭和55年4月2日, 昭和20年頃, 年月日不詳."""
    sex: str
    """1 男, 2 女, blank unknown."""
    household_number: int
    relationship: str
    """続柄コード, up to four of two digits: 02 世帯主, 12 妻, 20 子, 2020 子の子."""
    municipality: str
    postcode: str = ""
    address: str
    nationality: str = ""
    resident_since: date | None = None
    ceased_on: date | None = None
    """消除日; None while the person lives here."""
    ceased_reason: str = ""
    moved_from: str = ""
    moved_to: str = ""
    individual_number: IndividualNumber | None = None
    protected: bool = False
    """支援措置: the address must not be shown."""
    protected_from: date | None = None
    protected_until: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterExtract(ReadResult[ResidentRecord]):
    """A whole register, as it stood on the evening of ``processed_on``."""

    sequence: int
    """連番: 0 for the extract; the days of changes follow with 1, 2, 3 …"""
    processed_on: date
    municipality: str
