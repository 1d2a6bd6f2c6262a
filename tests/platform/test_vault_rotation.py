"""The vault's keys are replaced while it is in use, and destroyed by two people only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.jobs.services import this_worker
from juminzei.platform.keys.key_file import load
from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault import resealing, rotation
from juminzei.platform.vault.destruction import (
    KeyInUseError,
    ask_to_destroy,
    decide_to_destroy,
)
from juminzei.platform.vault.models import DataKey, KeyEvent, PairedDecision, SealedNumber
from juminzei.platform.vault.paired_decisions import PairedDecisionError
from juminzei.platform.vault.rewrapping import rewrap
from juminzei.platform.vault.services import Place, equal_pairs, find, forget, reveal, seal
from juminzei.platform.vault.status import status
from support.moments import START, Ticking
from support.staff_members import clerk
from support.vault_keys import configured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
OWN = Place("addressee", "own")
RECIPIENT = Place("tax_document", "recipient")
COUNT = 25


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keys of this test's own, and chunks of ten numbers."""
    monkeypatch.setattr(rotation, "CHUNK", 10)
    place = tmp_path / "keys" / "vault.json"
    with override_settings(CONFIGURATION=configured(vault_key_file=place)):
        yield place


@pytest.fixture
def administrator() -> StaffMember:
    return clerk(Role.ADMINISTRATOR, staff_number="5001")


@pytest.fixture
def officer() -> StaffMember:
    return clerk(Role.PRIVACY_OFFICER, staff_number="6001")


def number(body: int) -> IndividualNumber:
    digits = f"{body:011d}"
    return IndividualNumber(f"{digits}{check_digit(digits)}")


def sealed() -> None:
    seal(OWN, [(key, number(key)) for key in range(COUNT)])
    seal(RECIPIENT, [(key, number(key + 3)) for key in range(COUNT)])


def rotated(actor: StaffMember) -> rotation.Rotation:
    return rotation.rotate(actor=actor, worker=this_worker(), clock=Ticking())


def under() -> set[str]:
    return set(SealedNumber.objects.values_list("key_id", flat=True))


def retired() -> str:
    return DataKey.objects.get(purpose="numbers", primary=False).pk


def opened(place: Place, key: int, looker: StaffMember) -> IndividualNumber:
    return reveal(place, key, actor=looker, purpose="x", at=START)


def test_every_number_is_sealed_anew_and_still_opens(administrator: StaffMember) -> None:
    """T-C03: all rows are on the new key at the end, and nothing else about them changed."""
    sealed()
    pairs = equal_pairs(OWN, RECIPIENT).tolist()
    [old] = under()
    before = dict(SealedNumber.objects.values_list("pk", "nonce"))

    done = rotated(administrator)

    assert under() == {done.primary} != {old}
    assert (done.resumed, done.left) == (False, 0)
    after = dict(SealedNumber.objects.values_list("pk", "nonce"))
    assert set(after) == set(before)
    assert not {bytes(one) for one in after.values()} & {bytes(one) for one in before.values()}
    assert equal_pairs(OWN, RECIPIENT).tolist() == pairs
    looker = clerk(Role.TAX_SUPERVISOR, staff_number="2001")
    assert [opened(OWN, key, looker) for key in range(COUNT)] == [
        number(key) for key in range(COUNT)
    ]


def test_a_second_rotation_makes_another_key(administrator: StaffMember) -> None:
    sealed()
    first, second = rotated(administrator), rotated(administrator)

    assert first.primary != second.primary
    assert under() == {second.primary}


def test_an_empty_vault_can_be_rotated(administrator: StaffMember) -> None:
    assert rotated(administrator).left == 0


