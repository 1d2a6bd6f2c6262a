"""Who might be in the register of addressees twice, and what is compared of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from juminzei.apps.addressees.models import Addressee, AddresseeVersion, CorporationFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

COLUMNS = (
    *("number", "kind", "resident", "name", "kana", "birth_on", "sex", "ceased_on"),
    *("name_key", "kana_key", "address_key", "merged_into_id", "corporate_number"),
)
ALIKE = (("kana_key", "birth_on"), ("name_key", "birth_on"), ("name_key", "address_key"))
"""Two who agree in one of these are worth a look."""


class Double(NamedTuple):
    """One of two who might be the same: what is compared, and what decides who stands for both."""

    number: int
    kind: str
    """:class:`juminzei.apps.addressees.models.AddresseeKind`."""
    resident: bool
    name: str
    kana: str
    birth_on: date | None
    sex: str
    ceased_on: date | None
    name_key: str
    kana_key: str
    address_key: str
    merged_into: int | None
    corporate_number: str = ""


def doubles_of(numbers: Iterable[int]) -> dict[int, Double]:
    """Return what is compared of these numbers, as far as somebody bears them."""
    return {one.number: one for one in _read(Addressee.objects.filter(pk__in=list(numbers)))}


def entered_at(numbers: Iterable[int]) -> dict[int, datetime]:
    """Return when each number was first recorded, as far as it has a history."""
    versions = AddresseeVersion.objects.filter(addressee__in=list(numbers))
    first = versions.values("addressee_id").annotate(first=Min("recorded_at")).order_by()
    return dict(first.values_list("addressee_id", "first"))


def possible_doubles() -> list[tuple[Double, Double]]:
    """Return every two that agree in :data:`ALIKE` or bear one 法人番号, the lower number first.

    Left out are numbers that were merged away, and two who both live here: the resident
    register knows them as two.
    """
    found: set[tuple[int, int]] = set()
    known: dict[int, Double] = {}
    questions = [(keys, _alike(keys)) for keys in ALIKE]
    for keys, alike in (*questions, (("corporate_number",), _same_corporation())):
        groups: defaultdict[tuple[object, ...], list[Double]] = defaultdict(list)
        for one in alike:
            known[one.number] = one
            groups[tuple(getattr(one, key) for key in keys)].append(one)
        for group in groups.values():
            found.update(_pairs(group))
    return [(known[first], known[second]) for first, second in sorted(found)]


def _pairs(group: list[Double]) -> Iterator[tuple[int, int]]:
    for one, other in combinations(sorted(group), 2):
        if not (one.resident and other.resident):
            yield one.number, other.number


def _alike(keys: tuple[str, ...]) -> list[Double]:
    """Return all who share each of ``keys``, one by one, with somebody who does not live here.

    They need not share them with the same one: that is for the caller to see. Asked so, the
    database looks each row up in a set; asked for pairs, it took ten times as long.
    """
    elsewhere = _whole(keys).filter(resident=False)
    shared = {f"{key}__in": elsewhere.values(key) for key in keys}
    return _read(_whole(keys).filter(**shared))


def _same_corporation() -> list[Double]:
    """Return the corporations whose 法人番号 more than one bears in its newest version."""
    numbered = _read(
        Addressee.objects.filter(
            merged_into=None, pk__in=_newest_facts().values("version__addressee_id")
        )
    )
    bearers = Counter(one.corporate_number for one in numbered)
    return [one for one in numbered if one.corporate_number and bearers[one.corporate_number] > 1]


def _newest_facts() -> QuerySet[CorporationFacts]:
    """Return the facts of corporations as they are now, of those with a 法人番号."""
    newest = CorporationFacts.objects.filter(version__version=F("version__addressee__version"))
    return newest.exclude(corporate_number="")


def _read(people: QuerySet[Addressee]) -> list[Double]:
    facts = _newest_facts().filter(version__addressee=OuterRef("pk"))
    number = Coalesce(Subquery(facts.values("corporate_number")[:1]), Value(""))
    rows = people.annotate(corporate_number=number).order_by("pk").values_list(*COLUMNS)
    return [Double(*row) for row in rows]


def _whole(keys: tuple[str, ...]) -> QuerySet[Addressee]:
    """Return who is not merged away and of whom all ``keys`` are known."""
    found = Addressee.objects.filter(merged_into=None)
    for key in keys:
        found = found.exclude(**({key: None} if key == "birth_on" else {key: ""}))
    return found
