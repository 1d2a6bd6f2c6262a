"""A number is tied to a person, taken off, found, and used only as the rules allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees import individual_number as door
from juminzei.apps.addressees.services.number_choices import LinkReason, NumberPurpose
from juminzei.apps.addressees.services.own_number import (
    decide_number,
    find_by_number,
    link_number,
    show_number,
    unlink_number,
)
from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.linking import LinkRefusedError
from juminzei.platform.vault.models import NumberLink, NumberView, PairedDecision, SealedNumber
from juminzei.platform.vault.revealing import NothingSealedError
from juminzei.platform.vault.services import equal_pairs, seal
from support.moments import START
from support.page_rows import person, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
WHY = LinkReason.DECLARED
FOR = NumberPurpose.MATCHING


def number(body: int) -> IndividualNumber:
    digits = f"{body:011d}"
    return IndividualNumber(f"{digits}{check_digit(digits)}")


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def other_clerk() -> StaffMember:
    return staff("1002")


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田 太郎", "ヤマダ タロウ")


@pytest.fixture
def outsider() -> Addressee:
    return person(7, "外山 住夫", "トヤマ スミオ", kind="nonregistered")


def tie(who: Addressee, what: IndividualNumber, actor: StaffMember) -> bool:
    return link_number(who, what, reason=WHY, actor=actor, at=START)


def found(what: IndividualNumber, actor: StaffMember) -> list[int]:
    return [one.number for one in find_by_number(what, purpose=FOR, actor=actor, at=START)]


def shown(who: Addressee, actor: StaffMember) -> IndividualNumber:
    return show_number(who, purpose=FOR, reason="窓口で確認", actor=actor, at=START)


def acts() -> list[str]:
    return list(OutgoingRecord.objects.order_by("pk").values_list("action", flat=True))


def test_a_number_that_was_tied_is_found_and_shown(
    taro: Addressee, clerk: StaffMember, supervisor: StaffMember
) -> None:
    assert tie(taro, number(1), clerk) is True

    assert found(number(1), clerk) == [taro.number]
    assert found(number(2), clerk) == []
    assert shown(taro, supervisor) == number(1)
    assert acts() == [
        "addressees.number.linked",
        "addressees.number.searched",
        "addressees.number.searched",
        "vault.number.revealed",
    ]


def test_the_history_tells_who_when_and_why_and_no_number(
    taro: Addressee, clerk: StaffMember, other_clerk: StaffMember
) -> None:
    tie(taro, number(1), clerk)
    unlink_number(taro, reason=LinkReason.MISTAKE, actor=other_clerk, at=START)
    tie(taro, number(2), clerk)

    rows = [(one.act, one.reason, one.staff_number) for one in door.number_history(taro.number)]
    assert rows == [
        ("linked", "declared", "1001"),
        ("unlinked", "mistake", "1002"),
        ("linked", "declared", "1001"),
    ]
    text = str([vars(one) for one in NumberLink.objects.all()])
    sealed = SealedNumber.objects.get()
    assert number(1).reveal() not in text
    assert bytes(sealed.blind_index).hex() not in text


def test_a_number_that_was_taken_off_is_gone(
    taro: Addressee, clerk: StaffMember, supervisor: StaffMember
) -> None:
    tie(taro, number(1), clerk)
    unlink_number(taro, reason=LinkReason.MISTAKE, actor=clerk, at=START)

    assert found(number(1), clerk) == []
    assert not SealedNumber.objects.exists()
    with pytest.raises(NothingSealedError):
        shown(taro, supervisor)
    with pytest.raises(LinkRefusedError, match="紐付いている個人番号はありません"):
        unlink_number(taro, reason=LinkReason.MISTAKE, actor=clerk, at=START)


def test_a_number_is_tied_to_one_person_only(taro: Addressee, clerk: StaffMember) -> None:
    """R-2.3.15: the same number for another person, and another number for the same."""
    hana = person(2, "山田 花子", "ヤマダ ハナコ")
    tie(taro, number(1), clerk)
    before = acts()

    with pytest.raises(LinkRefusedError, match=f"別の宛名（{taro.number:010d}）"):
        tie(hana, number(1), clerk)
    for again in (number(1), number(2)):
        with pytest.raises(LinkRefusedError, match="すでに個人番号が紐付いています"):
            tie(taro, again, clerk)
    assert acts() == before
    assert NumberLink.objects.count() == 1


def test_what_an_interrupted_import_left_is_nobodys(taro: Addressee, clerk: StaffMember) -> None:
    seal(door.OWN, [(999, number(1))])

    assert tie(taro, number(1), clerk) is True
    assert found(number(1), clerk) == [taro.number]


def test_a_nonregistered_persons_number_waits_for_a_second_person(
    outsider: Addressee, clerk: StaffMember, other_clerk: StaffMember, supervisor: StaffMember
) -> None:
    """R-3.2.7: until then it is neither found, shown nor compared."""
    assert tie(outsider, number(1), clerk) is False

    assert found(number(1), clerk) == []
    assert equal_pairs(door.OWN, door.OWN).size == 0
    with pytest.raises(NothingSealedError):
        shown(outsider, supervisor)
    assert [one.subject for one in door.numbers_to_decide()] == [str(outsider.number)]

    decide_number(outsider, number(1), actor=other_clerk, at=START)
    assert found(number(1), clerk) == [outsider.number]
    assert shown(outsider, supervisor) == number(1)
    decision = PairedDecision.objects.get()
    assert (decision.asked_by, decision.decided_by, decision.agreed) == ("1001", "1002", True)
    assert SealedNumber.objects.count() == 1


def test_who_asked_does_not_decide(outsider: Addressee, clerk: StaffMember) -> None:
    """T-Z13: one's own request is refused, and it still waits."""
    tie(outsider, number(1), clerk)

    for said in (number(1), None):
        with pytest.raises(LinkRefusedError, match="申請した職員は決定できません"):
            decide_number(outsider, said, actor=clerk, at=START)
    assert len(door.numbers_to_decide()) == 1
    assert not door.has_own_number(outsider.number)