def test_a_rotation_that_broke_off_is_carried_to_its_end(
    administrator: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed()
    whole, calls = resealing.reseal, []

    def failing(*given: object) -> resealing.Resealed:
        calls.append(given)
        if len(calls) == 3:
            raise RuntimeError("the power went")
        return whole(*given)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(rotation, "reseal", failing)
    with pytest.raises(Exception, match="the power went"):
        rotated(administrator)
    assert len(under()) == 2
    assert status()["rotation_unfinished"] is True
    half = DataKey.objects.get(purpose="numbers", primary=True).pk

    monkeypatch.setattr(rotation, "reseal", whole)
    done = rotated(administrator)

    assert (done.primary, done.resumed, done.left) == (half, True, 0)
    assert under() == {half}
    assert DataKey.objects.filter(purpose="numbers").count() == 2
    assert status()["rotation_unfinished"] is False


def test_a_rotation_that_stopped_before_its_first_chunk_goes_on(
    administrator: StaffMember,
) -> None:
    sealed()
    primary = rotation._new_primary(administrator, START)

    assert rotated(administrator).primary == primary
    assert under() == {primary}


def test_what_is_sealed_or_replaced_meanwhile_is_left_to_whoever_did(
    administrator: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed()
    whole = resealing._changes

    def interrupted(*given: object) -> object:
        changes = whole(*given)  # type: ignore[arg-type]  # handed on as they came
        seal(OWN, [(3, number(777)), (99, number(99))])
        forget(OWN, [4])
        return changes

    monkeypatch.setattr(resealing, "_changes", interrupted)
    rotated(administrator)

    assert (find(OWN, number(777)), find(OWN, number(3)), find(OWN, number(4))) == ([3], [], [])
    assert find(OWN, number(99)) == [99]
    assert len(under()) == 1


def test_a_number_that_does_not_open_is_an_incident_and_keeps_its_key(
    administrator: StaffMember, officer: StaffMember
) -> None:
    sealed()
    row = SealedNumber.objects.get(subject_kind="addressee", subject_id=7)
    row.ciphertext = bytes(28)
    row.save()

    done = rotated(administrator)

    assert done.left == 1
    found = OutgoingRecord.objects.get(action="vault.seal.broken")
    assert (found.subject_kind, found.subject_id) == ("addressee", "0000000007")
    with pytest.raises(KeyInUseError, match="番号 1件"):
        ask_to_destroy(retired(), actor=officer, at=START)
    assert rotated(administrator).resumed is False


def test_a_retired_key_is_destroyed_by_two_people(
    administrator: StaffMember, officer: StaffMember
) -> None:
    """T-C03: the old key is gone, and what it did is still on record."""
    sealed()
    rotated(administrator)
    old = retired()

    ask_to_destroy(old, actor=administrator, at=START)
    assert status()["to_be_decided"] == [old]
    with pytest.raises(PairedDecisionError, match="申請した職員は決定できません"):
        decide_to_destroy(old, agreed=True, actor=administrator, at=START)
    assert DataKey.objects.filter(pk=old).exists()
    decide_to_destroy(old, agreed=True, actor=officer, at=START)

    assert not DataKey.objects.filter(pk=old).exists()
    events = KeyEvent.objects.filter(key=old).order_by("pk")
    assert list(events.values_list("act", "staff_number")) == [
        ("retired", "5001"),
        ("asked", "5001"),
        ("destroyed", "6001"),
    ]
    looker = clerk(Role.TAX_SUPERVISOR, staff_number="2001")
    assert opened(OWN, 5, looker) == number(5)


def test_the_second_person_may_refuse(administrator: StaffMember, officer: StaffMember) -> None:
    sealed()
    rotated(administrator)
    old = retired()
    ask_to_destroy(old, actor=administrator, at=START)
    with pytest.raises(PairedDecisionError, match="すでに申請"):
        ask_to_destroy(old, actor=officer, at=START)
    decide_to_destroy(old, agreed=False, actor=officer, at=START)

    assert DataKey.objects.filter(pk=old).exists()
    with pytest.raises(PairedDecisionError, match="申請がありません"):
        decide_to_destroy(old, agreed=True, actor=officer, at=START)
    assert PairedDecision.objects.get().agreed is False


def test_a_key_in_use_is_not_destroyed(officer: StaffMember) -> None:
    sealed()
    [primary] = under()

    with pytest.raises(KeyInUseError, match="主鍵"):
        ask_to_destroy(primary, actor=officer, at=START)
    with pytest.raises(KeyInUseError, match="ありません"):
        ask_to_destroy("0000000000000000", actor=officer, at=START)


def test_a_wrapping_key_is_replaced_without_touching_a_number(
    administrator: StaffMember, path: Path
) -> None:
    sealed()
    old, nonces = load(path).primary, set(SealedNumber.objects.values_list("nonce", flat=True))

    done = rewrap(actor=administrator, at=START)

    assert done.wrapped_by == load(path).primary != old
    assert done.keys == 2
    assert set(DataKey.objects.values_list("wrapped_by", flat=True)) == {done.wrapped_by}
    assert set(SealedNumber.objects.values_list("nonce", flat=True)) == nonces
    looker = clerk(Role.TAX_SUPERVISOR, staff_number="2001")
    assert opened(OWN, 5, looker) == number(5)


def test_an_old_backup_opens_with_the_archived_key_only(
    administrator: StaffMember, officer: StaffMember, path: Path, tmp_path: Path
) -> None:
    """T-C03: after both keys are destroyed, yesterday's database needs yesterday's key file."""
    sealed()
    backup = list(DataKey.objects.values())
    numbers = list(SealedNumber.objects.values())
    archive = tmp_path / "archive.json"
    archive.write_bytes(path.read_bytes())
    archive.chmod(0o600)
    wrapping = load(path).primary
    rotated(administrator)
    rewrap(actor=administrator, at=START)
    for key in (retired(), wrapping):
        ask_to_destroy(key, actor=administrator, at=START)
        decide_to_destroy(key, agreed=True, actor=officer, at=START)
    assert load(path).ids == {load(path).primary}

    SealedNumber.objects.all().delete()
    DataKey.objects.all().delete()
    DataKey.objects.bulk_create(DataKey(**row) for row in backup)
    SealedNumber.objects.bulk_create(SealedNumber(**row) for row in numbers)

    looker = clerk(Role.TAX_SUPERVISOR, staff_number="2001")
    with pytest.raises(KeysetError, match="この保管庫の鍵ではありません"):
        opened(OWN, 5, looker)
    with override_settings(CONFIGURATION=configured(vault_key_file=archive)):
        assert opened(OWN, 5, looker) == number(5)


def test_the_wrapping_key_in_use_is_not_destroyed(officer: StaffMember, path: Path) -> None:
    sealed()

    with pytest.raises(KeyInUseError, match=r"データ鍵 2件"):
        ask_to_destroy(load(path).primary, actor=officer, at=START)


@pytest.mark.parametrize("role", [Role.TAX_CLERK, Role.TAX_SUPERVISOR, Role.AUDITOR])
def test_keys_are_not_the_tax_sections(role: Role, path: Path) -> None:
    sealed()
    someone = clerk(role, staff_number="7001")
    [primary] = under()

    for act in (
        lambda: rotated(someone),
        lambda: rewrap(actor=someone, at=START),
        lambda: ask_to_destroy(primary, actor=someone, at=START),
        lambda: decide_to_destroy(primary, agreed=True, actor=someone, at=START),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert under() == {primary}
    assert len(load(path).ids) == 1


def test_the_state_tells_what_each_key_opens(administrator: StaffMember, path: Path) -> None:
    sealed()
    rotated(administrator)
    told = status()

    assert (told["state"], told["numbers"], told["problem"]) == ("open", 2 * COUNT, "")
    assert told["wrapping_key"] == load(path).primary
    keys = told["keys"]
    assert isinstance(keys, list)
    assert [(key["state"], key["numbers"]) for key in keys] == [
        ("primary", 2 * COUNT),
        ("retired", 0),
    ]


def test_the_state_of_a_closed_vault_says_why(path: Path) -> None:
    sealed()
    path.unlink()

    told = status()
    assert told["state"] == "closed"
    assert "鍵ファイルがありません" in str(told["problem"])
    assert told["numbers"] == 2 * COUNT
