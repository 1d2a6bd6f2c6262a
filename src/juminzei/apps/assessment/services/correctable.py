"""What of a document can be corrected by office authority: its figures, and the relatives in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from juminzei.apps.assessment.selectors.official_corrections import (
    corrections_in_force,
    of_figures,
    of_relatives,
)
from juminzei.apps.assessment.services.consolidation_rules import rules
from juminzei.apps.assessment.services.correctable_besides import besides
from juminzei.apps.assessment.services.correctable_item import FLAGS, CorrectionRefusedError, Item
from juminzei.kernel.column_kind import MOST_PERSONS, MOST_YEN
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from juminzei.apps.assessment.models import StatedRelative, TaxDocument
    from juminzei.apps.assessment.selectors.official_corrections import Value

__all__ = ["LEVELS", "STRUCK", "CorrectionRefusedError", "Item", "correctable", "relatives_in_view"]

STRUCK = "struck"
"""The item of a relative who does not count (扶養否認); kept although the document names them."""
OF_RELATIVES = (*("relationship", "birth_on", "income", "disability", "abroad", "cohabiting"),)
DISABILITY = (("none", "なし"), ("ordinary", "普通障害者"), ("special", "特別障害者"))
LEVELS = (("0", "なし"), ("1", "普通"), ("2", "特別"))
NOT_OF_DOCUMENTS = ("register", "departments")
"""Groups of the law's columns that no document is asked for."""


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
        yield from _of_columns(row.columns, now)
        yield from besides(document, now)


def _of_columns(columns: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[Item]:
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
