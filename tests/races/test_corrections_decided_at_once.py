"""Two supervisors decide on a correction, and two clerks propose one, at the same moment."""

from __future__ import annotations

import pytest
from django.db import connection

from juminzei.apps.assessment.models import AssessmentHold, CorrectionDecision, OfficialCorrection
from juminzei.apps.assessment.services.correctable import CorrectionRefusedError
from juminzei.apps.assessment.services.decide_correction import decide_correction
from juminzei.apps.assessment.services.hold_assessment import HoldRefusedError, hold_assessment
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.platform.staff.policy import Role
from support.document_rows import person_on_the_list, wage
from support.page_rows import AT, staff
from support.raced import members, raced

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"], transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
WORDS = {"reason": "桁の誤り", "evidence": "賃金台帳"}


def test_a_correction_is_decided_on_once_whatever_each_says() -> None:
    made = propose_correction(
        document_id=wage(person_on_the_list(1), 1_000),
        entered={"revenue": "2"},
        actor=staff("1001"),
        at=AT,
        reason=WORDS["reason"],
        evidence=WORDS["evidence"],
    )
    bosses = members(Role.TAX_SUPERVISOR)

    def decide(place: int) -> object:
        return decide_correction(
            correction_id=made.pk, approved=place % 2 == 0, note="x", actor=bosses[place], at=AT
        )

    assert raced(decide, CorrectionRefusedError) == 1
    assert CorrectionDecision.objects.count() == 1


def test_a_document_has_one_proposal_at_a_time() -> None:
    document = wage(person_on_the_list(1), 1_000)
    clerks = members(Role.TAX_CLERK)

    def propose(place: int) -> object:
        entered = {"revenue": str(place + 2)}
        return propose_correction(
            document_id=document,
            entered=entered,
            actor=clerks[place],
            at=AT,
            reason=WORDS["reason"],
            evidence=WORDS["evidence"],
        )

    assert raced(propose, CorrectionRefusedError) == 1
    assert OfficialCorrection.objects.count() == 1


def test_somebody_is_held_once() -> None:
    number = person_on_the_list(1)
    clerks = members(Role.TAX_CLERK)

    def hold(place: int) -> object:
        return hold_assessment(
            number=number, tax_year=2026, reason="調査中", actor=clerks[place], at=AT
        )

    assert raced(hold, HoldRefusedError) == 1
    assert AssessmentHold.objects.count() == 1
