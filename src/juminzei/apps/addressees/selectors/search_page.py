"""Finding addressees for the search page, from one character on, by the names they had too.

Everything found is counted and can be paged through; nothing is cut off silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, F, Func, Q, Value, When

from juminzei.apps.addressees.models import Addressee, CorporationFacts, OtherName
from juminzei.apps.addressees.selectors.search_terms import DIGITS, SearchTerms
from juminzei.base.japanese_text import address_key, kana_key, name_key
from juminzei.platform.storage.prefix import ByCodePoint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from django.db.models import QuerySet
    from django.db.models.expressions import OrderBy

ORDERS = ("kana", "number", "birth_on", "address")


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
    conditions = None if terms.for_nobody else _conditions(terms)
    if conditions is None:
        return Addressee.objects.none()
    people = Addressee.objects.filter(*conditions)
    if terms.address:  # to be found by an address would tell it
        people = people.exclude(number__in=hidden)
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
    texts: dict[str, tuple[str, Callable[[str], str]]] = {
        "kana_key": (terms.kana, kana_key),
        "name_key": (terms.name, name_key),
        "address_key": (terms.address, address_key),
    }
    conditions = list(_exact(terms))
    for column, (typed, keyed) in texts.items():
        if typed and not keyed(typed):
            return None
        if typed:
            condition = Q(**{f"{column}__{lookup}": keyed(typed)})
            conditions.append(condition if column == "address_key" else _named(condition))
    return conditions


def _named(condition: Q) -> Q:
    """Return that the name of now, or another one of theirs, meets the condition."""
    others = OtherName.objects.filter(condition)
    return condition | Q(pk__in=others.values("addressee_id"))


def _exact(terms: SearchTerms) -> Iterator[Q]:
    """Yield what must hold of terms that are compared as they are."""
    if terms.number:
        unknown = 10 ** (DIGITS - len(terms.number))
        lowest = int(terms.number) * unknown
        yield Q(number__gte=lowest, number__lt=lowest + unknown)
    if terms.birth_on:
        yield Q(birth_on=terms.birth_on)
    if terms.kind:
        yield Q(kind=terms.kind)
    if terms.corporate_number:
        facts = CorporationFacts.objects.filter(corporate_number=terms.corporate_number)
        yield Q(pk__in=facts.values("version__addressee_id"))
