"""Writing an approved pack, once: what its desk needs, sealed, with no Individual Number."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from juminzei.apps.venue_packs.city_envelope import new_keys
from juminzei.apps.venue_packs.kept_secret import kept
from juminzei.apps.venue_packs.models import PackedPerson, PackState
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.sealed_pack import refuse_weak, seal_pack
from juminzei.apps.venue_packs.selectors.chosen_people import relatives_of
from juminzei.apps.venue_packs.selectors.standing import standing_of
from juminzei.apps.venue_packs.services.steps import ASK, locked, stepped
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import allowed, require
from juminzei.platform.storage.carried_rows import Carriage, written

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.venue_packs.models import Pack

FORMAT = "juminzei-venue-pack-1"


@transaction.atomic
def write_pack(*, pack_id: int, passphrase: str, actor: StaffMember, at: datetime) -> bytes:
    """Return the file of an approved pack; it is written once, and then it is out.

    Args:
        pack_id: Which pack.
        passphrase: What opens it; kept nowhere.
        actor: Who takes it out; needs ``packs.ask``.
        at: When.

    Raises:
        PackRefusedError: It is not approved, is over, or the passphrase is weak.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    pack = locked(pack_id, [PackState.APPROVED])
    refuse_weak(passphrase)
    if pack.due_on < at.date():
        raise PackRefusedError("返却期限が過ぎています。無効にして、申請し直してください。")
    packed = pack.persons.filter(relative=False)
    people = frozenset(packed.values_list("addressee_id", flat=True))
    relatives = relatives_of(people, at.date())
    _stand(pack, people, relatives)
    secret, public = new_keys()
    pack.public_key, pack.secret_key = public.hex(), kept(secret, pack=pack.pk)
    pack.relatives = len(relatives)
    file = seal_pack(_head(pack), _content(pack, people, relatives, at.date()), passphrase)
    pack.digest = hashlib.sha256(file).hexdigest()
    stepped(
        pack,
        PackState.OUT,
        actor=actor,
        at=at,
        people=len(people),
        relatives=len(relatives),
        digest=pack.digest,
    )
    return file


def _stand(pack: Pack, people: frozenset[int], relatives: frozenset[int]) -> None:
    """Keep whom it is about, and how the city stands towards them now."""
    standing = standing_of(people, pack.tax_year)
    for person in pack.persons.filter(relative=False):
        person.stood = standing[person.addressee_id]
        person.save(update_fields=["stood"])
    PackedPerson.objects.bulk_create(
        PackedPerson(pack=pack, addressee_id=number, relative=True) for number in sorted(relatives)
    )


def _head(pack: Pack) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "pack": pack.pk,
        "municipality": settings.CONFIGURATION.municipality,
        "venue": pack.venue_name,
        "expires_on": pack.due_on.isoformat(),
        "people": pack.people,
        "relatives": pack.relatives,
    }


def _content(
    pack: Pack, people: frozenset[int], relatives: frozenset[int], on: date
) -> dict[str, Any]:
    carriage = Carriage(
        people=people,
        relatives=relatives,
        tax_year=pack.tax_year,
        on=on,
        venue=pack.venue,
        first_day=pack.first_day,
        last_day=pack.last_day,
    )
    tables = written(carriage)
    return {
        "city_key": pack.public_key,
        "venue": pack.venue,
        "tax_year": pack.tax_year,
        "first_day": pack.first_day.isoformat(),
        "ordinance": settings.CONFIGURATION.ordinance,
        "staff": _staff(pack, on),
        "tables": tables,
        "counts": {table["model"]: len(table["rows"]) for table in tables},
    }


def _staff(pack: Pack, on: date) -> list[dict[str, Any]]:
    """Return who works there; neither passwords nor other roles go along."""
    members = StaffMember.objects.filter(staff_number__in=pack.staff_numbers)
    return [
        {
            "number": one.staff_number,
            "name": one.name,
            "department": one.department,
            "closes": allowed(one, "desk.manage", on=on),
        }
        for one in members.order_by("staff_number")
    ]
