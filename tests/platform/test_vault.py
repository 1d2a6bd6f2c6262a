"""Individual Numbers go in sealed, are compared sealed, and open only in their place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError, add_member
from juminzei.platform.vault import keyset, sealing, services
from juminzei.platform.vault.keyset import KeysetError
from juminzei.platform.vault.models import SealedNumber
from juminzei.platform.vault.services import (
    NothingSealedError,
    Place,
    SealBrokenError,
    equal_pairs,
    find,
    forget,
    reveal,
    seal,
)
from support.moments import START

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
OWN = Place("addressee", "own")
RECIPIENT = Place("tax_document", "recipient")
SPOUSE = Place("tax_document", "spouse")


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path) -> Path:
    """Keys of this test's own, made at the first use."""
    return tmp_path / "keys" / "vault.json"


@pytest.fixture(autouse=True)
def installation(own_keys: Path) -> object:
    with override_settings(CONFIGURATION=configured(own_keys)):
        yield


def configured(path: Path, **changes: object) -> object:
    from django.conf import settings  # noqa: PLC0415 - read under the settings in force

    return settings.CONFIGURATION.model_copy(update={"vault_key_file": path, **changes})


def number(body: int) -> IndividualNumber:
    digits = f"{body:011d}"
    return IndividualNumber(f"{digits}{check_digit(digits)}")


def supervisor() -> StaffMember:
    return add_member(
        staff_number="2001",
        name="x",
        department="税務課",
        roles=[Role.TAX_SUPERVISOR],
        valid_from=date(2026, 4, 1),
    )


def opened(place: Place, subject_id: int) -> str:
    return reveal(place, subject_id, actor=supervisor(), purpose="試験", at=START).reveal()


def test_a_sealed_number_opens_in_its_place() -> None:
    assert seal(OWN, [(10, number(1)), (11, number(2))]) == 2

    assert opened(OWN, 11) == number(2).reveal()


def test_nothing_in_the_row_shows_the_number() -> None:
    seal(OWN, [(10, number(12345678901 % 10**11))])

    digits = number(12345678901 % 10**11).reveal().encode()
    row = SealedNumber.objects.get()
    stored = b"|".join(
        value if isinstance(value, bytes) else bytes(value)
        for value in (row.nonce, row.ciphertext, row.blind_index)
    )
    assert digits not in stored
    assert len(bytes(row.ciphertext)) == 12 + 16  # the digits and the authentication tag
    assert len(bytes(row.nonce)) == 12


def test_no_number_is_no_work() -> None:
    assert seal(OWN, []) == 0


def test_sealing_a_place_again_replaces_what_was_there() -> None:
    seal(OWN, [(10, number(1)), (11, number(2)), (12, number(3))])
    seal(OWN, [(11, number(7)), (13, number(8))])

    assert find(OWN, number(2)) == []
    assert find(OWN, number(7)) == [11]
    assert SealedNumber.objects.count() == 4


def test_the_last_number_of_a_subject_counts() -> None:
    assert seal(OWN, [(10, number(1)), (10, number(2))]) == 1

    assert find(OWN, number(2)) == [10]


def test_the_fields_of_one_subject_are_places_of_their_own() -> None:
    seal(RECIPIENT, [(10, number(1))])
    seal(SPOUSE, [(10, number(2))])

    assert (opened(RECIPIENT, 10), find(SPOUSE, number(1))) == (number(1).reveal(), [])


def test_forgetting_erases_only_what_is_named() -> None:
    seal(OWN, [(key, number(key)) for key in range(1, 1200)])

    assert forget(OWN, range(1, 1100)) == 1099
    assert forget(OWN, range(1, 1100)) == 0
    left = SealedNumber.objects.order_by("subject_id").values_list("subject_id", flat=True)
    assert list(left) == list(range(1100, 1200))


def test_equal_numbers_meet_without_being_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    seal(OWN, [(1, number(100)), (2, number(200)), (3, number(300)), (4, number(300))])
    seal(RECIPIENT, [(70, number(200)), (71, number(999)), (72, number(300)), (73, number(200))])
    monkeypatch.setattr(sealing, "open_one", None)

    pairs = equal_pairs(OWN, RECIPIENT)

    assert pairs.tolist() == [[2, 70], [2, 73], [3, 72], [4, 72]]
    assert pairs.dtype == "int64"


def test_no_equal_numbers_are_no_pairs() -> None:
    seal(OWN, [(1, number(100))])

    assert equal_pairs(OWN, RECIPIENT).shape == (0, 2)


def test_every_nonce_is_new() -> None:
    seal(OWN, ((key, number(5)) for key in range(5000)))

    nonces = {bytes(nonce) for nonce in SealedNumber.objects.values_list("nonce", flat=True)}
    ciphertexts = {bytes(c) for c in SealedNumber.objects.values_list("ciphertext", flat=True)}
    assert len(nonces) == len(ciphertexts) == 5000


def test_a_number_moved_to_another_person_does_not_open() -> None:
    seal(OWN, [(10, number(1)), (11, number(2))])
    rows = {row.subject_id: row for row in SealedNumber.objects.all()}
    rows[10].ciphertext, rows[11].ciphertext = rows[11].ciphertext, rows[10].ciphertext
    rows[10].nonce, rows[11].nonce = rows[11].nonce, rows[10].nonce
    for row in rows.values():
        row.save()

    for subject in (10, 11):
        with pytest.raises(SealBrokenError, match=f"addressee {subject}"):
            opened_by_one(OWN, subject)


