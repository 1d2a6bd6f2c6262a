"""People of the city and of other systems, for tests of unified numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from juminzei.apps.unified.basic import Basic
from juminzei.apps.unified.models import LocalAddressee
from juminzei.apps.unified.services.city_numbering import CityNumbered, number_city
from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.jobs.services import this_worker
from juminzei.platform.staff.services import batch_member
from juminzei.platform.vault.services import Place, seal
from support.moments import START, Ticking

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee

OWN = Place("addressee", "own")


def made_up(serial: int) -> IndividualNumber:
    """Return a number made while the test runs."""
    body = f"{46_310_000_000 + serial:011d}"
    return IndividualNumber(f"{body}{check_digit(body)}")


def owns(person: Addressee, serial: int) -> None:
    """Tie the made-up number ``serial`` to an addressee of the tax."""
    seal(OWN, [(person.number, made_up(serial))])


def numbered(**options: Any) -> CityNumbered:
    """Number the city."""
    return number_city(actor=batch_member(START), worker=this_worker(), clock=Ticking(), **options)


def unified_of(person: Addressee) -> int | None:
    """Return the unified number of an addressee of the tax."""
    found = LocalAddressee.objects.filter(system="tax", local_number=f"{person.number:015d}")
    return found.values_list("person_id", flat=True).first()


def basic(**changed: Any) -> Basic:
    """Return what another system says of 山田太郎 of :mod:`support.page_rows`."""
    told: dict[str, Any] = {
        "name": "山田 太郎",
        "kana": "ヤマダ タロウ",
        "birth_on": date(1980, 4, 1),
        "sex": "1",
        "address": "加須市三俣二丁目1番地1",
    }
    return Basic(**(told | changed))
