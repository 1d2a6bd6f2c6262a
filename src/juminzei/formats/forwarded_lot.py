"""The list of a lot that one city sends on to another (own layout).

It lies as ``manifest.json`` among the files, in a folder or an archive: from which city to
which, how many documents there are, and of each file its bytes, SHA-256 and documents.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from juminzei.base.numbers import municipality_code
from juminzei.formats.carried_media import (
    NAME,
    CarriedFile,
    described,
    listed_file,
)
from juminzei.formats.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LAYOUT", "LETTER", "NAME", "ForwardedLot", "is_lot", "listing", "read_lot"]

LAYOUT = "juminzei-forwarded-lot/1"
LETTER = "letter.pdf"
MOST_BYTES = 8 * 1024**2
"""Of the list itself; a longer one is not read."""
MOST_FILES = 10_000
REPORTS = re.compile(r"[a-z0-9_]{1,40}\.csv")
PAPERS = re.compile(r"letter\.pdf|scans/\d{1,12}-\d{1,4}\.(?:png|jpg|tif)")
FIRST_YEAR, LAST_YEAR = 1990, 2200
ASK = "取り込まず、送付元に再送を依頼してください。"


@dataclass(frozen=True, slots=True)
class ForwardedLot:
    """What a lot says of itself.

    Attributes:
        number: The sender's own number of the lot.
        sender: Six digits of the city that sends it.
        receiver: Six digits of the city that should have it.
        tax_year: 年度 of its documents.
        documents: How many documents it has, those on paper alone among them.
        files: Its files.
        documents_in: How many documents are in each file of reports.
    """

    number: int
    sender: str
    receiver: str
    tax_year: int
    documents: int
    files: tuple[CarriedFile, ...]
    documents_in: Mapping[str, int]

    @property
    def on_paper(self) -> int:
        """How many documents stand in the letter and on scans alone."""
        return self.documents - sum(self.documents_in.values())

    @property
    def scans(self) -> int:
        """How many scanned pages there are."""
        return sum(PAPERS.fullmatch(one.name) is not None for one in self.files) - (
            LETTER in {one.name for one in self.files}
        )

    def content(self) -> bytes:
        """Return the list as it lies in the lot; the same lot is the same bytes."""
        told = {
            "layout": LAYOUT,
            "number": self.number,
            "sender": self.sender,
            "receiver": self.receiver,
            "tax_year": self.tax_year,
            "documents": self.documents,
            "files": [
                asdict(one) | {"documents": self.documents_in.get(one.name)} for one in self.files
            ],
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def listing(made: Mapping[str, bytes]) -> tuple[CarriedFile, ...]:
    """Return what a list says of files, by name."""
    return tuple(described(name, [made[name]]) for name in sorted(made))


def is_lot(content: bytes) -> bool:
    """Return whether a list is that of a lot; it may still be wrong."""
    told: Any = None
    with suppress(ValueError, RecursionError):
        told = json.loads(content)
    return isinstance(told, dict) and told.get("layout") == LAYOUT


def read_lot(content: bytes) -> ForwardedLot:
    """Return what the list of a lot says.

    Raises:
        FormatError: It is none, a value cannot be, a name leads elsewhere or comes twice, or
            the documents do not add up.
    """
    if len(content) > MOST_BYTES or not is_lot(content):
        raise FormatError(problem=f"{NAME}がこの様式（{LAYOUT}）ではありません。", remedy=ASK)
    lot: ForwardedLot | None = None
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        lot = _lot(json.loads(content))
    if lot is None:
        raise FormatError(problem=f"{NAME}に足りない項目か、読めない値があります。", remedy=ASK)
    names = [one.name for one in lot.files]
    if len(set(names)) != len(names) or LETTER not in names:
        raise FormatError(
            problem=f"{NAME}に同じ名が二度あるか、送付書（{LETTER}）がありません。", remedy=ASK
        )
    if lot.on_paper < 0 or lot.documents == 0:
        raise FormatError(
            problem=f"{NAME}の件数（{lot.documents}件）が、明細と合いません。", remedy=ASK
        )
    return lot


def _lot(told: dict[str, Any]) -> ForwardedLot:
    entries = told["files"]
    if len(entries) > MOST_FILES:
        raise ValueError
    files = tuple(listed_file(one) for one in entries)
    documents_in = {
        one["name"]: _count(one["documents"]) for one in entries if one["documents"] is not None
    }
    for one in files:
        pattern = REPORTS if one.name in documents_in else PAPERS
        if not pattern.fullmatch(one.name):
            raise ValueError
    year = _count(told["tax_year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError
    return ForwardedLot(
        number=_count(told["number"]),
        sender=_city(told["sender"]),
        receiver=_city(told["receiver"]),
        tax_year=year,
        documents=_count(told["documents"]),
        files=files,
        documents_in=documents_in,
    )


def _city(value: object) -> str:
    if not isinstance(value, str) or not municipality_code.is_valid(value):
        raise ValueError
    return value


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value