def opened_by_one(place: Place, subject_id: int) -> str:
    actor = add_member(
        staff_number=f"30{subject_id}",
        name="x",
        department="x",
        roles=[Role.TAX_SUPERVISOR],
        valid_from=date(2026, 4, 1),
    )
    return reveal(place, subject_id, actor=actor, purpose="試験", at=START).reveal()


def test_a_flipped_bit_does_not_open() -> None:
    seal(OWN, [(10, number(1))])
    row = SealedNumber.objects.get()
    broken = bytearray(row.ciphertext)
    broken[3] ^= 1
    row.ciphertext = bytes(broken)
    row.save()

    with pytest.raises(SealBrokenError, match="個人情報保護責任者") as refused:
        opened(OWN, 10)
    assert number(1).reveal() not in str(refused.value)


def test_another_citys_vault_cannot_open_it(own_keys: Path) -> None:
    seal(OWN, [(10, number(1))])

    with (
        override_settings(CONFIGURATION=configured(own_keys, municipality="112020")),
        pytest.raises(SealBrokenError),
    ):
        opened(OWN, 10)


def test_the_wrong_keys_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    seal(OWN, [(10, number(1))])
    others = tmp_path / "others.json"
    keyset.create(others)

    with override_settings(CONFIGURATION=configured(others)):
        with pytest.raises(KeysetError, match="この保管庫の鍵ではありません"):
            seal(OWN, [(11, number(2))])
        with pytest.raises(KeysetError):
            find(OWN, number(1))

    assert SealedNumber.objects.count() == 1


def test_lost_keys_are_not_replaced_by_new_ones(own_keys: Path) -> None:
    seal(OWN, [(10, number(1))])
    own_keys.unlink()

    with pytest.raises(KeysetError, match="控えから戻す"):
        seal(OWN, [(11, number(2))])

    assert not own_keys.exists()
    assert SealedNumber.objects.count() == 1


def test_in_production_keys_are_never_made_by_themselves(own_keys: Path) -> None:
    with (
        override_settings(CONFIGURATION=configured(own_keys, profile="production")),
        pytest.raises(KeysetError, match="鍵ファイルがありません"),
    ):
        seal(OWN, [(10, number(1))])

    assert not own_keys.exists()


def test_a_number_sealed_under_an_earlier_key_still_opens(own_keys: Path) -> None:
    seal(OWN, [(10, number(1))])
    rotated(own_keys)
    seal(OWN, [(11, number(1))])

    key_ids = set(SealedNumber.objects.values_list("key_id", flat=True))
    assert len(key_ids) == 2
    assert find(OWN, number(1)) == [10, 11]
    assert opened(OWN, 10) == number(1).reveal()


def rotated(path: Path) -> None:
    """Add a new primary key to a keyset, as an operator rotating keys does."""
    import base64  # noqa: PLC0415 - for this act alone
    import json  # noqa: PLC0415 - the same

    content = json.loads(path.read_text())
    key = b"\x07" * keyset.KEY_BYTES
    content["encryption"][keyset.key_id(key)] = base64.b64encode(key).decode()
    content["primary"] = keyset.key_id(key)
    path.unlink()
    path.touch(mode=0o600)
    path.write_text(json.dumps(content))


def test_a_number_under_a_key_that_is_gone_says_which() -> None:
    seal(OWN, [(10, number(1)), (11, number(2))])
    row = SealedNumber.objects.get(subject_id=11)
    row.key_id = "0123456789abcdef"
    row.save()

    with pytest.raises(SealBrokenError, match="0123456789abcdef"):
        opened(OWN, 11)


def test_revealing_needs_the_function_and_leaves_a_record() -> None:
    seal(OWN, [(10, number(1))])
    clerk = add_member(
        staff_number="1001",
        name="x",
        department="x",
        roles=[Role.TAX_CLERK],
        valid_from=date(2026, 4, 1),
    )

    with pytest.raises(NotPermittedError):
        reveal(OWN, 10, actor=clerk, purpose="興味", at=START)
    assert not OutgoingRecord.objects.exists()

    reveal(OWN, 10, actor=supervisor(), purpose="番号の確認", at=START)
    record = OutgoingRecord.objects.get()
    assert (record.action, record.subject_kind, record.subject_id) == (
        "vault.number.revealed",
        "addressee",
        "10",
    )
    assert record.details == {"field": "own", "purpose": "番号の確認"}


def test_an_empty_place_says_so() -> None:
    with pytest.raises(NothingSealedError, match="addressee 10"):
        opened(OWN, 10)


@given(bodies=st.lists(st.integers(0, 10**11 - 1), min_size=1, max_size=20))
def test_whatever_the_number_it_comes_back(bodies: list[int]) -> None:
    numbers = [number(body) for body in bodies]
    keys = services._keyset()
    sealed = sealing.seal_all(keys, "112101", OWN, range(len(numbers)), numbers)

    for row, expected in enumerate(numbers):
        found = sealing.open_one(
            keys,
            "112101",
            OWN,
            row,
            key_id=sealed.key_id,
            nonce=sealed.nonces[row],
            ciphertext=sealed.ciphertexts[row],
        )
        assert found == expected
        assert sealing.blind_index(keys, found) == sealed.blind_indexes[row]
