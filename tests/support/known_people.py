"""People whom the register knows, written straight into the tables, with numbers in the vault."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import Addressee, AddresseeVersion
from juminzei.base.japanese_text import address_key, kana_key, name_key
from juminzei.base.numbers import addressee_number
from juminzei.platform.vault.services import Place, seal
from support.moments import START

if TYPE_CHECKING:
    from juminzei.base.numbers.individual_number import IndividualNumber

BIRTH = date(1980, 4, 2)


def known(
    body: int,
    *,
    name: str = "加藤　一郎",
    kana: str = "カトウ　イチロウ",
    birth_on: date | None = BIRTH,
    address: str = "加須市三俣２－１－１",
    individual_number: IndividualNumber | None = None,
    kind: str = "resident",
) -> int:
    """Enter a person whom the register knows, and return the addressee number."""
    addressee = Addressee.objects.create(
        number=addressee_number.number(body),
        kind=kind,
        version=1,
        name=name,
        name_key=name_key(name),
        kana=kana,
        kana_key=kana_key(kana),
        birth_on=birth_on,
        sex="1",
        address=address,
        address_key=address_key(address),
        resident=True,
    )
    if individual_number is not None:
        seal(Place("addressee", "own"), [(addressee.number, individual_number)])
    return addressee.number


def formerly(addressee_id: int, *, name: str, kana: str, address: str) -> None:
    """Enter an older version of a person: another name or address before."""
    AddresseeVersion.objects.create(
        addressee_id=addressee_id,
        version=0,
        true_from=date(2010, 1, 1),
        recorded_at=START,
        reason="転入",
        name=name,
        kana=kana,
        birth_text="昭和55年4月2日",
        sex="1",
        household_number=1,
        relationship="02",
        municipality="112101",
        address=address,
    )
