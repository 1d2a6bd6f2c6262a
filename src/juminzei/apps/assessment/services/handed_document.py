"""A document as another application hands it over: how it came, whose, what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from juminzei.apps.assessment.individual_number import FIELDS, RECIPIENT, SPOUSE
from juminzei.apps.assessment.models import CollectionChoice, DocumentKind
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.platform.documents.channel import Channel, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber

APART = "\x1f"
KEY_DIGITS = 32
TO_BE_HANDED_OVER = (
    DocumentKind.NATIONAL_RETURN,
    DocumentKind.INHABITANT_RETURN,
    DocumentKind.ONE_STOP,
    DocumentKind.CITY_NOTICE,
    DocumentKind.OTHER,
)
"""Wage and pension reports come as files only."""
RELATIVE_PLACES = frozenset({SPOUSE, *(name for name in FIELDS if name[-1].isdigit())})


class HandedOverError(ValueError):
    """A document cannot be taken as it is handed over; the text says why. Nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedRelative:
    """A spouse, dependant or family employee of the document; ``income`` in yen."""

    place: str
    """``spouse``, ``dependant_<n>``, ``under16_<n>`` or ``family_employee_<n>``, n from 1."""
    name: str = ""
    kana: str = ""
    birth_on: date | None = None
    relationship: str = ""
    number: IndividualNumber | None = None
    income: int | None = None
    disability: int = 0
    """0 none, 1 ordinary, 2 special."""
    abroad: bool = False
    cohabiting: bool = False
    apart_address: str = ""


def refuse_impossible(handed: Sequence[HandedDocument]) -> None:
    """Refuse documents of which one is none, or whose figures no column can hold.

    Raises:
        HandedOverError: :meth:`HandedDocument.check` says why.
        juminzei.kernel.column_kind.ColumnError: A column is unknown or out of range.
    """
    for document in handed:
        document.check()
    TaxpayerColumns.from_sparse([document.columns for document in handed])


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedDocument:
    """One document. Money is yen; texts are blanked of Individual Numbers when taken.

    Attributes:
        reference: The handing application's own key, by which it is known again; empty
            where there is none: then it is known by what it says.
        municipality: To whom it is addressed, six digits; empty for ourselves.
        number: Of the person it is about.
        columns: Columns of the kernel's ``TaxpayerColumns``, only what is not nought.
        stated: Further figures of the paper by name.
        images: The key of the set of images.
        replaces: The document that this one takes the place of.
        addressee: Whose it is, where the person was identified in person.
        row: In which row of the received file it stands; none gives it the next one.
    """

    kind: DocumentKind
    tax_year: int
    channel: Channel
    source: Source
    name: str
    kana: str
    address: str
    birth_on: date | None = None
    reference: str = ""
    filed_on: date | None = None
    municipality: str = ""
    number: IndividualNumber | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    stated: Mapping[str, int | str] = field(default_factory=dict)
    relatives: Sequence[HandedRelative] = ()
    collection_choice: str = ""
    images: int | None = None
    replaces: int | None = None
    addressee: int | None = None
    payer_name: str = ""
    row: int | None = None

    def in_row(self, row: int) -> HandedDocument:
        """Return the same document as one of another row."""
        return replace(self, row=row)

    def check(self) -> None:
        """Refuse what no document may be.

        Raises:
            HandedOverError: It came no known way or from nobody, is of a kind that comes
                otherwise, or its relatives are none.
        """
        if self.channel not in Channel.values or self.source not in Source.values:
            raise HandedOverError(
                "入手方法と入手元のない資料は受け入れられません。両方を選んでください。"
            )
        if self.kind not in TO_BE_HANDED_OVER:
            raise HandedOverError("支払報告書は、ファイルの取込で受け入れてください。")
        if self.collection_choice not in CollectionChoice.values:
            raise HandedOverError("徴収方法の選択が正しくありません。")
        places = [relative.place for relative in self.relatives]
        if len(set(places)) < len(places) or not RELATIVE_PLACES.issuperset(places):
            raise HandedOverError("親族の欄が重なっているか、様式にない欄です。")

    def key(self) -> str:
        """Return the key of the content: the same document again has the same key."""
        said = [self.kind, self.reference or self._said()]
        return hashlib.sha256(APART.join(said).encode()).hexdigest()[:KEY_DIGITS]

    def _said(self) -> str:
        relatives = [(one.place, one.kana, one.name, one.income) for one in self.relatives]
        person = [self.name, self.kana, self.address, self.payer_name]
        days = [str(self.tax_year), str(self.birth_on), str(self.filed_on)]
        figures = [sorted(self.columns.items()), sorted(self.stated.items()), relatives]
        return json.dumps([*map(blank_numbers_in_words, person), *days, *figures], default=str)

    def numbers(self) -> Iterator[tuple[str, IndividualNumber]]:
        """Yield each Individual Number with its place in the document."""
        if self.number is not None:
            yield RECIPIENT, self.number
        for relative in self.relatives:
            if relative.number is not None:
                yield relative.place, relative.number
