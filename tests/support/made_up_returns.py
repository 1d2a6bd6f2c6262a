"""National returns put together for tests; Individual Numbers are made up while they run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.formats import national_return
from juminzei.formats.national_delivery import IndexRow, Manifest, write_delivery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from juminzei.formats.national_return_record import NationalReturn, Value

MADE_ON = date(2026, 3, 1)
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00"
"""The head of a TIFF file with nothing in it: enough for who only counts pages."""


def number_of(first_eleven: str = "23456789012") -> IndividualNumber:
    """Return a number with its check digit."""
    return IndividualNumber(f"{first_eleven}{check_digit(first_eleven)}")


def heading(**changed: Value) -> dict[str, Value]:
    """Return the heading of a usual return."""
    return {
        "NENBUN": 2025,
        "NOZEISHA_NM": "山田　太郎",
        "NOZEISHA_NM_KN": "ヤマダ　タロウ",
        "BIRTHDAY": date(1980, 4, 2),
        "NOZEISHA_ADR": "埼玉県加須市大門町１－２",
        "ICHIGATSUIPPI_ADR": "埼玉県加須市大門町１－２",
        "TEISYUTSU_DAY": date(2026, 2, 20),
        "SHINKOKU_KBN": "1",
        "ZEIMUSHO": "04109 行田",
        **changed,
    }


def a_return(
    values: Mapping[str, Value] | None = None,
    rows: Mapping[str, Sequence[Mapping[str, Value]]] | None = None,
    **changed: Value,
) -> NationalReturn:
    """Return a usual return with these boxes."""
    usual: Mapping[str, Value] = {"ABB00080": 5_000_000}
    return national_return.compose(heading(**changed), usual if values is None else values, rows)


def xml_of(one: NationalReturn) -> bytes:
    """Return a return as XML."""
    return national_return.write_return(one, made_on=MADE_ON)


def index_row(seq: int = 1, **changed: object) -> IndexRow:
    """Return a usual row of a delivery's list."""
    told: dict[str, object] = {
        "seq": seq,
        "reference": f"R{seq:06d}",
        "number": None,
        "kana": "ヤマダ　タロウ",
        "name": "山田　太郎",
        "birth_on": date(1980, 4, 2),
        "address": "埼玉県加須市大門町１－２",
        "address_january": "埼玉県加須市大門町１－２",
        "forms": ("KOA020",),
        "tax_office": "04109",
        "received_on": date(2026, 2, 20),
        "kind": "確定",
        "image_pages": 0,
    }
    return IndexRow(**{**told, **changed})  # type: ignore[arg-type]  # a row by name


def manifest(delivery_id: str = "E20260225", **changed: object) -> Manifest:
    """Return a manifest without files."""
    told: dict[str, object] = {
        "delivery_id": delivery_id,
        "source": "etax",
        "delivered_on": date(2026, 2, 25),
        "municipality": "112101",
        "count": 0,
        "files": (),
    }
    return Manifest(**{**told, **changed})  # type: ignore[arg-type]  # a manifest by name


def delivery(
    folder: Path,
    returns: Sequence[tuple[IndexRow, bytes | None, list[bytes]]],
    **changed: object,
) -> Path:
    """Write a delivery of these returns and return its folder."""
    write_delivery(folder, manifest(**changed), returns)  # type: ignore[arg-type]  # as above
    return folder
