"""Close people's records open with a co-sign, for a while, and never unnoticed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.apps.conflicts.models import CosignDecision, CosignPurpose, CosignRequest
from juminzei.apps.conflicts.services.cosign import ask_cosign, decide_cosign
from juminzei.apps.conflicts.services.refusal import ConflictsRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.policy.closeness import ClosePersonError, opened
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.close_staff import tied
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
OPENED, REFUSED = "conflicts.close_person.opened", "conflicts.close_person.refused"


@pytest.fixture(autouse=True)
def cosign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "closeness", "cosign")


@pytest.fixture
def me() -> Addressee:
    return person(1, "課税 花子", "カゼイ ハナコ", address="加須市騎西36番地1", household_number=70)


@pytest.fixture
def clerk(me: Addressee) -> StaffMember:
    member = staff("1001")
    tied(member, me)
    return member


@pytest.fixture
def spouse(me: Addressee) -> Addressee:
    return person(2, "課税 太郎", "カゼイ タロウ", household_number=me.household_number)


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


def asked(member: StaffMember, who: Addressee, at: datetime = AT) -> CosignRequest:
    return ask_cosign(
        number=who.number,
        purpose=CosignPurpose.INQUIRY,
        reason=" 窓口で問合せを受けた ",
        actor=member,
        at=at,
    )


def granted(
    request: CosignRequest, by: StaffMember, at: datetime = AT, *, yes: bool = True
) -> CosignDecision:
    return decide_cosign(request_id=request.pk, granted=yes, actor=by, at=at)


def records(action: str) -> list[dict[str, object]]:
    return [one.details for one in OutgoingRecord.objects.filter(action=action).order_by("pk")]


def test_a_close_person_opens_for_as_long_as_the_cosign_holds(
    clerk: StaffMember, spouse: Addressee, supervisor: StaffMember
) -> None:
    """T-Z12: family opens with a supervisor's co-sign only, and is always flagged."""
    with pytest.raises(ClosePersonError, match="上司の確認"):
        opened(clerk, [spouse.number], where="person", at=AT)
    request = asked(clerk, spouse)
    with pytest.raises(ClosePersonError):
        opened(clerk, [spouse.number], where="person", at=AT)
    granted(request, supervisor)
    opened(clerk, [spouse.number], where="person", at=AT + timedelta(minutes=59, seconds=59))
    with pytest.raises(ClosePersonError):
        opened(clerk, [spouse.number], where="person", at=AT + timedelta(minutes=60))
    assert records(OPENED) == [
        {"closeness": ["household"], "where": "person", "cosign": request.pk}
    ]
    assert len(records(REFUSED)) == 3


def test_a_cosign_opens_that_person_to_that_member_only(
    clerk: StaffMember, me: Addressee, spouse: Addressee, supervisor: StaffMember
) -> None:
    granted(asked(clerk, spouse), supervisor)
    with pytest.raises(ClosePersonError) as refusal:
        opened(clerk, [me.number, spouse.number], where="match", at=AT)
    assert refusal.value.number == me.number
    other = staff("1002")
    tied(other, me)
    with pytest.raises(ClosePersonError):
        opened(other, [spouse.number], where="person", at=AT)


def test_a_refused_request_opens_nothing_and_may_be_followed_by_another(
    clerk: StaffMember, spouse: Addressee, supervisor: StaffMember
) -> None:
    assert granted(asked(clerk, spouse), supervisor, yes=False).valid_until is None
    with pytest.raises(ClosePersonError):
        opened(clerk, [spouse.number], where="person", at=AT)
    granted(asked(clerk, spouse), supervisor)
    opened(clerk, [spouse.number], where="person", at=AT)


def test_where_the_setting_says_so_a_close_person_opens_and_is_flagged(
    clerk: StaffMember, me: Addressee, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-Z12: without co-signs, flagged all the same."""
    monkeypatch.setattr(settings.CONFIGURATION, "closeness", "flag")
    opened(clerk, [me.number], where="person", at=AT)
    assert records(OPENED) == [{"closeness": ["own"], "where": "person", "cosign": None}]


@pytest.mark.parametrize(("profile", "needed"), [("production", True), ("laptop", False)])
def test_production_asks_for_a_cosign_if_nothing_is_said(
    profile: str, monkeypatch: pytest.MonkeyPatch, *, needed: bool
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "closeness", None)
    monkeypatch.setattr(settings.CONFIGURATION, "profile", profile)
    assert settings.CONFIGURATION.cosign_needed is needed


def test_others_are_opened_without_a_trace_of_closeness(
    clerk: StaffMember, supervisor: StaffMember, me: Addressee
) -> None:
    stranger = person(9, "山田 太郎", "ヤマダ タロウ")
    opened(clerk, [stranger.number], where="person", at=AT)
    opened(supervisor, [me.number], where="person", at=AT)
    assert not OutgoingRecord.objects.exists()


def test_nobody_decides_for_themselves(
    clerk: StaffMember, spouse: Addressee, me: Addressee
) -> None:
    """T-Z13: nor under another staff number, nor about somebody whom they are close to."""
    chief = staff("2002", Role.TAX_SUPERVISOR)
    tied(chief, me)
    relative = staff("2003", Role.TAX_SUPERVISOR)
    tied(relative, person(4, "課税 一郎", "カゼイ イチロウ", household_number=70))
    request = asked(clerk, spouse)
    own = asked(chief, spouse)
    for decider, one in ((chief, request), (chief, own), (relative, request)):
        with pytest.raises(ConflictsRefusedError, match="ほかの上司"):
            granted(one, decider)
    with pytest.raises(NotPermittedError):
        granted(request, clerk)
    assert not CosignDecision.objects.exists()


def test_a_request_is_decided_once(
    clerk: StaffMember, spouse: Addressee, supervisor: StaffMember
) -> None:
    request = asked(clerk, spouse)
    granted(request, supervisor, yes=False)
    with pytest.raises(ConflictsRefusedError, match="待っていません"):
        granted(request, supervisor)
    assert not CosignDecision.objects.get().granted


def test_what_need_not_be_asked_is_told(clerk: StaffMember, spouse: Addressee) -> None:
    with pytest.raises(ConflictsRefusedError, match="要りません"):
        asked(clerk, person(9, "山田 太郎", "ヤマダ タロウ"))
    asked(clerk, spouse)
    with pytest.raises(ConflictsRefusedError, match="待っています"):
        asked(clerk, spouse)
    with pytest.raises(NotPermittedError):
        asked(staff("3001", Role.AUDITOR), spouse)


def test_the_reason_stays_out_of_the_record(
    clerk: StaffMember, spouse: Addressee, supervisor: StaffMember
) -> None:
    request = asked(clerk, spouse)
    granted(request, supervisor)
    assert request.reason == "窓口で問合せを受けた"
    said = OutgoingRecord.objects.filter(action__startswith="conflicts.cosign")
    assert [(one.purpose, one.subject_id) for one in said] == [
        ("inquiry", f"{spouse.number:010d}")
    ] * 2
    assert "窓口" not in str(list(said.values()))
