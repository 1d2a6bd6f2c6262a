"""Tying and taking off: one asks, another decides, and the history keeps both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from juminzei.apps.unified.models import (
    LinkEvent,
    LinkProposal,
    LinkReason,
    LocalAddressee,
    NumberingCase,
    ProposalAct,
    ProposalDecision,
    UnifiedPerson,
)
from juminzei.apps.unified.services.proposals import decide, propose
from juminzei.apps.unified.services.refusals import UnifiedRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, person, staff
from support.unified_rows import numbered, owns, unified_of

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def hana() -> StaffMember:
    return staff("1001")


@pytest.fixture
def jiro() -> StaffMember:
    return staff("1002")


@pytest.fixture
def waiting() -> LocalAddressee:
    """山田太朗, who has the Individual Number of 山田太郎."""
    taro, again = person(1, "山田 太郎", "ヤマダ タロウ"), person(5, "山田 太朗", "ヤマダ タロウ")
    owns(taro, 1)
    owns(again, 1)
    numbered()
    return NumberingCase.objects.get().local


def candidate() -> int:
    found: int = NumberingCase.objects.get().candidates[0]
    return found


def asked(local: LocalAddressee, actor: StaffMember, act: str = "link", **more: int) -> int:
    reason = LinkReason.CONFIRMED
    return propose(local, ProposalAct(act), reason=reason, actor=actor, at=AT, **more).pk


def test_an_agreed_tie_is_made_and_closes_the_case(
    waiting: LocalAddressee, hana: StaffMember, jiro: StaffMember
) -> None:
    target = candidate()
    proposal = asked(waiting, hana, person=target)
    waiting.refresh_from_db()
    assert waiting.person is None, "nothing is done by asking"

    decide(proposal, agreed=True, actor=jiro, at=AT)
    waiting.refresh_from_db()
    assert waiting.person_id == target
    assert NumberingCase.objects.get().closed_at == AT
    event = LinkEvent.objects.get(local=waiting)
    assert (event.act, event.reason, event.staff_number, event.agreed_by) == (
        "linked",
        "confirmed",
        "1001",
        "1002",
    )
    done = OutgoingRecord.objects.filter(action__startswith="unified.link.").order_by("pk")
    assert [one.action for one in done] == ["unified.link.proposed", "unified.link.agreed"]
    assert numbered().waiting == 0


def test_nobody_decides_what_they_asked_for(
    waiting: LocalAddressee, hana: StaffMember, jiro: StaffMember
) -> None:
    """T-Z13: by the same staff number; the database refuses it too."""
    proposal = asked(waiting, hana, person=candidate())
    with pytest.raises(UnifiedRefusedError, match="申請した職員は決定できません"):
        decide(proposal, agreed=True, actor=hana, at=AT)
    again = {"asked_by": "1001", "decided_by": "1001", "decided_name": "x", "decided_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalDecision.objects.create(proposal_id=proposal, agreed=True, **again)
    decide(proposal, agreed=False, actor=jiro, at=AT)
    waiting.refresh_from_db()
    assert waiting.person is None
    with pytest.raises(UnifiedRefusedError, match="決定を待つ申請がありません"):
        decide(proposal, agreed=True, actor=jiro, at=AT)


def test_a_number_of_their_own_or_none_at_all(
    waiting: LocalAddressee, hana: StaffMember, jiro: StaffMember
) -> None:
    first = candidate()
    decide(asked(waiting, hana, "new"), agreed=True, actor=jiro, at=AT)
    waiting.refresh_from_db()
    own = waiting.person_id
    assert own is not None
    assert own != first
    assert UnifiedPerson.objects.get(pk=own).name == "山田 太朗"

    decide(asked(waiting, jiro, "unlink"), agreed=True, actor=hana, at=AT)
    waiting.refresh_from_db()
    assert waiting.person is None
    assert UnifiedPerson.objects.filter(pk=own).exists(), "a number is never given again"
    acts = LinkEvent.objects.filter(local=waiting).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["linked", "unlinked"]


def test_tied_to_another_person_it_is_taken_off_the_first(
    hana: StaffMember, jiro: StaffMember
) -> None:
    taro, hanako = person(1, "山田 太郎", "ヤマダ タロウ"), person(2, "山田 花子", "ヤマダ ハナコ")
    numbered()
    local = LocalAddressee.objects.get(local_number=f"{taro.number:015d}")
    target = unified_of(hanako)
    assert target is not None
    decide(asked(local, hana, person=target), agreed=True, actor=jiro, at=AT)
    events = LinkEvent.objects.filter(local=local).order_by("pk").values_list("act", "person_id")
    before = local.person_id
    assert list(events) == [("linked", before), ("unlinked", before), ("linked", target)]


def test_what_two_people_left_as_it_is_is_not_asked_again(
    hana: StaffMember, jiro: StaffMember
) -> None:
    taro, again = person(1, "山田 太郎", "ヤマダ タロウ"), person(5, "山田 太朗", "ヤマダ タロウ")
    numbered()
    owns(taro, 1)
    owns(again, 1)
    numbered()
    local = NumberingCase.objects.get().local
    decide(asked(local, hana, "keep"), agreed=True, actor=jiro, at=AT)
    assert numbered().waiting == 0
    assert NumberingCase.objects.filter(closed_at=None).count() == 0


@pytest.mark.parametrize(
    ("act", "target", "said"),
    [
        ("link", 100_000_000_000_013, "この統合宛名番号の人はいません"),
        ("unlink", None, "紐付いていない宛名"),
    ],
)
def test_what_cannot_be_done_is_refused_when_asked(
    waiting: LocalAddressee, hana: StaffMember, act: str, target: int | None, said: str
) -> None:
    more = {"person": target} if target else {}
    with pytest.raises(UnifiedRefusedError, match=said):
        asked(waiting, hana, act, **more)
    assert not LinkProposal.objects.exists()


def test_only_one_thing_is_asked_at_a_time(
    waiting: LocalAddressee, hana: StaffMember, jiro: StaffMember
) -> None:
    asked(waiting, hana, "new")
    with pytest.raises(UnifiedRefusedError, match="すでに申請されています"):
        asked(waiting, jiro, "new")


@pytest.mark.parametrize("role", [Role.COLLECTION_CLERK, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_neither_ask_nor_decide(
    waiting: LocalAddressee, hana: StaffMember, role: Role
) -> None:
    other = staff("3001", role)
    with pytest.raises(NotPermittedError):
        asked(waiting, other, "new")
    proposal = asked(waiting, hana, "new")
    with pytest.raises(NotPermittedError):
        decide(proposal, agreed=True, actor=other, at=AT)
