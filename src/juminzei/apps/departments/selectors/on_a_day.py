"""What departments' stores say of people on a day, for checks and exemptions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from juminzei.apps.addressees.api import survivors
from juminzei.apps.departments.models import Store
from juminzei.apps.departments.selectors.stores import STORES, in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

NAMED_IN_QUERY = 5_000
"""Of more people, everybody's rows are read and the others left."""


def disability_on(addressees: Collection[int], on: date) -> dict[int, tuple[str, int]]:
    """Return who has a disability on a day: the kind of the paper, and the highest class.

    Args:
        addressees: Of whom.
        on: The day; both ends of a period count.

    Returns:
        Addressee number → kind (such as 身体障害者手帳) and class, 1 障害者 or 2 特別障害者.
    """
    found: dict[int, tuple[str, int]] = {}
    for store in (Store.DISABILITY, Store.CARE):
        rows = _valid(store, addressees, on, "kind", "disability_class")
        for number, kind, number_of_class in rows:
            known = found.get(number)
            if number_of_class and (known is None or number_of_class > known[1]):
                found[number] = (kind, number_of_class)
    return found


def assisted_on(addressees: Collection[int], on: date) -> set[int]:
    """Return who receives 生活扶助 on a day; other kinds of aid alone do not count."""
    rows = _valid(Store.ASSISTANCE, addressees, on, "living_aid")
    return {number for number, living_aid in rows if living_aid}


def care_certificates(addressees: Collection[int], on: date) -> dict[int, list[tuple[str, str]]]:
    """Return the certificates of care that are valid on a day: kind and 区分."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, kind, grade in _valid(Store.CARE, addressees, on, "kind", "grade"):
        found[number].append((kind, grade))
    return dict(found)


def premiums_paid(
    addressees: Collection[int], income_year: int
) -> dict[int, dict[str, tuple[int, int]]]:
    """Return what people paid for each insurance in a year.

    Returns:
        Addressee number → ``kokuho``, ``kaigo`` or ``kouki`` → yen withheld from the person's
        own pension, and yen paid otherwise.
    """
    kind, stands_for, wanted = STORES[Store.PREMIUMS], survivors(), set(addressees)
    rows = in_force(kind, _asked(wanted, stands_for)).filter(income_year=income_year)
    found: defaultdict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    columns = ("addressee_id", "insurance", "withheld", "otherwise")
    for number, insurance, withheld, otherwise in rows.values_list(*columns).order_by("pk"):
        for one in _named(number, stands_for, wanted):
            had = found[one].get(insurance, (0, 0))
            found[one][insurance] = (had[0] + withheld, had[1] + otherwise)
    return dict(found)


def _valid(
    store: Store, addressees: Collection[int], on: date, *columns: str
) -> Iterable[tuple[Any, ...]]:
    stands_for, wanted = survivors(), set(addressees)
    open_ended = Q(valid_until=None) | Q(valid_until__gte=on)
    rows = in_force(STORES[store], _asked(wanted, stands_for))
    rows = rows.filter(open_ended, valid_from__lte=on).order_by("pk")
    for number, *rest in rows.values_list("addressee_id", *columns):
        for one in _named(number, stands_for, wanted):
            yield one, *rest


def _asked(wanted: set[int], stands_for: dict[int, int]) -> set[int] | None:
    """Return the numbers to ask for: all of a person, nobody's name where they are many."""
    persons = {stands_for.get(number, number) for number in wanted}
    merged = {number for number, survivor in stands_for.items() if survivor in persons}
    numbers = wanted | persons | merged
    return numbers if len(numbers) <= NAMED_IN_QUERY else None


def _named(number: int, stands_for: dict[int, int], wanted: set[int]) -> Iterable[int]:
    """Yield under which of the numbers asked for a row is told."""
    person = stands_for.get(number, number)
    if number in wanted:
        yield number
    if person != number and person in wanted:
        yield person
