"""A family with documents in the tables, for checks that go all the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import AddresseeVersion
from juminzei.apps.assessment.models import StatedRelative, TaxableList
from juminzei.apps.crosschecks.models import Case
from juminzei.apps.crosschecks.services.run_checks import run_checks
from support.document_rows import BIRTH, wage
from support.moments import START
from support.page_rows import person
from support.tax_rows import frozen_list, listed

if TYPE_CHECKING:
    from juminzei.apps.crosschecks.models import CheckRun
    from juminzei.platform.staff.models import StaffMember

FAMILY = ((1, "山田 太郎", "02"), (2, "山田 花子", "12"), (3, "山田 一郎", "20"))
BORN = dict.fromkeys((1, 2, 3), BIRTH)
"""As the made-up documents say, so that nothing differs there."""
KANA = {1: "ヤマダ タロウ", 2: "ヤマダ ハナコ", 3: "ヤマダ イチロウ"}


def family(clerk: StaffMember) -> dict[int, int]:
    """Enter three of one household, all on the frozen list."""
    taxable = TaxableList.objects.first() or frozen_list(clerk)
    numbers = {}
    for body, name, relationship in FAMILY:
        more = {"household_number": 700, "relationship": relationship, "resident": True}
        one = person(body, name, KANA[body], BORN[body], resident_since=BORN[body], **more)
        versions = AddresseeVersion.objects.filter(addressee=one)
        version = versions.get()
        version.pk, version.version = None, 1
        version.relationship, version.household_number = relationship, 700
        version.resident_since = BORN[body]
        version.save()
        type(one).objects.filter(pk=one.pk).update(version=1)
        listed(taxable, one)
        numbers[body] = one.number
    return numbers


def relative(document: int, place: str, body: int = 0, **given: Any) -> StatedRelative:
    """Have a document name somebody of the family, or somebody unknown."""
    named = {"name": {key: name for key, name, _ in FAMILY}.get(body, "見本 二郎")}
    named |= {"kana": KANA.get(body, "ミホン ジロウ")}
    return StatedRelative.objects.create(document_id=document, place=place, **{**named, **given})


def claimed_son(clerk: StaffMember) -> dict[int, int]:
    """Enter the family: both parents claim the son, who earns 2,000,000 yen himself."""
    numbers = family(clerk)
    for body in (1, 2):
        document = wage(numbers[body], 5_000_000, payer_name=f"甲{body}", dependants_other=1)
        relative(document, "dependant_1", 3, addressee_id=numbers[3], resolution="number")
    wage(numbers[3], 2_000_000, payer_name="乙")
    return numbers


def run(clerk: StaffMember) -> CheckRun:
    """Run all checks of the year."""
    return run_checks(tax_year=2026, actor=clerk, at=START)


def found() -> list[str]:
    """Return which checks have cases that are not gone."""
    return sorted(Case.objects.exclude(state="gone").values_list("check_id", flat=True))
