"""Made-up staff, people and tax rows for the tests of pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from juminzei.apps.addressees.models import Addressee, AddresseeVersion, ProtectedPerson
from juminzei.base.japanese_text import address_key, kana_key, name_key
from juminzei.base.numbers import addressee_number
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import add_member

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

PASSWORD = "kazo-no-kusunoki-2026"
AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
SINCE = date(2020, 4, 1)


def staff(
    number: str = "1001",
    *roles: Role,
    password: str | None = None,
    valid_from: date = SINCE,
    valid_until: date | None = None,
) -> StaffMember:
    """Return a staff member with ``roles``, a tax clerk if none are named."""
    return add_member(
        staff_number=number,
        name="課税 花子",
        department="税務課",
        roles=roles or (Role.TAX_CLERK,),
        valid_from=valid_from,
        valid_until=valid_until,
        password=password,
    )


def person(
    body: int, name: str, kana: str, birth_on: date = date(1980, 4, 1), **columns: Any
) -> Addressee:
    """Return an addressee numbered after ``body``, with one version."""
    address = str(columns.pop("address", "加須市三俣二丁目1番地1"))
    shared = {"name": name, "kana": kana, "birth_on": birth_on, "address": address, "sex": "1"}
    made = Addressee.objects.create(
        number=addressee_number.number(body),
        name_key=name_key(name),
        kana_key=kana_key(kana),
        address_key=address_key(address),
        **{"kind": "resident", "household_number": 5_000_000 + body, **shared, **columns},
    )
    AddresseeVersion.objects.create(
        addressee=made,
        version=0,
        true_from=birth_on,
        recorded_at=AT,
        reason="全件",
        birth_text="",
        household_number=made.household_number,
        relationship="02",
        municipality="112101",
        **shared,
    )
    return made


def protect(person: Addressee, since: date = SINCE, until: date | None = None) -> None:
    """Protect ``person`` between the days."""
    ProtectedPerson.objects.create(
        addressee=person, valid_from=since, valid_until=until, recorded_at=AT
    )
