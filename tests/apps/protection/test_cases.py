"""A case from application to end: two people, hidden at once, hidden until somebody ends it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from juminzei.apps.addressees.api import protected
from juminzei.apps.protection.models import (
    CaseStanding,
    CaseState,
    ProtectionCase,
    ProtectionDecision,
    ProtectionRequest,
)
from juminzei.apps.protection.selectors.cases import CaseTerms, found, queue_counts, undecided
from juminzei.apps.protection.services.decide import decide
from juminzei.apps.protection.services.refusal import ProtectionRefusedError
from juminzei.apps.protection.services.request_change import request_end, request_extension
from juminzei.apps.protection.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError, functions_of
from support.page_rows import person, protect, staff
from support.protection_cases import FIRST, MORNING, application, begun, decided, later

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

LAST = date(2027, 5, 31)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


@pytest.fixture
def she() -> Addressee:
    return person(1, "山本 﨑子", "ヤマモト サキコ")


@pytest.fixture
def child() -> Addressee:
    return person(2, "山本 一", "ヤマモト ハジメ", date(2018, 4, 1))


def standing(case: ProtectionCase) -> CaseStanding:
    return CaseStanding.objects.get(pk=case.pk)


def test_temporary_protection_hides_at_once_with_those_protected_together(
    clerk: StaffMember, she: Addressee, child: Addressee
) -> None:
    case = begun(she, clerk, joint=(child.number,))
    assert protected(FIRST) == {she.number, child.number}
    assert standing(case).state == CaseState.TEMPORARY
    assert standing(case).confirm_by == date(2026, 6, 8)
    assert (standing(case).valid_from, standing(case).valid_until) == (FIRST, LAST)


def test_nobody_was_hidden_the_day_before(clerk: StaffMember, she: Addressee) -> None:
    begun(she, clerk)
    assert protected(FIRST - timedelta(days=1)) == set()


def test_without_temporary_protection_the_decision_hides(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk, at_once=False)
    assert protected(FIRST) == set()
    decided(case, supervisor, at=later(3))
    assert protected(later(3).date()) == {she.number}
    assert standing(case).state == CaseState.ACTIVE


def test_temporary_protection_that_nobody_confirmed_goes_on_hiding_and_is_pointed_out(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    begun(she, clerk)
    counts = {key: count for key, _name, count in queue_counts(later(7).date())}
    assert counts["unconfirmed"] == 0
    counts = {key: count for key, _name, count in queue_counts(later(8).date())}
    assert (counts["undecided"], counts["unconfirmed"]) == (1, 1)
    assert protected(later(400).date()) == {she.number}
    [task] = [
        one
        for one in waiting(supervisor, functions_of(supervisor, on=FIRST), MORNING)
        if one.query == "queue=undecided"
    ]
    assert (task.count, task.due) == (1, date(2026, 6, 8))


def test_what_is_turned_down_is_shown_again_from_the_next_day(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk)
    decided(case, supervisor, agree=False, at=later(1))
    assert protected(later(1).date()) == {she.number}
    assert protected(later(2).date()) == set()
    assert standing(case).state == CaseState.TURNED_DOWN


def test_nobody_decides_about_what_they_asked_for(she: Addressee) -> None:
    """T-Z13: who enters an application or asks for its end does not decide about it."""
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    case = begun(she, supervisor)
    with pytest.raises(ProtectionRefusedError, match="自分の申請"):
        decided(case, supervisor)
    decided(case, staff("2002", Role.TAX_SUPERVISOR))
    request_end(case_id=case.pk, ends_on=FIRST, reason="申出", actor=supervisor, at=MORNING)
    with pytest.raises(ProtectionRefusedError, match="自分の申請"):
        decided(case, supervisor)
    assert protected(later(1).date()) == {she.number}


def test_a_request_is_decided_once(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    request = undecided().get(case=begun(she, clerk))
    decide(request_id=request.pk, agree=True, note="", actor=supervisor, at=MORNING)
    with pytest.raises(ProtectionRefusedError, match="待っていません"):
        decide(request_id=request.pk, agree=False, note="x", actor=supervisor, at=MORNING)


def test_turning_down_needs_a_reason(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    request = undecided().get(case=begun(she, clerk))
    with pytest.raises(ProtectionRefusedError, match="理由"):
        decide(request_id=request.pk, agree=False, note=" ", actor=supervisor, at=MORNING)


@pytest.mark.parametrize("role", [Role.COLLECTION_CLERK, Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_who_may_not_register_or_decide_is_refused(
    role: Role, clerk: StaffMember, she: Addressee
) -> None:
    other = staff("3001", role)
    with pytest.raises(NotPermittedError):
        begun(she, other)
    with pytest.raises(NotPermittedError):
        decided(begun(she, clerk), other)
    with pytest.raises(NotPermittedError):
        decided(begun(she, clerk), staff("1002"))


def test_an_application_that_names_nobody_or_the_other_party_is_refused(
    clerk: StaffMember, she: Addressee, child: Addressee
) -> None:
    with pytest.raises(ProtectionRefusedError, match="0000000999 は登録されていません"):
        begun(she, clerk, joint=(999,))
    with pytest.raises(ProtectionRefusedError, match="相手方が"):
        begun(she, clerk, joint=(child.number,), other_party=child.number)
    assert not ProtectionCase.objects.exists()


def test_over_its_period_an_address_stays_hidden_until_two_people_end_it(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk)
    decided(case, supervisor)
    after = later(400)
    assert protected(after.date()) == {she.number}
    assert list(found(CaseTerms(queue="expired"), on=after.date())) == [case]
    request_end(case_id=case.pk, ends_on=after.date(), reason="満了", actor=clerk, at=after)
    assert protected(later(401).date()) == {she.number}
    decided(case, supervisor, at=after)
    assert protected(after.date()) == {she.number}
    assert protected(later(401).date()) == set()
    assert standing(case).state == CaseState.ENDED


def test_a_city_may_let_protection_lapse(
    clerk: StaffMember,
    supervisor: StaffMember,
    she: Addressee,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decided(begun(she, clerk), supervisor)
    monkeypatch.setattr(settings.CONFIGURATION, "protection_stays_hidden", False)
    assert protected(LAST) == {she.number}
    assert protected(LAST + timedelta(days=1)) == set()


def test_a_late_decision_never_ends_protection_in_the_past(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk)
    decided(case, supervisor)
    request_end(case_id=case.pk, ends_on=FIRST, reason="申出", actor=clerk, at=MORNING)
    decided(case, supervisor, at=later(5))
    assert standing(case).last_day == later(5).date()


def test_an_end_that_has_gone_by_is_refused(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk)
    decided(case, supervisor)
    with pytest.raises(ProtectionRefusedError, match="今日"):
        request_end(case_id=case.pk, ends_on=FIRST, reason="x", actor=clerk, at=later(1))


def test_extensions_count_from_the_first_day(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk, valid_from=date(2024, 2, 29))
    decided(case, supervisor)
    ends = [standing(case).valid_until]
    for year in range(1, 5):
        request_extension(case_id=case.pk, reason="申出", actor=clerk, at=later(year))
        decided(case, supervisor, at=later(year))
        ends.append(standing(case).valid_until)
    assert ends == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 28),
        date(2029, 2, 28),
    ]


def test_one_thing_waits_at_a_time_and_only_what_goes_on_is_changed(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk)
    with pytest.raises(ProtectionRefusedError, match="支援措置中の申出ではありません"):
        request_extension(case_id=case.pk, reason="x", actor=clerk, at=MORNING)
    decided(case, supervisor)
    request_extension(case_id=case.pk, reason="x", actor=clerk, at=MORNING)
    with pytest.raises(ProtectionRefusedError, match="決定を待っている"):
        request_end(case_id=case.pk, ends_on=FIRST, reason="x", actor=clerk, at=MORNING)
    decided(case, supervisor, agree=False)
    assert standing(case).valid_until == LAST


def test_the_queue_of_what_ends_within_a_month(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    case = begun(she, clerk)
    decided(case, supervisor)
    terms = CaseTerms(queue="expiring")
    assert not found(terms, on=LAST - timedelta(days=32))
    assert list(found(terms, on=LAST - timedelta(days=31))) == [case]
    assert list(found(terms, on=LAST)) == [case]
    assert not found(terms, on=LAST + timedelta(days=1))


def test_two_sources_protect_and_the_end_of_one_leaves_the_other(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    protect(she)
    case = begun(she, clerk)
    decided(case, supervisor, agree=False)
    assert protected(later(30).date()) == {she.number}


@pytest.mark.parametrize("model", [ProtectionCase, ProtectionRequest, ProtectionDecision])
def test_history_is_appended(
    model: type[ProtectionCase], clerk: StaffMember, supervisor: StaffMember, she: Addressee
) -> None:
    decided(begun(she, clerk), supervisor)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(id=99)


def test_the_record_says_who_did_what_about_whom_and_no_more(
    clerk: StaffMember, supervisor: StaffMember, she: Addressee, child: Addressee
) -> None:
    case = begun(she, clerk, joint=(child.number,), opinion="加害のおそれ")
    decided(case, supervisor)
    said = list(OutgoingRecord.objects.filter(action__startswith="protection.").order_by("pk"))
    assert [(one.action, one.staff_number, one.function) for one in said] == [
        ("protection.case.begun_temporarily", "1001", "protection.register"),
        ("protection.request.agreed", "2001", "protection.decide"),
    ]
    assert {one.subject_id for one in said} == {f"{she.number:010d}"}
    told = str([(one.details, one.purpose) for one in said])
    assert not any(word in told for word in ("相手", "加害", "domestic", str(child.number)))


def test_nobody_is_told_what_waits_for_others(clerk: StaffMember, she: Addressee) -> None:
    begun(she, clerk)
    assert [task.count for task in waiting(clerk, functions_of(clerk, on=FIRST), MORNING)] == [0, 0]
    assert list(waiting(clerk, (), MORNING)) == []


def test_an_unsaid_application_is_temporary(she: Addressee) -> None:
    assert application(she).at_once
