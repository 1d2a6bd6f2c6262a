"""What is written of an addressee as rows for people to read: label and text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from juminzei.apps.addressees.models import AddresseeKind, RegistrationProposal
from juminzei.apps.addressees.selectors.protection import HIDDEN_ADDRESS
from juminzei.base.numbers import addressee_number
from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from django.db.models import Field, Model

NAMES = ("name", "kana")
PLACE = ("municipality", "postcode", "address")
DAYS = ("true_from", "true_from_text", "reported_on")
COLUMNS = {
    AddresseeKind.NONREGISTERED: (
        *NAMES,
        *("alias_name", "former_surname", "latin_name", "birth_on", "birth_text", "sex"),
        *PLACE,
        *DAYS,
    ),
    AddresseeKind.CORPORATION: (
        *NAMES,
        *("corporate_number", "representative", "head_office_id", "collector_number"),
        *PLACE,
        *DAYS,
    ),
    AddresseeKind.JOINT: (*NAMES, "members", *PLACE, *DAYS),
}
SEX = {"1": "男", "2": "女"}


class Row(NamedTuple):
    """One thing written; ``before`` is what stood there, where there is something to compare."""

    label: str
    text: str
    before: str = ""
    changed: bool = False


def written_rows(
    thing: object, kind: str, *, before: object = None, hide_address: bool = False
) -> list[Row]:
    """Return what ``thing`` says, without what it says nothing about.

    Args:
        thing: A proposal, a version's facts, or the facts of a form.
        kind: Of the addressee.
        before: What is written now, to be set beside it.
        hide_address: Tell no place, as the addressee is withheld.
    """
    rows = []
    for column in COLUMNS[AddresseeKind(kind)]:
        text = _text(thing, column, hide_address=hide_address)
        was = "" if before is None else _text(before, column, hide_address=hide_address)
        if text or was:
            changed = before is not None and text != was
            rows.append(Row(_label(column), text, was, changed))
    return rows


def _label(column: str) -> str:
    name = column.removesuffix("_id")
    if name == "head_office":
        return "本店の宛名番号"
    return column_label(RegistrationProposal, name)


def column_label(model: type[Model], column: str) -> str:
    """Return what people call a column."""
    return str(cast("Field[Any, Any]", model._meta.get_field(column)).verbose_name)


def _text(thing: object, column: str, *, hide_address: bool) -> str:
    value = getattr(thing, column)
    if hide_address and column in PLACE:
        return HIDDEN_ADDRESS if column == "address" else ""
    if isinstance(value, date):
        return wareki_text(value)
    if column == "sex":
        return SEX.get(str(value), str(value))
    if column == "head_office_id" and value is not None:
        return addressee_number.text(value)
    if column == "members":
        return "、".join(_member(member) for member in value)
    return "" if value is None else str(value)


def _member(member: object) -> str:
    """Return a member as a proposal keeps it or as facts have it."""
    stored = member if isinstance(member, dict) else member.as_json()  # type: ignore[attr-defined]  # a member of facts
    share = stored["share"]
    parts = [addressee_number.text(stored["number"])]
    parts += [f"{share[0]}/{share[1]}"] if share else ["持分不明"]
    parts += ["代表"] if stored["represents"] else []
    return " ".join(parts)
