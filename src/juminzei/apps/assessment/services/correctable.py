"""What of a document can be corrected by office authority: its figures, and the relatives in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from juminzei.apps.assessment.models import CollectionChoice, StatedRelative, TaxDocument
from juminzei.apps.assessment.selectors.official_corrections import (
    corrections_in_force,
    of_figures,
    of_relatives,
)
from juminzei.apps.assessment.services.consolidation_rules import rules
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.kernel.column_kind import MOST_PERSONS, MOST_YEN
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from juminzei.apps.assessment.selectors.official_corrections import Value

STRUCK = "struck"
"""The item of a relative who does not count (扶養否認); kept although the document names them."""
OF_RELATIVES = (*("relationship", "birth_on", "income", "disability", "abroad", "cohabiting"),)
DISABILITY = (("none", "なし"), ("ordinary", "普通障害者"), ("special", "特別障害者"))
LEVELS = (("0", "なし"), ("1", "普通"), ("2", "特別"))
FLAGS = (("1", "あり"), ("", "なし"))
NOT_OF_DOCUMENTS = ("register", "departments")
"""Groups of the law's columns that no document is asked for."""
DIGITS = 14


class CorrectionRefusedError(Exception):
    """Nothing was corrected; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a document says and that may be corrected."""

    key: str
    label: str
    received: Value
    counts: Value
    """What counts now: what was received, or what an earlier correction made of it."""
    shape: str
    """``number``, ``flag``, ``day``, ``text`` or ``choice``."""
    least: int = 0
    most: int = MOST_YEN
    longest: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    place: str = ""
    """Of a relative: where the document names them."""

    def told(self, value: Value) -> str:
        """Return a value for a clerk."""
        if self.choices:
            return dict(self.choices).get(self.entered(value), str(value or ""))
        if self.shape == "number" and isinstance(value, int):
            return f"{value:,}"
        return str(value or "")

    def entered(self, value: Value) -> str:
        """Return a value as it is entered."""
        if self.shape == "flag":
            return "1" if value else ""
        return "" if value is None else str(value)

    def read(self, text: str) -> Value:
        """Return what was entered.

        Raises:
            CorrectionRefusedError: It is no such value.
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        if self.choices:
            return self._chosen(plain)
        if self.shape == "number":
            return self._number(plain.replace(",", ""))
        if self.shape == "day":
            return self._day(plain)
        kept = blank_numbers_in_words(text.strip())
        if len(kept) > self.longest:
            raise CorrectionRefusedError(f"{self.label}：{self.longest}文字までで入れてください。")
        return kept

    def _chosen(self, text: str) -> Value:
        if text not in dict(self.choices):
            raise CorrectionRefusedError(f"{self.label}：選び直してください。")
        if self.shape == "flag":
            return bool(text)
        return int(text) if isinstance(self.received, int) else text

    def _number(self, text: str) -> Value:
        if not text and self.received is None:
            return None
        sign = text.removeprefix("-")
        if not (sign.isascii() and sign.isdigit()) or len(sign) > DIGITS:
            raise CorrectionRefusedError(f"{self.label}：数字で入れてください。")
        if not self.least <= int(text) <= self.most:
            raise CorrectionRefusedError(
                f"{self.label}：{self.least:,}から{self.most:,}までで入れてください。"
            )
        return int(text)

    def _day(self, text: str) -> Value:
        try:
            return date.fromisoformat(text).isoformat() if text else None
        except ValueError:
            raise CorrectionRefusedError(
                f"{self.label}：2026-01-31 の形で、ある日を入れてください。"
            ) from None


def correctable(document: TaxDocument, *, until: datetime | None = None) -> list[Item]:
    """Return everything of a document that may be corrected, figures first.

    Args:
        document: Of any kind that has figures or relatives.
        until: What counts is told as of this moment; as of now if nothing is given.
    """
    year = document.tax_year
    now = corrections_in_force(year, document_id=document.pk, until=until).get(document.pk, {})
    relatives = of_relatives(now)
    items = list(_figures(document, of_figures(now)))
    for one in relatives_in_view(document, until):
        items += _relative(one, relatives.get(one.place, {}))
    return items


def relatives_in_view(document: TaxDocument, until: datetime | None = None) -> list[StatedRelative]:
    """Return a document's relatives, those left out who were added after a moment."""
    rows = document.relatives.order_by("pk")
    if until is not None:
        rows = rows.exclude(added_by__decision__decided_at__gt=until)
    return list(rows)


def _figures(document: TaxDocument, now: Mapping[str, Value]) -> Iterator[Item]:
    for name in ("wage", "pension"):
        row = getattr(document, name, None)
        if row is not None:
            for field in row._meta.concrete_fields:
                if field.name not in {"document", "note"}:
                    yield _of_field(field, getattr(row, field.name), now)
    row = getattr(document, "figures", None)
    if row is not None:
        yield from _of_return(row.columns, row.collection_choice, now)


def _of_return(
    columns: Mapping[str, Value], choice: str, now: Mapping[str, Value]
) -> Iterator[Item]:
    left_out = {name for group in NOT_OF_DOCUMENTS for name in rules().groups[group]}
    for name, kind in column_kinds().items():
        if name in left_out:
            continue
        received = columns.get(name, False if kind.flag else 0)
        received = bool(received) if kind.flag else received
        yield Item(
            name,
            kind.label,
            received,
            now.get(name, received),
            "flag" if kind.flag else "number",
            least=kind.least,
            most=kind.most,
            choices=FLAGS if kind.flag else (),
        )
    key = "collection_choice"
    choices = tuple((str(one.value), str(one.label)) for one in CollectionChoice)
    yield Item(key, "徴収方法の選択", choice, now.get(key, choice), "choice", choices=choices)


def _of_field(
    field: models.Field[Any, Any],
    value: Any,  # noqa: ANN401 - a field has values of any type
    now: Mapping[str, Value],
    place: str = "",
) -> Item:
    received: Value = value.isoformat() if isinstance(value, date) else value
    shape, most = "text", MOST_YEN
    choices: tuple[tuple[str, str], ...] = ()
    if isinstance(field, models.BooleanField):
        shape, choices = "flag", FLAGS
    elif field.name == "self_disability":
        shape, choices = "choice", DISABILITY
    elif field.name == "disability":
        shape, choices = "choice", LEVELS
    elif isinstance(field, models.DateField):
        shape = "day"
    elif isinstance(field, models.IntegerField):
        shape = "number"
        most = MOST_YEN if isinstance(field, models.BigIntegerField) else MOST_PERSONS
    return Item(
        f"{place}/{field.name}" if place else field.name,
        str(field.verbose_name),
        received,
        now.get(field.name, received),
        shape,
        most=most,
        longest=field.max_length or 0,
        choices=choices,
        place=place,
    )


def _relative(one: StatedRelative, now: Mapping[str, Value]) -> Iterator[Item]:
    struck = bool(now.get(STRUCK, False))
    label = "親族として数えない（否認）"
    yield Item(
        f"{one.place}/{STRUCK}", label, False, struck, "flag", choices=FLAGS, place=one.place
    )
    fields = {field.name: field for field in one._meta.concrete_fields}
    for name in OF_RELATIVES:
        yield _of_field(fields[name], getattr(one, name), now, one.place)
