"""The versions of an addressee: what each changed, and what was so on a day, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import AddresseeVersion, CorporationFacts
from juminzei.apps.addressees.relationship_words import relationship_words
from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.apps.addressees.selectors.protection import HIDDEN_ADDRESS
from juminzei.apps.addressees.selectors.written_rows import SEX, Row, column_label
from juminzei.base.numbers import addressee_number
from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from datetime import datetime

SHOWN = (
    *("name", "kana", "alias_name", "former_surname", "latin_name", "birth_on", "birth_text"),
    *("sex", "household_number", "relationship", "municipality", "postcode", "address"),
    *("resident_since", "ceased_on", "ceased_reason", "moved_from", "moved_to"),
)
PLACES = frozenset(
    {"household_number", "municipality", "postcode", "address", "moved_from", "moved_to"}
)
"""Columns that tell where somebody lives."""
BODY = ("corporate_number", "representative", "collector_number", "head_office_id")


@dataclass(frozen=True, slots=True)
class Change:
    """One version and what it changed of the one before."""

    version: AddresseeVersion
    true_from: str
    """異動日 as written."""
    rows: tuple[Row, ...]
    decided: int | None
    """The proposal from which it came, where two people decided."""


def changes(addressee: int, *, hide_places: bool) -> list[Change]:
    """Return every version, the newest first, with its differences; the first one has none."""
    versions = list(
        AddresseeVersion.objects.filter(addressee=addressee)
        .select_related("corporation", "registration")
        .prefetch_related("joint_members")
        .order_by("version")
    )
    told = [_told(version, hide_places=hide_places) for version in versions]
    rows: list[tuple[Row, ...]] = [()] if versions else []
    rows += [_differences(before, after) for before, after in pairwise(told)]
    found = [
        Change(version, day_text(version), different, _proposal(version))
        for version, different in zip(versions, rows, strict=True)
    ]
    return found[::-1]


def state_on(
    addressee: int, *, day: date, known_at: datetime | None, hide_places: bool
) -> tuple[AddresseeVersion, list[Row]] | None:
    """Return what was so of an addressee on ``day``, as known at a moment; none if nothing was."""
    version = as_of(day, known_at=known_at).filter(addressee_id=addressee).first()
    if version is None:
        return None
    told = _told(version, hide_places=hide_places)
    return version, [Row(label, text) for label, text in told.items() if text]


def day_text(version: AddresseeVersion) -> str:
    """Return the day of a change as it was written."""
    return version.true_from_text or wareki_text(version.true_from)


def _differences(before: dict[str, str], after: dict[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(label, text, before[label], changed=True)
        for label, text in after.items()
        if text != before[label]
    )


def _told(version: AddresseeVersion, *, hide_places: bool) -> dict[str, str]:
    """Return label and text of everything that one version says."""
    told = {}
    for column in SHOWN:
        label = column_label(AddresseeVersion, column)
        hidden = HIDDEN_ADDRESS if column == "address" else ""
        text = hidden if hide_places and column in PLACES else _text(version, column)
        told[label] = text
    facts = getattr(version, "corporation", None) or CorporationFacts()
    for column in BODY:
        told[_body_label(column)] = _text(facts, column)
    told["共有者"] = _members(version)
    return told


def _body_label(column: str) -> str:
    if column == "head_office_id":
        return "本店の宛名番号"
    return column_label(CorporationFacts, column)


def _text(thing: AddresseeVersion | CorporationFacts, column: str) -> str:
    value = getattr(thing, column)
    if column == "relationship":
        return relationship_words(value)
    if column == "sex":
        return SEX.get(str(value), str(value))
    if column == "head_office_id" and value is not None:
        return addressee_number.text(value)
    if isinstance(value, date):
        return wareki_text(value)
    return "" if value is None else str(value)


def _members(version: AddresseeVersion) -> str:
    texts = []
    for one in sorted(version.joint_members.all(), key=lambda member: member.member_id):
        known = one.share_numerator is not None and one.share_denominator is not None
        share = Fraction(one.share_numerator or 0, one.share_denominator or 1)
        told = f"{share.numerator}/{share.denominator}" if known else "持分不明"
        represents = " 代表" if one.represents else ""
        texts.append(f"{addressee_number.text(one.member_id)} {told}{represents}")
    return "、".join(texts)


def _proposal(version: AddresseeVersion) -> int | None:
    decision = getattr(version, "registration", None)
    return None if decision is None else decision.proposal_id
