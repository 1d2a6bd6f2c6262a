"""Registering and correcting addressees: one proposes, another decides, only then is it so."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees.models import (
    Addressee,
    AddresseeVersion,
    CorporationFacts,
    DistinctCandidate,
    NumberReservation,
    RegistrationDecision,
    RegistrationProposal,
)
from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.apps.addressees.services.current_facts import current_facts
from juminzei.apps.addressees.services.decide_registration import decide_registration
from juminzei.apps.addressees.services.registration_facts import Member, RegistrationRefusedError
from juminzei.base.numbers import addressee_number
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, person, staff
from support.registrations import (
    BODY,
    CORPORATE_NUMBER,
    OUTSIDER,
    facts,
    proposed,
    registered,
)

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def one() -> StaffMember:
    return staff("1001")


@pytest.fixture
def other() -> StaffMember:
    return staff("1002")


def agree(proposal: RegistrationProposal, actor: StaffMember) -> RegistrationDecision:
    return decide_registration(proposal_id=proposal.pk, agreed=True, actor=actor, at=AT)


def test_nobody_has_a_number_before_a_second_person_agrees(
    one: StaffMember, other: StaffMember
) -> None:
    proposal = proposed(one)
    assert not Addressee.objects.exists()
    assert not NumberReservation.objects.exists()

    decision = agree(proposal, other)
    person = Addressee.objects.get()
    assert addressee_number.is_valid(person.number)
    assert (person.kind, person.version, person.name) == ("nonregistered", 1, OUTSIDER.name)
    version = AddresseeVersion.objects.get()
    assert decision.version == version
    assert (version.reason, version.true_from, version.recorded_at) == (
        "住登外登録",
        OUTSIDER.true_from,
        AT,
    )
    assert current_facts(person) == OUTSIDER


def test_who_proposed_never_decides(one: StaffMember) -> None:
    """T-Z13: approving one's own registration is refused, by the staff number."""
    proposal = proposed(one)
    same_person = type(one).objects.get(staff_number=one.staff_number)
    for agreed in (True, False):
        with pytest.raises(RegistrationRefusedError, match="別の職員"):
            decide_registration(
                proposal_id=proposal.pk, agreed=agreed, reason="x", actor=same_person, at=AT
            )
    assert not RegistrationDecision.objects.exists()
    assert not Addressee.objects.exists()


