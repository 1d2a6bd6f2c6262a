"""Several clerks propose to change one fixed tax, and several supervisors grant it, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from juminzei.apps.assessment.models import AssessmentVersion, Reassessment
from juminzei.apps.assessment.services.decide_reassessment import decide_reassessment
from juminzei.apps.assessment.services.propose_reassessment import (
    ReassessmentRefusedError,
    propose_reassessment,
)
from juminzei.platform.staff.policy import Role
from support.document_rows import TAX_YEAR
from support.fixed_year import corrected, fixed, wage_report_of
from support.moments import START
from support.page_rows import staff
from support.raced import members, raced
from support.small_city import small_city

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault", "audit"], transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def proposed(number: int, actor: StaffMember) -> Reassessment:
    return propose_reassessment(
        number=number,
        tax_year=TAX_YEAR,
        ground="correction",
        reason="賃金台帳と照合した",
        actor=actor,
        at=START,
    )


def test_one_proposal_waits_and_one_version_follows() -> None:
    clerk, boss = staff("1001"), staff("9001", Role.TAX_SUPERVISOR)
    city = small_city()
    fixed(clerk, boss)
    corrected(wage_report_of(city.employee), clerk, boss, START, revenue="4000000")
    people = members(Role.TAX_SUPERVISOR)
    done = raced(lambda place: proposed(city.employee, people[place]), ReassessmentRefusedError)
    assert done == 1
    made = Reassessment.objects.get()
    others = [one for one in people if one != made.asked_by] + [boss]
    granted = raced(
        lambda place: decide_reassessment(
            key=made.pk, granted=True, note="", actor=others[place], at=START
        ),
        ReassessmentRefusedError,
    )
    assert granted == 1
    versions = AssessmentVersion.objects.filter(addressee=city.employee)
    assert sorted(versions.values_list("version", flat=True)) == [1, 2]
