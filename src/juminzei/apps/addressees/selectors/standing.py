"""How each person stood towards the city on a day: resident or not, premises or none."""

from __future__ import annotations

from collections import defaultdict
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from juminzei.apps.addressees.models import AddresseeVersion, LocalPremises
from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

COLUMNS = (
    *("addressee_id", "addressee__kind", "version", "reason", "birth_on", "sex"),
    *("household_number", "relationship", "postcode", "address"),
    *("resident_since", "ceased_on", "ceased_reason"),
)


class Standing(NamedTuple):
    """What was true of a person on the day, as known at a moment.

    Of somebody of whom nothing was true yet, it is the earliest version known.
    """

    addressee_id: int
    kind: str
    """:class:`juminzei.apps.addressees.models.AddresseeKind`."""
    version: int
    reason: str
    """異動事由 of the version."""
    birth_on: date | None
    sex: str
    household_number: int | None
    relationship: str
    postcode: str
    address: str
    resident_since: date | None
    ceased_on: date | None
    ceased_reason: str
    grounds: frozenset[str] = frozenset()
    """What the person has in the city on the day without being in the register:
    values of :class:`juminzei.apps.addressees.models.Ground`."""


def standings(day: date, *, known_at: datetime | None = None) -> Iterator[Standing]:
    """Yield the standing of everybody on ``day``, ordered by addressee number.

    Args:
        day: The day asked about.
        known_at: Leave out what was recorded after this moment; None for all.
    """
    grounds = _grounds(day, known_at)
    found = [*_standings(as_of(day, known_at=known_at)), *_standings(_not_yet(day, known_at))]
    for standing in sorted(found):
        held = grounds.get(standing.addressee_id)
        yield standing if held is None else standing._replace(grounds=frozenset(held))


def _standings(versions: QuerySet[AddresseeVersion]) -> Iterator[Standing]:
    columns = read_columns(versions, *COLUMNS)
    return starmap(Standing, zip(*(columns[name].tolist() for name in COLUMNS), strict=True))


def _not_yet(day: date, known_at: datetime | None) -> QuerySet[AddresseeVersion]:
    """Return the first known version of everybody of whom nothing was true by ``day``."""
    known = AddresseeVersion.objects.all()
    if known_at is not None:
        known = known.filter(recorded_at__lte=known_at)
    by_then = known.filter(true_from__lte=day, addressee_id=OuterRef("addressee_id"))
    oldest_first = Window(
        RowNumber(), partition_by=[F("addressee_id")], order_by=[F("version").asc()]
    )
    return known.filter(~Exists(by_then)).annotate(place=oldest_first).filter(place=1)


def _grounds(day: date, known_at: datetime | None) -> dict[int, set[str]]:
    """Return who had what in the city on ``day``; first and last day count."""
    begun = Q(since=None) | Q(since__lte=day)
    not_ended = Q(until=None) | Q(until__gte=day)
    premises = LocalPremises.objects.filter(begun & not_ended)
    if known_at is not None:
        premises = premises.filter(recorded_at__lte=known_at)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for addressee_id, ground in premises.values_list("addressee_id", "ground"):
        found[addressee_id].add(ground)
    return found