@pytest.mark.parametrize("role", [Role.COLLECTION_CLERK, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_neither_propose_nor_decide(role: Role, one: StaffMember) -> None:
    outsider = staff("7001", role)
    with pytest.raises(NotPermittedError):
        proposed(outsider)
    with pytest.raises(NotPermittedError):
        agree(proposed(one), outsider)


def test_the_same_form_twice_is_one_proposal_and_one_addressee(
    one: StaffMember, other: StaffMember
) -> None:
    token = uuid.uuid4()
    first, second = proposed(one, token=token), proposed(one, token=token)
    assert first == second
    agree(first, other)
    with pytest.raises(RegistrationRefusedError, match="すでに決定"):
        agree(second, other)
    assert Addressee.objects.count() == NumberReservation.objects.count() == 1
    with pytest.raises(RegistrationRefusedError, match="使用済み"):
        proposed(other, token=token)


def test_turning_down_needs_a_reason_and_gives_no_number(
    one: StaffMember, other: StaffMember
) -> None:
    proposal = proposed(one)
    with pytest.raises(RegistrationRefusedError, match="却下の理由"):
        decide_registration(proposal_id=proposal.pk, agreed=False, actor=other, at=AT)
    decision = decide_registration(
        proposal_id=proposal.pk, agreed=False, reason="資料が足りない", actor=other, at=AT
    )
    assert (decision.agreed, decision.version, decision.reason) == (False, None, "資料が足りない")
    assert not Addressee.objects.exists()
    with pytest.raises(RegistrationRefusedError, match="すでに決定"):
        agree(proposal, other)


def test_somebody_alike_must_be_told_apart_before(one: StaffMember, other: StaffMember) -> None:
    first = registered(one, other)
    with pytest.raises(RegistrationRefusedError, match="よく似た宛名"):
        proposed(one)
    with pytest.raises(RegistrationRefusedError, match="よく似た宛名"):
        proposed(one, told_apart={first.number: "  "})
    namesake = registered(one, other, told_apart={first.number: "本籍が違う"})
    assert namesake.number != first.number
    said = DistinctCandidate.objects.get()
    assert (said.candidate, said.reason, said.score) == (first, "本籍が違う", 1_000)
    assert "カナ氏名は一致" in said.likeness


def test_two_who_propose_the_same_person_do_not_both_get_it_registered(
    one: StaffMember, other: StaffMember
) -> None:
    first, second = proposed(one), proposed(other)
    agree(first, other)
    with pytest.raises(RegistrationRefusedError, match="申請の後に、よく似た宛名"):
        agree(second, one)
    assert Addressee.objects.count() == 1
    assert NumberReservation.objects.count() == 1


def test_numbers_differ_and_none_is_given_again(one: StaffMember, other: StaffMember) -> None:
    numbers = [
        registered(one, other, facts(name=name, kana=kana, birth_on=date(1950 + n, 1, 1))).number
        for n, (name, kana) in enumerate([("甲", "コウ"), ("乙", "オツ"), ("丙", "ヘイ")])
    ]
    assert len(set(numbers)) == 3
    assert all(addressee_number.is_valid(number) for number in numbers)


def test_a_correction_is_a_new_version_with_reason_and_both_remain(
    one: StaffMember, other: StaffMember
) -> None:
    """R-3.2.16: corrected by two people with reason and evidence; before and after stay."""
    person = registered(one, other)
    corrected = facts(current_facts(person), address="埼玉県行田市本丸2番5号", postcode="3610052")
    proposal = proposed(one, corrected, subject=person)
    assert (proposal.subject, proposal.seen_version) == (person, 1)
    assert current_facts(Addressee.objects.get()) == OUTSIDER
    agree(proposal, other)
    person.refresh_from_db()
    assert (person.version, person.address, person.postcode) == (
        2,
        corrected.address,
        "3610052",
    )
    assert current_facts(person) == corrected
    before, after = AddresseeVersion.objects.order_by("version")
    assert (before.address, after.address) == (OUTSIDER.address, corrected.address)
    assert after.reason == "職権修正"
    assert after.registration.proposal.evidence == "運転免許証の写し"
    known = as_of(corrected.true_from, known_at=AT - timedelta(seconds=1))
    assert not known.exists()


def test_a_correction_of_what_changed_meanwhile_is_refused(
    one: StaffMember, other: StaffMember
) -> None:
    person = registered(one, other)
    seen = current_facts(person)
    late = proposed(one, facts(seen, kana="トヤマ　スミヲ"), subject=person)
    with pytest.raises(RegistrationRefusedError, match="すでに申請され"):
        proposed(other, facts(seen, sex=""), subject=person)
    Addressee.objects.filter(pk=person.pk).update(version=7)
    with pytest.raises(RegistrationRefusedError, match="この宛名が変わりました"):
        agree(late, other)


def test_residents_and_merged_addressees_are_not_corrected_here(
    one: StaffMember, other: StaffMember
) -> None:
    resident = person(1, "山田 太郎", "ヤマダ タロウ")
    with pytest.raises(RegistrationRefusedError, match="ここでは修正できません"):
        proposed(one, facts(), subject=resident)
    gone = registered(one, other)
    Addressee.objects.filter(pk=gone.pk).update(merged_into=resident)
    gone.refresh_from_db()
    with pytest.raises(RegistrationRefusedError, match=f"{resident.number:010d} に統合"):
        proposed(one, facts(sex=""), subject=gone)


def test_a_corporation_and_its_office(one: StaffMember, other: StaffMember) -> None:
    head = registered(one, other, BODY)
    office = registered(
        one,
        other,
        facts(BODY, name="株式会社見本製作所 加須工場", head_office_id=head.number),
        told_apart={head.number: "本店の事業所"},
    )
    written = CorporationFacts.objects.get(version__addressee=office)
    assert (written.head_office, written.corporate_number) == (head, CORPORATE_NUMBER)
    assert current_facts(head) == BODY
    with pytest.raises(RegistrationRefusedError, match="本店"):
        proposed(one, facts(BODY, name="別", corporate_number="", head_office_id=19))


@pytest.mark.parametrize(
    ("shares", "problem"),
    [
        ([(1, 3), (2, 3)], ""),
        ([(1, 3), None], ""),
        ([(1, 3), (1, 3)], "持分の合計"),
        ([(2, 3), (2, 3)], "持分の合計"),
        ([(1, 1)], "2人以上"),
    ],
)
def test_shares_of_a_joint_addressee_are_exact(
    one: StaffMember, other: StaffMember, shares: list[tuple[int, int] | None], problem: str
) -> None:
    people = [person(n, f"見本 {n}", "ミホン") for n in range(1, 1 + len(shares))]
    members = tuple(
        Member(owner.number, share and Fraction(*share), represents=place == 0)
        for place, (owner, share) in enumerate(zip(people, shares, strict=True))
    )
    joint = facts(
        kind="joint",
        name="見本一 外1名",
        kana="ミホンイチ",
        birth_on=None,
        birth_text="",
        sex="",
        members=members,
    )
    if problem:
        with pytest.raises(RegistrationRefusedError, match=problem):
            proposed(one, joint)
        return
    assert current_facts(registered(one, other, joint)) == joint


def test_an_unknown_day_stays_as_written_through_correction(
    one: StaffMember, other: StaffMember
) -> None:
    uncertain = facts(
        birth_on=date(1945, 1, 1),
        birth_text="昭和20年頃",
        true_from=date(2025, 5, 1),
        true_from_text="令和7年5月日不詳",
    )
    person = registered(one, other, uncertain)
    assert (person.uncertain_birth, person.birth_on) == ("昭和20年頃", date(1945, 1, 1))
    assert current_facts(person) == uncertain
    agree(proposed(one, facts(uncertain, sex=""), subject=person), other)
    person.refresh_from_db()
    assert person.uncertain_birth == "昭和20年頃"
    assert current_facts(person).true_from_text == "令和7年5月日不詳"


def test_what_is_on_record_names_nobody(one: StaffMember, other: StaffMember) -> None:
    person = registered(one, other)
    records = OutgoingRecord.objects.filter(action__startswith="addressees.registration")
    found = list(records.order_by("pk").values_list("action", "subject_id", "staff_number"))
    assert found == [
        ("addressees.registration.proposed", str(RegistrationProposal.objects.get().pk), "1001"),
        ("addressees.registration.agreed", f"{person.number:010d}", "1002"),
    ]
    told = str(list(records.values_list("details", flat=True)))
    assert not any(word in told for word in ("外山", "トヤマ", "熊谷", "免許"))
