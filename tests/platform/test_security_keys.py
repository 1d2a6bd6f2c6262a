"""Security keys: registered, used, and every answer refused that is not the key's own, now."""

from __future__ import annotations

import json
from typing import Any

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff import totp
from juminzei.platform.staff.activations import activate, approve_activation, request_activation
from juminzei.platform.staff.factors import has_factor, remove_own_app, remove_own_key
from juminzei.platform.staff.key_address import relying_party
from juminzei.platform.staff.lockout import TRIES
from juminzei.platform.staff.models import SecurityKey, StaffMember, TotpFactor
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.security_keys import (
    MOST,
    begin_registration,
    begin_use,
    check_key,
    offered,
    register_key,
    usable,
)
from support.administrators import administrators, entered, set_rules
from support.authenticator import PRESENT, SoftKey
from support.moments import START

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def member() -> StaffMember:
    return entered(administrators()[0])


def known(number: str) -> StaffMember:
    return StaffMember.objects.get(staff_number=number)


def registered(member: StaffMember, soft: SoftKey | None = None, **told: Any) -> SoftKey:
    """Return a key that is registered for ``member``."""
    soft = soft or SoftKey()
    options, state = begin_registration(member)
    answer = soft.registered(options, **told)
    register_key(member=member, name="職員証", state=state, answer=answer, at=START)
    return soft


def lets_in(member: StaffMember, soft: SoftKey, **told: Any) -> bool:
    options, state = begin_use(member)
    return check_key(member, state, soft.used(options, **told), at=START)


def actions() -> list[str]:
    found = OutgoingRecord.objects.filter(action__startswith="staff.security_key.")
    return [one.action.rpartition(".")[2] for one in found.order_by("pk")]


def test_a_registered_key_lets_in_again_and_again(member: StaffMember) -> None:
    soft = registered(member)
    assert has_factor(member)
    assert lets_in(member, soft)
    assert lets_in(member, soft)
    key = SecurityKey.objects.get()
    assert (key.name, key.sign_count, key.last_used_at) == ("職員証", 2, START)
    assert actions() == ["registered", "passed", "passed"]


def test_a_key_that_does_not_count_stays_at_nought(member: StaffMember) -> None:
    """Passkeys that are shared between devices always say nought."""
    soft = registered(member)
    for _ in range(2):
        soft.counter = -1
        assert lets_in(member, soft)


def test_several_keys_each_let_in(member: StaffMember) -> None:
    first, second = registered(member), registered(member)
    assert lets_in(member, second)
    assert lets_in(member, first)
    options = json.loads(begin_use(member)[0])["publicKey"]
    assert len(options["allowCredentials"]) == 2
    assert options["userVerification"] == "required"


@pytest.mark.parametrize(
    "told",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://localhost"},
        {"origin": "http://localhost.evil.example:8000"},
        {"origin": "http://localhost:x"},
        {"crossOrigin": True},
        {"type": "webauthn.create"},
        {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_an_answer_to_another_question_opens_nothing(
    member: StaffMember, told: dict[str, Any]
) -> None:
    soft = registered(member)
    assert not lets_in(member, soft, **told)
    assert lets_in(member, soft)


@pytest.mark.parametrize(
    "told", [{"origin": "https://evil.example"}, {"crossOrigin": True}, {"type": "webauthn.get"}]
)
def test_a_key_that_another_site_asked_is_not_registered(
    member: StaffMember, told: dict[str, Any]
) -> None:
    with pytest.raises(StaffRefusedError, match="登録できません"):
        registered(member, **told)
    assert not SecurityKey.objects.exists()


def test_a_key_of_another_address_is_not_registered(member: StaffMember) -> None:
    with pytest.raises(StaffRefusedError):
        registered(member, SoftKey(host="evil.example"))


def test_the_person_must_be_verified_by_the_key(member: StaffMember) -> None:
    """Whoever finds the key does not have its PIN."""
    with pytest.raises(StaffRefusedError):
        registered(member, SoftKey(flags=PRESENT))
    soft = registered(member)
    soft.flags = PRESENT
    assert not lets_in(member, soft)


def test_an_answer_counts_once(member: StaffMember) -> None:
    """Replayed to a new question it does not fit, to the old one the count stands still."""
    soft = registered(member)
    options, state = begin_use(member)
    answer = soft.used(options)
    assert check_key(member, state, answer, at=START)
    assert not check_key(member, begin_use(member)[1], answer, at=START)
    assert not check_key(member, None, answer, at=START)
    assert lets_in(member, soft)
    assert not check_key(member, state, answer, at=START)


def test_a_copied_key_is_refused_from_then_on(member: StaffMember) -> None:
    soft = registered(member)
    for _ in range(3):
        assert lets_in(member, soft)
    soft.counter = 1  # the copy was made before
    assert not lets_in(member, soft)
    assert SecurityKey.objects.get().suspected_at == START
    assert actions()[-1] == "suspected"
    soft.counter = 100  # nor is the real one taken: nobody knows which it is
    assert not lets_in(member, soft)
    assert not usable(member).exists()


def test_anothers_key_opens_nothing(member: StaffMember) -> None:
    colleague = entered(known("9001"), "2002", "収納 春子")
    registered(member)
    theirs = registered(colleague)
    assert not lets_in(member, theirs)
    assert lets_in(colleague, theirs)


def test_a_key_belongs_to_one_person(member: StaffMember) -> None:
    soft = registered(member)
    colleague = entered(known("9001"), "2002", "収納 春子")
    with pytest.raises(StaffRefusedError):
        registered(colleague, soft)


def test_a_forged_signature_opens_nothing(member: StaffMember) -> None:
    soft = registered(member)
    forger = SoftKey(number=soft.number)
    assert not lets_in(member, forger)


@pytest.mark.parametrize(
    "answer",
    ["", "x", "[]", "{}", "null", '{"id": 1}', "9" * 30_000, '{"id":"AA","rawId":"AA"}']
    + [
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})
        for response in (
            {},
            {"clientDataJSON": "e30", "authenticatorData": "", "signature": ""},
            {"clientDataJSON": "e30", "attestationObject": "AA"},
            {"clientDataJSON": 7, "authenticatorData": [], "signature": None},
        )
    ],
)
def test_rubbish_opens_nothing_and_breaks_nothing(member: StaffMember, answer: str) -> None:
    registered(member)
    assert not check_key(member, begin_use(member)[1], answer, at=START)
    with pytest.raises(StaffRefusedError):
        register_key(
            member=member,
            name="x",
            state=begin_registration(member)[1],
            answer=answer,
            at=START,
        )


