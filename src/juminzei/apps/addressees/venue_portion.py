"""What of the register is carried to a venue without a link: who people are, today."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import F

from juminzei.apps.addressees.models import Addressee, AddresseeVersion, ProtectedPerson
from juminzei.apps.addressees.selectors.protection import withheld
from juminzei.platform.clock import JAPAN
from juminzei.platform.storage.carried_rows import Portion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.platform.storage.carried_rows import Carriage

PAST = {"moved_from": "", "moved_to": "", "nationality": "", "reported_on": None}
NO_ADDRESS = {"postcode": "", "address": "", "household_number": None}


def portions(carriage: Carriage) -> Iterator[Portion]:
    """Yield the newest version of everybody, without where they lived before.

    Of whom is withheld neither address nor household leaves the city: they are flagged
    in the pack as the register would, whatever the reason.
    """
    hidden = withheld(carriage.on)
    everybody = carriage.people | carriage.relatives
    told, untold = everybody - hidden.numbers, everybody & hidden.numbers
    people = Addressee.objects.order_by("pk")
    yield Portion(people.filter(pk__in=told))
    yield Portion(people.filter(pk__in=untold), blank={**NO_ADDRESS, "address_key": ""})
    newest = AddresseeVersion.objects.filter(version=F("addressee__version"))
    yield Portion(newest.filter(addressee__in=told), blank=PAST)
    yield Portion(
        newest.filter(addressee__in=untold), blank={**PAST, **NO_ADDRESS, "municipality": ""}
    )
    yield Portion(
        [
            ProtectedPerson(
                pk=place,
                addressee_id=number,
                valid_from=carriage.on,
                recorded_at=datetime.combine(carriage.on, time.min, tzinfo=JAPAN),
            )
            for place, number in enumerate(sorted(untold), start=1)
        ]
    )
