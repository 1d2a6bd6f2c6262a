"""Finding persons for the search page: by number, kana, name and birth date, from one character on.

Everything found is counted and can be paged through; nothing is cut off silently.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, CharField, F, Func, Q, Value, When

from juminzei.apps.addressees.models import Addressee
from juminzei.base.japanese_text import kana_key, name_key
from juminzei.platform.storage.prefix import ByCodePoint

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import QuerySet
    from django.db.models.expressions import OrderBy

DIGITS = 10
"""An addressee number has ten digits."""

ORDERS = ("kana", "number", "birth_on", "address")


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a clerk looks for; empty terms do not narrow.

    ``number`` are the leading digits of the addressee number. ``anywhere`` finds
    ``kana`` and ``name`` in the middle too.
    """

    number: str = ""
    kana: str = ""
    name: str = ""
    birth_on: date | None = None
    anywhere: bool = False

    def stored(self) -> dict[str, object]:
        """Return the terms as a session keeps them on the server."""
        return {**asdict(self), "birth_on": self.birth_on and self.birth_on.isoformat()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Self:
        """Read what :meth:`stored` returned."""
        born = stored.get("birth_on")
        return cls(
            number=stored["number"],
            kana=stored["kana"],
            name=stored["name"],
            birth_on=date.fromisoformat(born) if born else None,
            anywhere=bool(stored["anywhere"]),
        )

    @property
    def kinds(self) -> list[str]:
        """Return which terms are given, without saying what they are (for the audit record)."""
        return [name for name, value in asdict(self).items() if value]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a person stands in a search result, counted from 1, and who stands beside."""

    position: int
    total: int
    previous: int | None
    following: int | None


def found(
    terms: SearchTerms, *, order: str = "kana", hidden: Collection[int] = ()
) -> QuerySet[Addressee]:
    """Return everybody whom ``terms`` describe, in a total order.

    Args:
        terms: What to look for; without any, nobody is found.
        order: One of :data:`ORDERS`, with ``-`` before it for the reverse.
        hidden: Addressee numbers whose addresses must not be told, by the order either.
    """
    if not terms.kinds or terms.kinds == ["anywhere"]:
        return Addressee.objects.none()
    conditions = _conditions(terms)
    if conditions is None:
        return Addressee.objects.none()
    people = Addressee.objects.filter(*conditions)
    return people.order_by(*ordering(order, hidden))


def ordering(order: str, hidden: Collection[int] = ()) -> list[OrderBy]:
    """Return how to sort by ``order``; an unknown one is by kana. The number breaks ties.

    By address, ``hidden`` come last: their neighbours would tell where they live.
    """
    name, descending = order.removeprefix("-"), order.startswith("-")
    if name == "number":
        return [F("number").desc() if descending else F("number").asc()]
    address = ByCodePoint("address_key")
    told = Case(
        When(number__in=hidden, then=Value(None)), default=address, output_field=CharField()
    )
    keys: dict[str, F | Func | Case] = {
        "birth_on": F("birth_on"),
        "address": told if hidden else address,
    }
    key = keys.get(name) or ByCodePoint("kana_key")
    first = key.desc(nulls_last=True) if descending else key.asc(nulls_last=True)
    return [first, F("number").asc()]


def neighbours(
    terms: SearchTerms, *, order: str, position: int, hidden: Collection[int] = ()
) -> Neighbours | None:
    """Return who stands around ``position`` in the result, none if nobody stands there."""
    people = found(terms, order=order, hidden=hidden).values_list("number", flat=True)
    before = 1 if position > 1 else 0
    window = list(people[position - 1 - before : position + 1])
    if len(window) <= before:
        return None
    return Neighbours(
        position=position,
        total=people.count(),
        previous=window[0] if before else None,
        following=window[before + 1] if len(window) > before + 1 else None,
    )


def _conditions(terms: SearchTerms) -> list[Q] | None:
    """Return what must hold; none if a term has nothing in it that anybody could match."""
    lookup = "contains" if terms.anywhere else "begins_with"
    conditions = []
    if terms.number:
        unknown = 10 ** (DIGITS - len(terms.number))
        lowest = int(terms.number) * unknown
        conditions.append(Q(number__gte=lowest, number__lt=lowest + unknown))
    keys = {"kana_key": kana_key(terms.kana), "name_key": name_key(terms.name)}
    if (terms.kana and not keys["kana_key"]) or (terms.name and not keys["name_key"]):
        return None
    conditions += [Q(**{f"{field}__{lookup}": key}) for field, key in keys.items() if key]
    if terms.birth_on:
        conditions.append(Q(birth_on=terms.birth_on))
    return conditions