def test_the_second_person_must_read_the_same_number(
    outsider: Addressee, clerk: StaffMember, other_clerk: StaffMember
) -> None:
    tie(outsider, number(1), clerk)

    with pytest.raises(LinkRefusedError, match="申請された番号と違います") as refused:
        decide_number(outsider, number(2), actor=other_clerk, at=START)
    assert number(1).reveal() not in str(refused.value)
    assert len(door.numbers_to_decide()) == 1


def test_the_second_person_may_turn_it_down(
    outsider: Addressee, clerk: StaffMember, other_clerk: StaffMember
) -> None:
    tie(outsider, number(1), clerk)
    with pytest.raises(LinkRefusedError, match="すでに申請"):
        tie(outsider, number(2), other_clerk)
    decide_number(outsider, None, actor=other_clerk, at=START)

    assert not SealedNumber.objects.exists()
    assert door.numbers_to_decide() == []
    with pytest.raises(LinkRefusedError, match="申請がありません"):
        decide_number(outsider, None, actor=other_clerk, at=START)
    assert acts() == ["addressees.number.proposed", "addressees.number.turned_down"]


def test_what_became_anothers_meanwhile_is_refused_at_the_decision(
    taro: Addressee, outsider: Addressee, clerk: StaffMember, other_clerk: StaffMember
) -> None:
    tie(outsider, number(1), clerk)
    tie(taro, number(1), clerk)

    with pytest.raises(LinkRefusedError, match="別の宛名"):
        decide_number(outsider, number(1), actor=other_clerk, at=START)
    assert not door.has_own_number(outsider.number)
    assert len(door.numbers_to_decide()) == 1


@pytest.mark.parametrize(
    "role", [Role.COLLECTION_CLERK, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_who_does_not_assess_does_nothing_with_numbers(
    role: Role, taro: Addressee, clerk: StaffMember
) -> None:
    """T-Z08: asked in the service, whatever page or command calls it."""
    tie(taro, number(1), clerk)
    other = staff("7001", role)
    before = acts()

    for act in (
        lambda: found(number(1), other),
        lambda: shown(taro, other),
        lambda: tie(taro, number(2), other),
        lambda: unlink_number(taro, reason=LinkReason.MISTAKE, actor=other, at=START),
        lambda: decide_number(taro, None, actor=other, at=START),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert acts() == before
    assert not NumberView.objects.exists()


def test_a_clerk_finds_by_a_number_but_does_not_see_one(
    taro: Addressee, clerk: StaffMember
) -> None:
    tie(taro, number(1), clerk)

    with pytest.raises(NotPermittedError):
        shown(taro, clerk)
    assert found(number(1), clerk) == [taro.number]


def test_the_record_of_a_search_holds_the_purpose_and_no_number(
    taro: Addressee, clerk: StaffMember
) -> None:
    tie(taro, number(1), clerk)
    found(number(1), clerk)

    record = OutgoingRecord.objects.get(action="addressees.number.searched")
    assert (record.purpose, record.details) == ("matching", {"found": [taro.number]})
    assert record.subject_id == f"{taro.number:010d}", "found by whoever asks who saw the person"