def test_ten_wrong_answers_rest_the_account(member: StaffMember) -> None:
    soft = registered(member)
    for _ in range(TRIES):
        check_key(member, begin_use(member)[1], "{}", at=START)
    member.refresh_from_db()
    assert member.rests_until is not None
    assert not lets_in(member, soft)


def test_nobody_has_more_keys_than_they_can_look_after(member: StaffMember) -> None:
    for _ in range(MOST):
        registered(member)
    with pytest.raises(StaffRefusedError, match="10 個まで"):
        registered(member)


def test_an_app_that_was_only_begun_is_forgotten_with_the_first_key(member: StaffMember) -> None:
    totp.begin_registration(member)
    registered(member)
    assert not TotpFactor.objects.exists()


def test_the_last_factor_stays(member: StaffMember) -> None:
    soft = registered(member)
    key = SecurityKey.objects.get()
    with pytest.raises(StaffRefusedError, match="最後の"):
        remove_own_key(member=member, key_id=key.pk, at=START)
    secret = totp.begin_registration(member)
    assert totp.check_code(member, totp.code_at(secret, START), at=START)
    remove_own_key(member=member, key_id=key.pk, at=START)
    assert not lets_in(member, soft)
    with pytest.raises(StaffRefusedError, match="最後の"):
        remove_own_app(member=member, at=START)
    registered(member)
    remove_own_app(member=member, at=START)
    assert not totp.has_factor(member)
    assert OutgoingRecord.objects.filter(action="staff.factor.removed").count() == 1


def test_a_key_under_suspicion_is_no_factor_that_stays(member: StaffMember) -> None:
    copied, good = registered(member), registered(member)
    assert lets_in(member, copied)
    copied.counter = 0
    assert not lets_in(member, copied)
    suspected, kept = SecurityKey.objects.order_by("pk")
    with pytest.raises(StaffRefusedError, match="最後の"):
        remove_own_key(member=member, key_id=kept.pk, at=START)
    remove_own_key(member=member, key_id=suspected.pk, at=START)
    assert lets_in(member, good)


def test_nobody_removes_anothers_key(member: StaffMember) -> None:
    colleague = entered(known("9001"), "2002", "収納 春子")
    registered(colleague)
    registered(member)
    theirs = SecurityKey.objects.get(staff_member=colleague)
    with pytest.raises(StaffRefusedError, match="登録されていません"):
        remove_own_key(member=member, key_id=theirs.pk, at=START)


def test_two_administrators_let_somebody_begin_anew(member: StaffMember) -> None:
    soft = registered(member)
    first, second = known("9001"), known("9002")
    halves = (
        request_activation(member=member, actor=first, at=START),
        approve_activation(member=member, actor=second, at=START),
    )
    activate(
        staff_number=member.staff_number, halves=halves, password="mikan-batake-no-asa", at=START
    )
    assert not has_factor(member)
    assert not lets_in(member, soft)
    assert SecurityKey.objects.get().removed_at == START


def test_in_production_keys_are_bound_to_the_configured_address(
    member: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rules(monkeypatch, profile="production")
    assert not offered()
    with pytest.raises(StaffRefusedError, match="JUMINZEI_ADDRESS"):
        begin_registration(member)
    set_rules(monkeypatch, profile="production", address="https://zei.city.example:8443")
    party = relying_party()
    assert party is not None
    assert party.host == "zei.city.example"
    assert party.is_ours("https://zei.city.example:8443")
    for other in ("https://zei.city.example", "http://zei.city.example:8443", "http://localhost"):
        assert not party.is_ours(other)
    soft = registered(
        member, SoftKey(host="zei.city.example"), origin="https://zei.city.example:8443"
    )
    assert lets_in(member, soft, origin="https://zei.city.example:8443")
    assert not lets_in(member, soft, origin="https://other.city.example:8443")
