"""Who might be the one that is to be registered: found, compared and put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.addressees.models import BODIES, Addressee, CorporationFacts, OtherName
from juminzei.apps.addressees.selectors.body_likeness import body_core, body_likeness
from juminzei.apps.addressees.selectors.person_likeness import person_likeness
from juminzei.base.japanese_text import address_key, kana_key, name_key
from juminzei.platform.storage.prefix import BeginsWith

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.apps.addressees.selectors.likeness import Candidate, Sought
    from juminzei.apps.addressees.selectors.protection import Withheld

LARGEST_BLOCK = 500
"""What more addressees share says nothing by itself: an institution's address, a placeholder."""
SHORTEST_BEGINNING = 3
"""Signs of a name from which on others that begin so are worth a look."""
WORTH_SHOWING = 300


def candidates(sought: Sought, *, withheld: Withheld) -> list[Candidate]:
    """Return who might be the one, the likeliest first.

    Of whoever is withheld the address is not compared: that it agrees would tell it.

    Args:
        sought: As the form tells.
        withheld: Whose addresses are not to be told today.
    """
    compared = body_likeness if sought.kind in BODIES else person_likeness
    found = compared(sought, _worth_comparing(sought, withheld), withheld)
    worth = [one for one in found if one.strong or one.score >= WORTH_SHOWING]
    return sorted(worth, key=lambda one: (not one.strong, -one.score, one.addressee.number))


def _worth_comparing(sought: Sought, withheld: Withheld) -> list[Addressee]:
    """Return whoever shares a key with the one sought, of the same sort: people or bodies."""
    bodies = sought.kind in BODIES
    numbers: set[int] = set()
    for condition in _blocks(sought, withheld, bodies=bodies):
        block = Addressee.objects.filter(condition).values_list("pk", flat=True)
        found = list(block[: LARGEST_BLOCK + 1])
        numbers.update(found if len(found) <= LARGEST_BLOCK else ())
    people = Addressee.objects.filter(pk__in=numbers)
    alike = people.filter(kind__in=BODIES) if bodies else people.exclude(kind__in=BODIES)
    return list(alike.order_by("pk"))


def _blocks(sought: Sought, withheld: Withheld, *, bodies: bool) -> Iterator[Q]:
    """Yield what an addressee may share with the one sought, each by an index."""
    name, kana = name_key(sought.name), kana_key(sought.kana)
    for column, key in (("name_key", name), ("kana_key", kana)):
        if key:
            others = OtherName.objects.filter(**{column: key}).values("addressee_id")
            yield Q(**{column: key})
            yield Q(pk__in=others)
        if len(key) >= SHORTEST_BEGINNING:
            yield Q(**{f"{column}__{BeginsWith.lookup_name}": key})
    if sought.birth_on:
        yield Q(birth_on=sought.birth_on)
    if address := address_key(sought.address):
        yield Q(address_key=address) & ~Q(pk__in=withheld.numbers)
    if sought.corporate_number:
        facts = CorporationFacts.objects.filter(corporate_number=sought.corporate_number)
        yield Q(pk__in=facts.values("version__addressee_id"))
    if bodies:
        yield Q(kind__in=BODIES, name_key__contains=body_core(sought.name))
